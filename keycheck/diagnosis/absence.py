"""Keys that the person says are not on this keyboard: believed, unless what was seen before says otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from keycheck.diagnosis import sentences
from keycheck.diagnosis.judgement import Silent, Unmapped
from keycheck.diagnosis.observation import Observation
from keycheck.diagnosis.verdict import Undecided
from keycheck.languages import N_
from keycheck.layouts.layout import Layout

SETTLE_BY_MAP = N_("Choose the map of this keyboard: some keys of this one are said not to be there. Then test again.")
SETTLE_BY_LOOKING = N_("Look whether the key is there, and test it again.")


def contradicted(facts: Observation, key: str) -> Undecided | None:
    """A key that is said to be absent and was said to be there, or was asked for in vain; None where nothing was.

    Who pressed a key that stayed silent had it.
    """
    entries = facts.docket.of_key.get(key, ())
    silent = sum(any(isinstance(o, Silent | Unmapped) for o in e.judged.outcomes.values()) for e in entries)
    if silent:
        reason = sentences.SILENT_THEN_ABSENT.format(silent=silent)
    elif any(entry.trial.attested == "on_keyboard" for entry in entries):
        reason = N_("It was said to be on this keyboard, and also not to be.")
    else:
        return None
    return Undecided(key, reason, silent, 0, SETTLE_BY_LOOKING)


def is_of_another_map(layout: Layout, keys: Iterable[str], absent: frozenset[str]) -> bool:
    """Whether these absent keys speak of a wrong map: only a whole block, such as a number pad, is left out by makers.

    `keys` are those that can be tested. One key alone may as well be broken and taken for absent.
    """
    if not absent:
        return False
    blocks: dict[str, set[str]] = {}
    for key in keys:
        blocks.setdefault(layout.key(key).zone, set()).add(key)
    return any(block & absent and (zone == "main" or not block <= absent) for zone, block in blocks.items())
