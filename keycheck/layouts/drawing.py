"""A keyboard in character cells: where each key stands when a key width is so many columns and a row so many lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from keycheck.layouts.layout import Layout, LayoutKey

_UNPRINTED = {
    "ArrowDown": "↓",
    "ArrowLeft": "←",
    "ArrowRight": "→",
    "ArrowUp": "↑",
    "Backspace": "Backspace",
    "CapsLock": "Caps Lock",
    "ContextMenu": "Menu",
    "Escape": "Esc",
    "NumLock": "NumLk",
    "NumpadEnter": "Enter",
    "PageDown": "PgDn",
    "PageUp": "PgUp",
    "PrintScreen": "PrtSc",
    "ScrollLock": "ScrLk",
}
"""What a key is called that bears nothing; other ones are called by their code."""

_SHORT = {
    "backspace": "Bksp",
    "delete": "Del",
    "enter": "Ent",
    "insert": "Ins",
    "menu": "≡",
    "numlk": "Num",
    "pause": "Pau",
    "prtsc": "Prt",
    "scrlk": "Scr",
}
"""Words on caps that have a short form of their own; those of other languages are cut, and never told in English."""

_SHARED = re.compile(r"(bild|bloq|ent(?=f)|in(?=icio)|page|pg|verr|(?:av|re)(?= )) ?(?=.)", re.IGNORECASE)
"""How words begin that only their end tells apart: Bild↑ and Bild↓, PgUp and PgDn, Bloq Num and Bloq Mayús, Entf from
Ende and Enter, Inicio from Insert and Intro."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of one key, in columns and lines, with a gap to its right neighbour already taken off."""

    key: LayoutKey
    left: int
    top: int
    columns: int
    lines: int


@dataclass(frozen=True, slots=True)
class Scale:
    """How many columns one key width takes, and how many lines one row of keys."""

    columns: float
    lines: int


SCALES = (Scale(8, 3), Scale(6, 3), Scale(5, 3), Scale(5, 1), Scale(4, 1), Scale(3.5, 1))
"""From the largest to the smallest that can still be read."""


def cells(layout: Layout, scale: Scale) -> tuple[Cell, ...]:
    """Every key's place at this scale. Gaps between blocks of rows are dropped: they would cost a line."""
    return tuple(
        Cell(
            key,
            left=int(key.x * scale.columns),
            top=row * scale.lines,
            columns=int((key.x + key.w) * scale.columns) - int(key.x * scale.columns),
            lines=scale.lines * rows,
        )
        for key, (row, rows) in zip(layout.keys, _rows(layout), strict=True)
    )


@dataclass(frozen=True, slots=True)
class Room:
    """What a drawing takes at least, in key widths and rows: a keyboard that grows must not shrink with every key."""

    wide: float = 0.0
    rows: int = 0


NO_ROOM = Room()


def size(layout: Layout, scale: Scale, room: Room = NO_ROOM) -> tuple[int, int]:
    """Columns and lines of the whole drawing."""
    high = max((row + rows for row, rows in _rows(layout)), default=0)
    wide = max((key.x + key.w for key in layout.keys), default=0.0)
    return int(max(wide, room.wide) * scale.columns), max(high, room.rows) * scale.lines


def fitting(layout: Layout, columns: int, lines: int, room: Room = NO_ROOM) -> Scale:
    """The largest scale that fits; the smallest of all where none does."""
    for scale in SCALES:
        wide, high = size(layout, scale, room)
        if wide <= columns and high <= lines:
            return scale
    return SCALES[-1]


def label(key: LayoutKey, columns: int) -> str:
    """What a cell of so many columns says: the legend, or the part of it that still tells the key."""
    legend = key.legend or _UNPRINTED.get(key.code, key.code)
    signs = legend.split()
    if len(legend) <= columns and (columns > 3 or len(signs) == 1):
        return legend
    if shared := _SHARED.match(legend):
        # What tells it stays: B↑, PgU, Bloq N.
        return legend[:columns] if columns > shared.end() else shared[1][: columns - 1] + legend[shared.end()]
    for text in (signs[0], _SHORT.get(signs[0].lower(), signs[0]), legend.replace("F1", "1")):
        if len(text) <= columns:
            return text
    return signs[0][:columns]


def as_text(layout: Layout, scale: Scale = Scale(4, 1)) -> str:
    """The drawing as plain text, each key in brackets."""
    wide, high = size(layout, scale)
    lines = [[" "] * wide for _ in range(high)]
    for cell in cells(layout, scale):
        text = f"[{label(cell.key, cell.columns - 2):<{cell.columns - 2}}]"
        lines[cell.top][cell.left : cell.left + len(text)] = text
    return "\n".join("".join(line).rstrip() for line in lines)


@lru_cache(maxsize=8)
def _rows(layout: Layout) -> tuple[tuple[int, int], ...]:
    """Of each key the text row in which it begins, and how many it covers: the same at every scale."""
    row_of = _row_of(layout)
    return tuple((row_of[key.y], max(1, _rows_covered(row_of, key))) for key in layout.keys)


def _row_of(layout: Layout) -> dict[float, int]:
    """The number of the text row of each y; keys less than half a key apart in height share one."""
    rows: dict[float, int] = {}
    last: float | None = None
    for y in sorted({key.y for key in layout.keys}):
        new = last is None or y - last >= 0.5
        rows[y] = len(set(rows.values())) - (0 if new else 1)
        last = y if new else last
    return rows


def _rows_covered(rows: dict[float, int], key: LayoutKey) -> int:
    covered = {row for y, row in rows.items() if key.y <= y < key.y + key.h - 0.25}
    return len(covered)
