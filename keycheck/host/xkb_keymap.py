"""A keymap of X11 as text, and how two of them differ: which keys give another symbol, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from keycheck.keys.table import code_of

Keymap = Mapping[int, tuple[str, ...]]
"""Keycode -> what the key gives by itself, once for each group, that is for each layout that can be switched to."""

NOTHING = frozenset({"NoSymbol", "VoidSymbol"})

IN_WORDS = {
    "ISO_First_Group": "the first layout",
    "ISO_Last_Group": "the last layout",
    "ISO_Level3_Shift": "AltGr",
    "ISO_Next_Group": "the next layout",
    "Mode_switch": "the other layout",
    "Multi_key": "Compose",
}
"""Names of symbols that say nothing to people -> what the key does."""

KEYCODE_OFFSET = 8
"""An X keycode is the evdev code plus this, under the rules `evdev`."""

_KEYCODE = re.compile(r"<([^>]+)>\s*=\s*(\d+)\s*;")
_KEY = re.compile(r"\bkey\s*<([^>]+)>\s*\{(.*?)\}\s*;", re.DOTALL)
_NO_SYMBOLS = re.compile(r"\bactions\s*\[[^\]]*\]\s*=\s*\[[^\]]*\]")
_SYMBOLS = re.compile(r"(?:^|[=,{])\s*\[([^\]]*)\]")


def parse(text: str) -> Keymap:
    """The keymap in what `xkbcomp -xkb` writes; a key without symbols is left out."""
    keycodes, _, rest = text.partition("xkb_symbols")
    numbers = {name: int(number) for name, number in _KEYCODE.findall(keycodes)}
    symbols, _, _ = rest.partition("xkb_geometry")
    return {numbers[name]: groups for name, groups in _keys(symbols) if name in numbers and groups}


def differences(named: Keymap, now: Keymap) -> dict[str, str | None]:
    """Key (W3C code) -> what it gives now in the first group where that is another symbol; None where it is nothing.

    Only what a key gives without Shift counts: an option such as `grp:alt_shift_toggle` changes the rest of healthy
    keys. A key that gives nothing in the named keymap is left out, and one that no table knows.
    """
    changed = {}
    for keycode, groups in named.items():
        code = code_of("evdev", str(keycode - KEYCODE_OFFSET))
        symbol = _changed(groups, now.get(keycode, ("NoSymbol",)))
        if code is not None and symbol is not None:
            changed[code] = None if symbol in NOTHING else IN_WORDS.get(symbol, symbol.replace("_", " "))
    return changed


def _changed(named: tuple[str, ...], now: tuple[str, ...]) -> str | None:
    """The symbol of the first group that differs; None where all that gave something give the same."""
    for group, symbol in enumerate(named):
        # A key with fewer groups than there are layouts gives the same in all of them.
        current = now[group] if group < len(now) else now[0]
        if symbol not in NOTHING and current != symbol:
            return current
    return None


def _keys(symbols: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, body in _KEY.findall(symbols):
        groups = _SYMBOLS.findall(_NO_SYMBOLS.sub("", body))
        yield name, tuple(group.partition(",")[0].strip() or "NoSymbol" for group in groups)
