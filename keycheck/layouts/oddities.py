"""What is odd in a map that a person made: no reason to refuse it, but one to look again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median_low

from keycheck.layouts.layout import Layout, LayoutKey
from keycheck.layouts.map_rules import objections
from keycheck.layouts.rows import rows_of

_EXPECTED = {
    "Enter": "Enter",
    "Space": "space bar",
    "Backspace": "Backspace",
    "Tab": "Tab",
    "ShiftLeft": "left Shift",
    "ControlLeft": "left Ctrl",
}
"""What every keyboard for writing has, and what people call it."""

_IN_ONE_ROW = (
    ("digits", tuple(f"Digit{digit}" for digit in "1234567890")),
    ("Q", tuple(f"Key{letter}" for letter in "QWERTYUIOP")),
    ("A", tuple(f"Key{letter}" for letter in "ASDFGHJKL")),
    ("Z", tuple(f"Key{letter}" for letter in "ZXCVBNM")),
    ("F1", tuple(f"F{number}" for number in range(1, 13))),
)
"""Keys that stand side by side on every keyboard, and what their row is called."""

_UNEVEN = 0.5
"""In key widths: a row that ends so far from the others may lack a key, or have one too narrow or too wide."""
_ROW = 4
"""So many keys are a row that can be compared."""


def oddities(layout: Layout) -> tuple[str, ...]:
    """Each in one sentence; none for the map of an ordinary keyboard."""
    rows = rows_of(layout.keys)
    return (*_forbidden(layout), *_missing(layout), *_torn(layout), *_uneven(layout, rows), *_lonely(rows))


def _forbidden(layout: Layout) -> Iterator[str]:
    for objection in objections(layout):
        yield f"Found {objection.found}, expected {objection.expected}."


def _missing(layout: Layout) -> Iterator[str]:
    there = {key.code for key in layout.keys}
    if not any(code in there for _, codes in _IN_ONE_ROW[1:4] for code in codes):
        return
    for code, name in _EXPECTED.items():
        if code not in there:
            yield f"There is no {name}. If it is dead, it still belongs on the map."
    if layout.form == "laptop" and "Fn" not in there:
        yield "There is no Fn. Most laptops have one; it sends nothing, so that it has to be added by mouse."


def _torn(layout: Layout) -> Iterator[str]:
    """Where keys of one known row are missing, in other rows, or in another order."""
    place = {key.code: (number, key.x) for number, row in enumerate(rows_of(layout.keys), 1) for key in row}
    for name, codes in _IN_ONE_ROW:
        there = [code for code in codes if code in place]
        lacking = [_called(code) for code in codes if code not in place]
        if len(there) > len(lacking) > 0:
            yield f"The row of {name} lacks {', '.join(lacking)}. A dead key still belongs on the map."
        for left, right in pairwise(there):
            if place[left][0] != place[right][0]:
                yield f"{_called(left)} is in row {place[left][0]}, but {_called(right)} is in row {place[right][0]}."
                break
            if place[left][1] > place[right][1]:
                yield f"{_called(right)} stands to the left of {_called(left)}."
                break


def _uneven(layout: Layout, rows: tuple[tuple[LayoutKey, ...], ...]) -> Iterator[str]:
    """Laptops have rows of one length; a desktop's blocks end where they like."""
    if layout.form != "laptop":
        return
    ends = {number: _end(row, layout) for number, row in enumerate(rows, 1) if len(row) >= _ROW}
    for number, end in ends.items():
        usual = median_low(ends.values())
        if abs(end - usual) >= _UNEVEN:
            where = "after" if end > usual else "before"
            yield f"Row {number} ends {abs(end - usual):g} key widths {where} the others."


def _end(row: tuple[LayoutKey, ...], layout: Layout) -> float:
    """Where the row ends on the right, with a key that reaches down into it."""
    return max(key.x + key.w for key in layout.keys if _reaches_into(key, row))


def _reaches_into(key: LayoutKey, row: tuple[LayoutKey, ...]) -> bool:
    top = min(other.y for other in row)
    return key in row or key.y < top < key.y + key.h


def _lonely(rows: tuple[tuple[LayoutKey, ...], ...]) -> Iterator[str]:
    for number, row in enumerate(rows, 1):
        if len(row) < _ROW and len(rows) > 1:
            yield f"Row {number} has only {_counted(len(row))}."


def _counted(keys: int) -> str:
    return "one key" if keys == 1 else f"{keys} keys"


def _called(code: str) -> str:
    return code.removeprefix("Key").removeprefix("Digit")
