"""What Raw Input of Windows says of a key, as the physical key and what it did: the keyboard's own scan codes."""

from __future__ import annotations

from keycheck.capture.windows_keys import MADE_UP, VK_PACKET, KeyMove, native_code
from keycheck.events.trace import Action

BREAK, E0, E1 = 0x1, 0x2, 0x4
"""RI_KEY_BREAK, RI_KEY_E0, RI_KEY_E1 of RAWKEYBOARD: up, and the prefixes of set 1."""

OVERRUN = 0xFF
"""KEYBOARD_OVERRUN_MAKE_CODE: more keys are down than the keyboard can tell apart."""

NO_VIRTUAL_KEY = 0xFF
SHIFTS = frozenset({0x2A, 0x36})
"""With E0 and without a virtual key a Shift is none: keyboards put it around Print Screen and the arrows (Keyboard Scan
Code Specification). What else has no virtual key is a key that Windows does not know, and is kept."""

CTRL, NUM_LOCK = 0x1D, 0x45
"""Pause is E1 1D 45 and Num Lock a bare 45; hooks, and the table of keys, have Pause as 45 and Num Lock as E0 45."""


class RawKeys:
    """The keys of one keyboard. Raw Input marks no repeats: a press of what is down already is one."""

    def __init__(self) -> None:
        self._down: set[str] = set()
        self._in_pause = False

    def read(self, make: int, flags: int, vk: int, injected: bool = False) -> KeyMove | None:
        """What happened to which key, by MakeCode, Flags and VKey of RAWKEYBOARD; None where it is no key."""
        ends_pause = self._in_pause and make == NUM_LOCK
        self._in_pause = bool(flags & E1) and make == CTRL
        if ends_pause or _is_no_key(make, flags, vk):
            return None
        native = _native(make, flags, vk)
        if flags & BREAK:
            self._down.discard(native)
            return KeyMove(native, "up", injected)
        action: Action = "repeat" if native in self._down else "down"
        self._down.add(native)
        return KeyMove(native, action, injected)

    def already(self, native: str) -> bool:
        """Take this key for down, without a word of the keyboard; whether that is news."""
        news = native not in self._down
        self._down.add(native)
        return news


def _is_no_key(make: int, flags: int, vk: int) -> bool:
    made_up_shift = bool(flags & E0) and make in SHIFTS and vk == NO_VIRTUAL_KEY
    return made_up_shift or bool(make & MADE_UP) or vk == VK_PACKET


def _native(make: int, flags: int, vk: int) -> str:
    if flags & E1 and make == CTRL:
        return native_code(NUM_LOCK, False, vk)
    return native_code(make, bool(flags & E0) or make == NUM_LOCK, vk)
