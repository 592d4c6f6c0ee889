"""What the number pad sends while Num Lock is off: what is printed below its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NUM_LOCK_OFF: Final[Mapping[str, str]] = {
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
"""From the key to the one whose meaning it has then (HID Usage Tables 1.5, page 07, usages 59 to 63)."""
