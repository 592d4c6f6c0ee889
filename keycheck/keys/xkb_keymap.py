"""Keymaps of X11 as text: what prints them, which keys they give something, and how two of them differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from keycheck.keys.table import code_of

Keymap = Mapping[int, tuple[str, ...]]
"""Keycode -> what the key gives by itself, once for each group, that is for each layout that can be switched to."""

NOTHING = frozenset({"NoSymbol", "VoidSymbol"})
NO_ACTION = "NoAction()"

RULES = "evdev"
"""The rules of every keymap whose key numbers are those of the kernel plus eight."""

QUERY: Sequence[str] = ("setxkbmap", "-query")
"""Prints the names that the server's keymap was made with."""
COMPILE: Sequence[str] = ("xkbcomp", "-w0", "-xkb", "-", "-")
"""Reads what `written_for` prints, and prints the keymap whole."""

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
_ACTIONS = re.compile(r"\bactions\s*\[[^\]]*\]\s*=\s*\[([^\]]*)\]")
_SYMBOLS = re.compile(r"(?:^|[=,{])\s*\[([^\]]*)\]")


def named(said: str) -> dict[str, str]:
    """What `QUERY` printed: rules, model, layout, and where there are any, variant and options."""
    pairs = (line.partition(":") for line in said.splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs}


def written_for(names: Mapping[str, str]) -> list[str]:
    """The command that prints, for `COMPILE`, the keymap of these names; the server's own is left as it is."""
    said = {"model": "pc105", "layout": "us", "variant": "", **names}
    command = ["setxkbmap", "-rules", RULES, "-option", ""]
    for name in ("model", "layout", "variant"):
        command += [f"-{name}", said[name]]
    if said.get("options"):
        command += ["-option", said["options"]]
    return [*command, "-print"]


def kept_by(display: str) -> list[str]:
    """The command that prints the keymap that this X server has now."""
    return ["xkbcomp", "-w0", "-xkb", display, "-"]


def parse(text: str) -> Keymap:
    """The keymap in what `xkbcomp -xkb` writes; a key without symbols is left out."""
    told = ((keycode, _groups(body)) for keycode, body in _keys(text))
    return {keycode: groups for keycode, groups in told if groups}


def of_use(text: str) -> frozenset[int]:
    """The keycodes that give something in this keymap: a symbol or an action, in any group and at any level."""
    return frozenset(keycode for keycode, body in _keys(text) if _gives_something(body))


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


def _keys(text: str) -> Iterator[tuple[int, str]]:
    """Each keycode, and what the keymap says of it."""
    keycodes, _, rest = text.partition("xkb_symbols")
    numbers = {name: int(number) for name, number in _KEYCODE.findall(keycodes)}
    symbols, _, _ = rest.partition("xkb_geometry")
    return ((numbers[name], body) for name, body in _KEY.findall(symbols) if name in numbers)


def _groups(body: str) -> tuple[str, ...]:
    groups = _SYMBOLS.findall(_ACTIONS.sub("", body))
    return tuple(group.partition(",")[0].strip() or "NoSymbol" for group in groups)


def _gives_something(body: str) -> bool:
    levels = (level.strip() for group in _SYMBOLS.findall(_ACTIONS.sub("", body)) for level in group.split(","))
    return any(level and level not in NOTHING for level in levels) or any(
        acts.replace(NO_ACTION, "").strip(" ,") for acts in _ACTIONS.findall(body)
    )
