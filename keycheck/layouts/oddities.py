"""What is odd in a map that a person made: no reason to refuse it, but one to look again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median_low

from keycheck.languages import N_, _, ngettext, retold
from keycheck.languages.patterns import decimal, in_a_row
from keycheck.layouts.layout import Layout, LayoutKey
from keycheck.layouts.map_rules import objections
from keycheck.layouts.rows import rows_of

_EXPECTED = {
    "Enter": N_("There is no Enter. If it is dead, it still belongs on the map."),
    "Space": N_("There is no space bar. If it is dead, it still belongs on the map."),
    "Backspace": N_("There is no Backspace. If it is dead, it still belongs on the map."),
    "Tab": N_("There is no Tab. If it is dead, it still belongs on the map."),
    "ShiftLeft": N_("There is no left Shift. If it is dead, it still belongs on the map."),
    "ControlLeft": N_("There is no left Ctrl. If it is dead, it still belongs on the map."),
}
"""What every keyboard for writing has, and what is said where it is missing."""

_LACKS = N_("The row of {key} lacks {keys}. A dead key still belongs on the map.")

_IN_ONE_ROW = (
    (
        N_("The row of digits lacks {keys}. A dead key still belongs on the map."),
        tuple(f"Digit{digit}" for digit in "1234567890"),
    ),
    (_LACKS, tuple(f"Key{letter}" for letter in "QWERTYUIOP")),
    (_LACKS, tuple(f"Key{letter}" for letter in "ASDFGHJKL")),
    (_LACKS, tuple(f"Key{letter}" for letter in "ZXCVBNM")),
    (_LACKS, tuple(f"F{number}" for number in range(1, 13))),
)
"""What is said where keys of one row are missing, and keys that stand side by side on every keyboard."""

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
        said = _("Found {found}, expected {expected}.")
        yield said.format(found=retold(objection.found), expected=retold(objection.expected))


def _missing(layout: Layout) -> Iterator[str]:
    there = {key.code for key in layout.keys}
    if not any(code in there for _, codes in _IN_ONE_ROW[1:4] for code in codes):
        return
    for code, said in _EXPECTED.items():
        if code not in there:
            yield _(said)
    if layout.form == "laptop" and "Fn" not in there:
        yield _("There is no Fn. Most laptops have one; it sends nothing, so that it has to be added by mouse.")


def _torn(layout: Layout) -> Iterator[str]:
    """Where keys of one known row are missing, in other rows, or in another order."""
    place = {key.code: (number, key.x) for number, row in enumerate(rows_of(layout.keys), 1) for key in row}
    for lacks, codes in _IN_ONE_ROW:
        there = [code for code in codes if code in place]
        lacking = [_called(code) for code in codes if code not in place]
        if len(there) > len(lacking) > 0:
            yield _(lacks).format(key=_called(codes[0]), keys=in_a_row(lacking))
        for left, right in pairwise(there):
            names = {"left": _called(left), "right": _called(right)}
            if place[left][0] != place[right][0]:
                apart = _("{left} is in row {n}, but {right} is in row {other}.")
                yield apart.format(n=place[left][0], other=place[right][0], **names)
                break
            if place[left][1] > place[right][1]:
                yield _("{right} stands to the left of {left}.").format(**names)
                break


def _uneven(layout: Layout, rows: tuple[tuple[LayoutKey, ...], ...]) -> Iterator[str]:
    """Laptops have rows of one length; a desktop's blocks end where they like."""
    if layout.form != "laptop":
        return
    ends = {number: _end(row, layout) for number, row in enumerate(rows, 1) if len(row) >= _ROW}
    for number, end in ends.items():
        usual = median_low(ends.values())
        if abs(end - usual) >= _UNEVEN:
            after = _("Row {n} ends {width} key widths after the others.")
            before = _("Row {n} ends {width} key widths before the others.")
            yield (after if end > usual else before).format(n=number, width=decimal(f"{abs(end - usual):g}"))


def _end(row: tuple[LayoutKey, ...], layout: Layout) -> float:
    """Where the row ends on the right, with a key that reaches down into it."""
    return max(key.x + key.w for key in layout.keys if _reaches_into(key, row))


def _reaches_into(key: LayoutKey, row: tuple[LayoutKey, ...]) -> bool:
    top = min(other.y for other in row)
    return key in row or key.y < top < key.y + key.h


def _lonely(rows: tuple[tuple[LayoutKey, ...], ...]) -> Iterator[str]:
    for number, row in enumerate(rows, 1):
        if len(row) < _ROW and len(rows) > 1:
            only = ngettext("Row {row} has only one key.", "Row {row} has only {n} keys.", len(row))
            yield only.format(row=number, n=len(row))


def _called(code: str) -> str:
    return code.removeprefix("Key").removeprefix("Digit")
