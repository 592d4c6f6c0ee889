"""Keys that a desktop or a firmware may keep: their silence, or another code of theirs, may be no fault of the key."""

from __future__ import annotations

from typing import Final

from keycheck.diagnosis import sentences
from keycheck.diagnosis.cause import SETTLE_BY_LISTENING_CLOSER
from keycheck.diagnosis.observation import Observation
from keycheck.diagnosis.verdict import Finding, Undecided
from keycheck.languages import N_
from keycheck.layouts.layout import Layout, LayoutKey

SETTLE_BY_FN = N_(
    "Hold Fn while you press the key, or change in the settings of the machine's firmware what it does, and test again."
)
_MOST: Final = 2 / 3
"""Where so large a share of the keys with the same caution came as themselves, it is not at work here. Our choice: of
twelve function keys some laptops leave three or four without a second meaning."""


def heeded(finding: Finding, layout: Layout, facts: Observation) -> Finding | Undecided:
    """The finding; or that the key is undecided, where the map says what else would look the same."""
    key = layout.key(finding.key)
    if key.caution is None or finding.symptom not in ("dead", "wrong_code") or _refuted(finding, key, layout, facts):
        return finding
    silent = finding.symptom == "dead"
    reason = sentences.SILENT_MAY_BE_NO_FAULT if silent else sentences.OTHER_MAY_BE_NO_FAULT
    settle = SETTLE_BY_LISTENING_CLOSER if key.kept_by == "system" else SETTLE_BY_FN
    return Undecided(key.code, reason.format(caution=key.caution), finding.trials, finding.hits, settle)


def _refuted(finding: Finding, key: LayoutKey, layout: Layout, facts: Observation) -> bool:
    """Whether the press was lost below the system that may keep the key, or the firmware lets others like it pass."""
    if key.kept_by == "system":
        return finding.cause == "hardware"
    alike = [other.code for other in layout.testable if other.caution == key.caution and other.code != key.code]
    came = sum(facts.seen(code) for code in alike)
    return bool(alike) and came >= _MOST * len(alike)
