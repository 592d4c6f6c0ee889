"""Which key each system means by which number, and back: the table `data/keys.csv`, read on first use.

Traps that the table settles, or that nobody can:

* 07:31 and 07:32 are one code, `Backslash`: a keyboard has one of the two, so "07:32 never seen" is no dead key.
* Linux turns Clear (07:9C) and Keypad Clear (07:D8) into `Delete`: silence of NumpadClear means nothing there.
* Windows: Pause is 0x45 and NumLock 0xe045, as hooks and messages report them. Raw Input has NumLock as a bare 0x45 and
  Pause as E1 1D 45: its source has to write them in the hook's way.
* Windows gives F24 and Lang5 one scan code, macOS gives Insert and Help one number: the table has F24 and Insert.
* X11 ends at keycode 255, which is evdev 247: keys above it never reach an X client, and their silence proves nothing.
* Fn and its like have no usage: the numbers of page 00 are Chromium's own and never come from a keyboard.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from keycheck.keys.key import HidUsage, Key

NativeSpace = Literal["evdev", "windows", "mac", "hid", "w3c"]
"""Which table a native code belongs to.

evdev: Linux event code, decimal (`6`); windows: set-1 scan code, hex, E0 as `0xe01c`; mac: virtual key code, hex
(`0x17`); hid: usage page and id (`07:22`); w3c: the code itself (simulated and replayed keyboards).
"""

_DATA = Path(__file__).parent / "data" / "keys.csv"

_KEY_UNKNOWN = "240"
"""Linux' code for a key that its keymap has no code for (linux/input-event-codes.h)."""

_ALSO_ON_WINDOWS = {"0x54": "PrintScreen", "0xe036": "ShiftRight", "0xe046": "Pause"}
"""Second scan codes that no usage has a row for: Alt+PrintScreen and Ctrl+Pause (Microsoft's Keyboard Scan Code
Specification), and the right Shift, which Windows marks as extended in what it hands to a low-level hook."""


@dataclass(frozen=True, slots=True)
class _Table:
    keys: dict[str, Key] = field(default_factory=dict)
    codes: dict[NativeSpace, dict[str, str]] = field(
        default_factory=lambda: {"evdev": {}, "windows": dict(_ALSO_ON_WINDOWS), "mac": {}, "hid": {}}
    )
    natives: dict[NativeSpace, dict[str, str]] = field(
        default_factory=lambda: {"evdev": {}, "windows": {}, "mac": {}, "hid": {}}
    )


def key(code: str) -> Key:
    """The key of that W3C code, usage None where no HID keyboard sends it (Fn); KeyError where no table knows it."""
    return _table().keys[code]


def known(code: str) -> bool:
    """Whether any table knows this W3C code."""
    return code in _table().keys


def all_codes() -> tuple[str, ...]:
    """Every code of the table, each once, in the order of usages."""
    return tuple(_table().keys)


def code_of(space: NativeSpace, native: str) -> str | None:
    """The W3C code of the key that a system means by this native code; a second usage counts as its key.

    None where no table knows it, and for what is no key: error and status usages, and text that is no number. Case does
    not matter, nor do leading zeros of a number.
    """
    if space == "w3c":
        return native if known(native) else None
    return _table().codes[space].get(_spelled(space, native))


def says_unmapped(space: NativeSpace, native: str) -> bool:
    """Whether a system says by this native code that a key was pressed for which it has no code."""
    return space == "evdev" and _spelled(space, native) == _KEY_UNKNOWN


def native_of(space: NativeSpace, code: str) -> str | None:
    """The native code of a key, spelled as `NativeSpace` says; None where this system has none for it."""
    if space == "w3c":
        return code if known(code) else None
    return _table().natives[space].get(code)


def _spelled(space: NativeSpace, native: str) -> str:
    """The native code as the table spells it; text that is no number comes back as it is, and is in no table."""
    if space == "hid":
        return native.upper()
    try:
        return str(int(native)) if space == "evdev" else f"0x{int(native, 16):02x}"
    except ValueError:
        return native


@cache
def _table() -> _Table:
    lines = _DATA.read_text(encoding="utf-8").splitlines()[1:]
    table = _Table()
    # An alias comes after the key that it belongs to: of two usages, the key's own is the one that counts.
    for row in sorted((line.split(",") for line in lines), key=lambda row: row[6] == "alias"):
        if row[0]:
            _enter(table, row)
    return table


def _enter(table: _Table, row: Iterable[str]) -> None:
    code, page, usage_id, evdev, windows, mac, kind, _ = row
    usage = HidUsage(int(page, 16), int(usage_id, 16)) if kind in {"key", "alias"} else None
    if code not in table.keys or table.keys[code].usage is None:
        table.keys[code] = Key(code, usage)
    hid = str(usage) if usage else ""
    spelled: tuple[tuple[NativeSpace, str], ...] = (("evdev", evdev), ("windows", windows), ("mac", mac), ("hid", hid))
    for space, native in spelled:
        if native:
            table.natives[space].setdefault(code, native)
            table.codes[space][native] = code
