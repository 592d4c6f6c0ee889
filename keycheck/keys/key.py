"""A physical key: its HID usage, named by its W3C `KeyboardEvent.code`; never a character."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HidUsage:
    """A usage of the HID usage tables: page (0x07 is Keyboard/Keypad, 0x0C Consumer) and id."""

    page: int
    id: int

    def __str__(self) -> str:
        return f"{self.page:02X}:{self.id:02X}"


@dataclass(frozen=True, slots=True)
class Key:
    """One physical key of the key table."""

    code: str
    """The W3C `KeyboardEvent.code`, for example `Digit5`; for keys outside its list, Chromium's name."""
    usage: HidUsage | None
    """The usage that the key sends; None where none exists (Fn is handled inside the keyboard)."""
