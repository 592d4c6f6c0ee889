"""Keys that other keyboards lack: who has no such key presses the one with its sign, and that is no wrong code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from keycheck.diagnosis import sentences
from keycheck.diagnosis.company import SETTLE_BY_LAYOUT
from keycheck.diagnosis.observation import Observation
from keycheck.diagnosis.verdict import Finding, Undecided
from keycheck.layouts.layout import Layout

STAND_INS: Final[Mapping[str, frozenset[str]]] = {
    "IntlBackslash": frozenset({"Backslash", "Comma", "Period"}),
    "IntlRo": frozenset({"Backslash", "Slash", "Minus"}),
    "IntlYen": frozenset({"Backslash"}),
    "Lang1": frozenset({"AltRight"}),
    "Lang2": frozenset({"ControlRight"}),
    "NumpadComma": frozenset({"NumpadDecimal"}),
}
"""Key that only ISO, JIS, ABNT2 or KS keyboards have (W3C UI Events code, 3.1) -> the keys that bear one of its signs,
or stand in its place, on keyboards without it."""


def unless_of_other_map(finding: Finding, layout: Layout, facts: Observation) -> Finding | Undecided:
    """The finding; or that the key is undecided, where a keyboard without this key gives the same trials."""
    if finding.symptom != "wrong_code" or finding.cause == "software" or not _may_be_missing(finding, layout, facts):
        return finding
    reason = sentences.MAY_BE_MISSING.format(trials=finding.trials)
    return Undecided(finding.key, reason, finding.trials, finding.hits, SETTLE_BY_LAYOUT)


def _may_be_missing(finding: Finding, layout: Layout, facts: Observation) -> bool:
    """Whether no other key shows that the keyboard is of the kind that has this one."""
    if finding.other in STAND_INS.get(finding.key, ()):
        return not any(facts.seen(code) for code in STAND_INS if code != finding.key and code in layout)
    zone = layout.key(finding.key).zone
    block = [key.code for key in layout.testable if key.zone == zone]
    return zone != "main" and len(block) > 1 and not any(map(facts.seen, block))
