"""Num Lock, which is off by itself on many machines, and surprises who types numbers."""

from __future__ import annotations

from keycheck.host.imitator import Imitator
from keycheck.languages import N_

NAVIGATION = (*(f"Numpad{digit}" for digit in range(10)), "NumpadDecimal")
"""The keys of the number pad that have a second meaning."""


def numlock_off(read_from: str) -> Imitator:
    """Num Lock is off."""
    name, looks = N_("Cursor mode of the number pad"), N_("it moves the cursor and types no digits")
    return Imitator("numlock_off", name, looks, NAVIGATION, "app", False, read_from, N_("press Num Lock"))
