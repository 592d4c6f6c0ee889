"""Tables with which Windows and PowerToys give keys another meaning, decoded from what they are kept in."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable

from keycheck.keys.table import code_of

HEADER = struct.Struct("<III")
"""Version, flags, number of entries with the closing one (Microsoft: scan code mapper for keyboards)."""

ENTRY = struct.Struct("<HH")
"""What the key becomes, then the key; 0 is no key."""

AS_HOOKS_SAY = {0x45: "0xe045", 0xE11D: "0x45"}
"""NumLock and Pause: the table has the numbers of the keyboard, the key table those that Windows hands to programs."""

VK_DISABLED = 0x100
"""PowerToys' own number for no key."""

TWO_KEYS = {0x10: (0xA0, 0xA1), 0x11: (0xA2, 0xA3), 0x12: (0xA4, 0xA5), 0x104: (0x5B, 0x5C)}
"""Virtual keys that stand for a left and a right one: Shift, Ctrl, Alt, and PowerToys' own for Windows."""

EXTENDED = frozenset((*range(0x21, 0x29), 0x2D, 0x2E, 0x5B, 0x5C, 0x5D, 0x6F, 0xA3, 0xA5))
"""Virtual keys whose scan code has the prefix E0: arrows and what is above them, Windows, Menu, divide,
right Ctrl and Alt. Not every Windows says so (Wine 8 does not)."""

NUMBERED = {0x13: "Pause", 0x90: "NumLock"}
"""Two virtual keys that share a scan code, by the prefix."""

ScanCodeOf = Callable[[int], int]
"""Virtual key -> scan code, with E0 as the high byte; 0 where there is none. It hangs on the keyboard layout."""


def scancode_map(value: bytes) -> dict[str, str | None]:
    """Key (W3C code) -> what the registry value `Scancode Map` makes of it; None for no key.

    Entries that cut off, that keep a key as it is, or whose key no table knows, are left out.
    """
    if len(value) < HEADER.size:
        return {}
    *_, count = HEADER.unpack_from(value)
    entries = value[HEADER.size : HEADER.size + count * ENTRY.size]
    whole = entries[: len(entries) // ENTRY.size * ENTRY.size]
    return _changed((_key_of(source), _key_of(target) if target else None) for target, source in _until_end(whole))


def powertoys_remaps(text: str, scan_code_of: ScanCodeOf) -> dict[str, str | None]:
    """Key (W3C code) -> what PowerToys makes of it; None for no key, a shortcut, or a text.

    Shortcuts that are remapped are left out: they take no key away. Empty where the text is not PowerToys' file.
    """
    try:
        config = json.loads(text)
        entries = [
            (int(entry["originalKeys"]), entry.get("newRemapKeys", ""))
            for part in ("remapKeys", "remapKeysToText")
            for entry in config.get(part, {}).get("inProcess", [])
        ]
    except (ValueError, LookupError, TypeError, AttributeError):
        return {}
    return _changed(
        (_code(virtual, scan_code_of), _target(becomes, scan_code_of))
        for key, becomes in entries
        for virtual in TWO_KEYS.get(key, (key,))
    )


def _target(becomes: object, scan_code_of: ScanCodeOf) -> str | None:
    """The key of one virtual key in decimal; None for several, or for none."""
    text = str(becomes)
    if not text.isdecimal() or int(text) == VK_DISABLED:
        return None
    return _code(TWO_KEYS.get(int(text), (int(text),))[0], scan_code_of)


def _code(virtual: int, scan_code_of: ScanCodeOf) -> str | None:
    if virtual in NUMBERED:
        return NUMBERED[virtual]
    scan_code = scan_code_of(virtual)
    return code_of("windows", f"0xe0{scan_code & 0xFF:02x}" if virtual in EXTENDED else f"0x{scan_code:02x}")


def _until_end(entries: bytes) -> Iterable[tuple[int, int]]:
    for target, source in ENTRY.iter_unpack(entries):
        if (target, source) == (0, 0):
            return
        yield target, source


def _key_of(scan_code: int) -> str | None:
    return code_of("windows", AS_HOOKS_SAY.get(scan_code, f"0x{scan_code:02x}"))


def _changed(pairs: Iterable[tuple[str | None, str | None]]) -> dict[str, str | None]:
    return {key: becomes for key, becomes in pairs if key is not None and key != becomes}
