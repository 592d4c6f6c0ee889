"""Writes the maps in `layouts/` from the rows of `tools/keyboards.py`, so that no row is typed twice.

    python -m tools.make_layouts

A row is a line of keys from the left: `A` and `5` are KeyA and Digit5, others stand by their code. `*1.5` is a width in
key widths, `~2` a height, `+2` a gap, and `ArrowUp/ArrowDown` two keys of half height in one place. What is printed
on writing keys comes from the locale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

from keycheck.layouts.layout import SCHEMA, Layout, LayoutKey, Rectangle, Standard
from keycheck.layouts.legends import in_locale
from keycheck.layouts.map_text import as_toml
from keycheck.layouts.zones import zone_of

TARGET = Path(__file__).parents[1] / "layouts"

_KEY = re.compile(r"(?P<code>\w+)(?:\*(?P<w>[\d.]+))?(?:~(?P<h>[\d.]+))?")

FN = "handled inside the keyboard, never sent"

KEPT_BY_SYSTEM = {"PrintScreen", "MetaLeft", "Backquote", "IntlBackslash"}
"""Keys with a caution that the kernel hears whatever the desktop makes of them; the others the firmware may keep."""
UNSEEN = {"Fn": FN, "Power": "pressing it would switch the computer off, or send it to sleep"}

_LEGENDS = """
Escape=Esc | PrintScreen=PrtSc | ScrollLock=ScrLk | Pause=Pause | Insert=Insert | Delete=Delete | Home=Home
End=End | PageUp=PgUp | PageDown=PgDn | ArrowUp=↑ | ArrowDown=↓ | ArrowLeft=← | ArrowRight=→
Backspace=Backspace | Tab=Tab | CapsLock=Caps Lock | Enter=Enter | Space= | Fn=Fn | ShiftLeft=Shift
ShiftRight=Shift | ControlLeft=Ctrl | ControlRight=Ctrl | AltLeft=Alt | AltRight=Alt | MetaLeft=Win
MetaRight=Win | ContextMenu=Menu | NumLock=NumLk | NumpadDivide=/ | NumpadMultiply=* | NumpadSubtract=-
NumpadAdd=+ | NumpadEnter=Enter | NumpadDecimal=. Del | NumpadComma=. | Numpad5=5 | Numpad0=0 Ins
Numpad7=7 Home | Numpad8=8 ↑ | Numpad9=9 PgUp | Numpad4=4 ← | Numpad6=6 → | Numpad1=1 End | Numpad2=2 ↓
Numpad3=3 PgDn | Power=Power | Convert=変換 | NonConvert=無変換 | KanaMode=カナ | Lang1=한/영 | Lang2=한자
"""

LEGENDS = dict(pair.split("=") for line in _LEGENDS.strip().splitlines() for pair in line.split(" | "))
"""What is printed on keys that write nothing, where a keyboard says nothing else."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of keys at a height."""

    y: float
    keys: str
    x: float = 0.0
    h: float = 1.0


@dataclass(frozen=True, slots=True)
class Keyboard:
    """A map to be, and what it has otherwise than others."""

    id: str
    name: str
    form: str
    standard: Standard
    locale: str
    rows: tuple[Row, ...]
    remarks: tuple[str, ...]
    legends: dict[str, str] = field(default_factory=dict)
    cautions: dict[str, str] = field(default_factory=dict)
    caps: dict[str, str] = field(default_factory=dict)
    """Writing keys that bear something else than the locale says."""


def built(keyboard: Keyboard) -> Layout:
    """The map of the keyboard."""
    legends = LEGENDS | keyboard.legends
    main = min(row.y for row in keyboard.rows if "Q" in row.keys.split()) - 1

    def told(key: LayoutKey) -> LayoutKey:
        return msgspec.structs.replace(
            key,
            legend=legends.get(key.code, key.code if re.fullmatch(r"F\d+", key.code) else ""),
            zone=zone_of(key.code) if key.code != "Escape" or key.y < main else "main",
            unseen=UNSEEN.get(key.code),
            caution=keyboard.cautions.get(key.code),
            kept_by=_keeper(key.code) if key.code in keyboard.cautions else None,
        )

    keys = tuple(told(key) for row in keyboard.rows for key in _keys(row))
    layout = Layout(SCHEMA, keyboard.id, keyboard.name, keyboard.form, keyboard.standard, "", keys)  # type: ignore[arg-type]
    printed = in_locale(layout, keyboard.locale)
    caps = keyboard.caps
    return msgspec.structs.replace(
        printed, keys=tuple(msgspec.structs.replace(k, legend=caps.get(k.code, k.legend)) for k in printed.keys)
    )


def _keeper(code: str) -> Literal["system", "firmware"]:
    return "system" if code in KEPT_BY_SYSTEM else "firmware"


def _keys(row: Row) -> Iterator[LayoutKey]:
    x = row.x
    for word in row.keys.split():
        if word.startswith("+"):
            x += float(word[1:])
            continue
        if "/" in word:
            yield from (_shaped(code, x, row.y + half / 2, 1, 0.5) for half, code in enumerate(word.split("/")) if code)
            x += 1
            continue
        match = _KEY.fullmatch(word)
        assert match is not None, word
        w = float(match["w"] or 1)
        yield _shaped(match["code"], x, row.y, w, float(match["h"] or row.h))
        x += w


def _shaped(code: str, x: float, y: float, w: float, h: float) -> LayoutKey:
    """The key; `IsoEnter` is the Enter of two rows whose upper part reaches a quarter further to the left."""
    x, y = round(x, 4), round(y, 4)
    if code == "IsoEnter":
        return LayoutKey("Enter", x + 0.25, y, w - 0.25, 2, Rectangle(x, y, w))
    full = {1: f"Key{code}" if code.isalpha() else f"Digit{code}"}.get(len(code), code)
    return LayoutKey(full, x, y, w, h)


def main() -> None:
    from tools.keyboards import KEYBOARDS

    for keyboard in KEYBOARDS:
        path = TARGET / f"{keyboard.id}.toml"
        path.write_text(as_toml(built(keyboard), keyboard.remarks), encoding="utf-8")
    print(f"{TARGET}: {len(KEYBOARDS)} maps")


if __name__ == "__main__":
    main()
