"""What a low-level keyboard hook of Windows says of a key, as the physical key and what it did."""

from __future__ import annotations

from typing import NamedTuple

from keycheck.events.trace import Action
from keycheck.keys.table import code_of, native_of

EXTENDED, LOWER_INJECTED, INJECTED, UP = 0x01, 0x02, 0x10, 0x80
"""LLKHF_EXTENDED, _LOWER_IL_INJECTED, _INJECTED, _UP of KBDLLHOOKSTRUCT."""

MADE_UP = 0x200
"""A bit in scan codes that Windows makes up itself: the left Ctrl before AltGr (0x21d), Shifts around the keypad."""

VK_PACKET = 0xE7
"""A pasted character in the place of a key."""

MEDIA = {
    0x5F: "Sleep",
    0xA6: "BrowserBack",
    0xA7: "BrowserForward",
    0xA8: "BrowserRefresh",
    0xA9: "BrowserStop",
    0xAA: "BrowserSearch",
    0xAB: "BrowserFavorites",
    0xAC: "BrowserHome",
    0xAD: "AudioVolumeMute",
    0xAE: "AudioVolumeDown",
    0xAF: "AudioVolumeUp",
    0xB0: "MediaTrackNext",
    0xB1: "MediaTrackPrevious",
    0xB2: "MediaStop",
    0xB3: "MediaPlayPause",
    0xB4: "LaunchMail",
    0xB5: "MediaSelect",
    0xB6: "LaunchApp1",
    0xB7: "LaunchApp2",
}
"""Virtual key -> W3C code of the keys that may come without a scan code. No layout changes these virtual keys."""

PAUSE_SET_1 = 0xE11D
"""Pause, as MapVirtualKey says it; hooks say 0x45."""


class KeyMove(NamedTuple):
    """What one call of the hook says."""

    native: str
    action: Action
    injected: bool


def read_hook(scan: int, flags: int, vk: int, down: set[tuple[str, bool]]) -> KeyMove | None:
    """What happened to which key; None where it is no key.

    `down` holds what is down (native code, injected) and is kept up to date: a press of what is down already is a
    repeat, the hook has no other sign of one.
    """
    if vk == VK_PACKET or scan & MADE_UP:
        return None
    place = native_code(scan, bool(flags & EXTENDED), vk), bool(flags & (INJECTED | LOWER_INJECTED))
    if flags & UP:
        down.discard(place)
        return KeyMove(place[0], "up", place[1])
    action: Action = "repeat" if place in down else "down"
    down.add(place)
    return KeyMove(place[0], action, place[1])


def native_code(scan: int, extended: bool, vk: int) -> str:
    """The set-1 scan code, in the one spelling that its key has (Alt+Print Screen is Print Screen)."""
    native = f"{0xE000 | scan if extended else scan:#04x}" if scan else f"vk{vk:#04x}"
    code = code_of("windows", native) if scan else MEDIA.get(vk)
    return native_of("windows", code) or native if code else native


def native_of_mapped(scan: int, vk: int) -> str | None:
    """The native code of what MapVirtualKey (to a scan code with its prefix) says; None where it knows no key."""
    if scan == PAUSE_SET_1:
        return "0x45"
    return native_code(scan & 0xFF, scan >> 8 == 0xE0, vk) if scan else None
