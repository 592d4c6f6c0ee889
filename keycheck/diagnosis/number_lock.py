"""The number pad while Num Lock is off: it sends what is printed below its numbers, and is healthy (row 14)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from keycheck.diagnosis.company import WRONG_TRIALS, in_its_place
from keycheck.diagnosis.observation import Observation
from keycheck.diagnosis.verdict import Undecided
from keycheck.languages import N_

SECOND_MEANING: Final[Mapping[str, str]] = {
    "Numpad0": "Insert",
    "Numpad1": "End",
    "Numpad2": "ArrowDown",
    "Numpad3": "PageDown",
    "Numpad4": "ArrowLeft",
    "Numpad6": "ArrowRight",
    "Numpad7": "Home",
    "Numpad8": "ArrowUp",
    "Numpad9": "PageUp",
    "NumpadDecimal": "Delete",
}
"""What the keys of a number pad send while Num Lock is off (HID Usage Tables 1.5, page 07, usages 59 to 63)."""

SETTLE_BY_NUM_LOCK = N_("Turn Num Lock on, and test the number pad again.")


def number_lock_off(facts: Observation, key: str) -> Undecided | None:
    """A key of the number pad arrived each time as its second meaning, which is no fault of the keyboard."""
    layers = facts.layers(key)
    if key not in SECOND_MEANING or not layers:
        return None
    found = in_its_place(facts, key, layers[-1])
    if found is None or found.times < WRONG_TRIALS or found.key != SECOND_MEANING[key]:
        return None
    reason = N_("It sends what is printed below its number: Num Lock is off, and the key works.")
    return Undecided(key, reason, found.trials, 0, SETTLE_BY_NUM_LOCK)
