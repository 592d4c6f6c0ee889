"""The number pad while Num Lock is off: it sends what is printed below its numbers, and is healthy (row 14)."""

from __future__ import annotations

from keycheck.diagnosis.company import WRONG_TRIALS, in_its_place
from keycheck.diagnosis.observation import Observation
from keycheck.diagnosis.verdict import Undecided
from keycheck.keys.number_pad import NUM_LOCK_OFF
from keycheck.languages import N_

SETTLE_BY_NUM_LOCK = N_("Turn Num Lock on, and test the number pad again.")


def number_lock_off(facts: Observation, key: str) -> Undecided | None:
    """A key of the number pad arrived each time as its second meaning, which is no fault of the keyboard."""
    layers = facts.layers(key)
    if key not in NUM_LOCK_OFF or not layers:
        return None
    found = in_its_place(facts, key, layers[-1])
    if found is None or found.times < WRONG_TRIALS or found.key != NUM_LOCK_OFF[key]:
        return None
    reason = N_("It sends what is printed below its number: Num Lock is off, and the key works.")
    return Undecided(key, reason, found.trials, 0, SETTLE_BY_NUM_LOCK)
