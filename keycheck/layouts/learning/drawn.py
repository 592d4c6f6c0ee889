"""A sketch made a map: rows laid from the left, with sizes, gaps and signs lent by the known keyboards it resembles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from keycheck.layouts.head import id_of, standard_of
from keycheck.layouts.layout import SCHEMA, Layout, LayoutKey, Rectangle
from keycheck.layouts.learning.kin import Kin, Lender, lending_to
from keycheck.layouts.learning.sketch import Height, Sketch, SketchKey
from keycheck.layouts.legends import locales, printed
from keycheck.layouts.map_rules import edges, overlap
from keycheck.layouts.zones import zone_of

_HIGHEST_STEP = 1.5
"""In key widths: no row begins farther below the one above it (the space under a row of function keys)."""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class About:
    """What the head of the map says."""

    name: str
    form: Literal["laptop", "desktop"]
    locale: str

    @property
    def id(self) -> str:
        return id_of(self.name)


def drawn(sketch: Sketch, kin: Kin, about: About) -> Layout:
    """The map of the sketch; no two of its keys overlap."""
    lenders = kin.of(sketch)
    keys: list[LayoutKey] = []
    y = 0.0
    for number, row in enumerate(sketch.rows):
        y += _step(lenders, number) if number else 0.0
        _lay(row, number, y, lending_to(lenders, number), keys, sketch, about.locale)
    standard = standard_of(key.code for key in keys)
    return Layout(SCHEMA, about.id, about.name, about.form, standard, about.locale, tuple(keys))


def height_of(key: LayoutKey, row_y: float) -> Height:
    """Which half of a key it is as it is drawn."""
    if key.h > _HALF:
        return "full"
    return "lower" if key.y - row_y >= _HALF else "upper"


def gap_of(key: LayoutKey, row: tuple[LayoutKey, ...]) -> float:
    """What is free to the left of it in its row."""
    return key.x - max((other.x + other.w for other in row if other.x + other.w <= key.x), default=0.0)


def _step(lenders: tuple[Lender, ...], number: int) -> float:
    """From the top of the row above to the top of this one."""
    for lender in lenders:
        above, here = lender.rows[number - 1], lender.rows[number]
        if above and here:
            step = _top(here) - _top(above)
            return step if 0 < step <= _HIGHEST_STEP else 1.0
    return 1.0


def _top(row: dict[str, LayoutKey]) -> float:
    return min(key.y for key in row.values())


def _lay(
    row: tuple[SketchKey, ...],
    number: int,
    y: float,
    lenders: Sequence[Lender],
    keys: list[LayoutKey],
    sketch: Sketch,
    locale: str,
) -> None:
    """Adds the keys of one row to those that are laid already."""
    right, before = 0.0, None
    for key in row:
        lent, lender = _lent(key.code, number, lenders)
        x = right + (key.gap if key.gap is not None else _gap(lent, before, lender.rows[number], sketch))
        if key.height == "lower" and keys and before is not None:
            x = keys[-1].x
        placed = _free(_placed(key, x, y, lent, lender.rows[number], locale), keys)
        keys.append(placed)
        right, before = placed.x + placed.w, key.code


def _lent(code: str, number: int, lenders: Sequence[Lender]) -> tuple[LayoutKey | None, Lender]:
    """The key of the map most alike that has it in this row."""
    for lender in lenders:
        if code in lender.rows[number]:
            return lender.rows[number][code], lender
    return None, lenders[0]


def _gap(lent: LayoutKey | None, before: str | None, row: dict[str, LayoutKey], sketch: Sketch) -> float:
    """What is free before the key in the known row, with the room of keys that have not come."""
    if lent is None or (before is not None and before not in row):
        return 0.0
    left = 0.0 if before is None else row[before].x + row[before].w
    if lent.x < left:
        stands_under = before is not None and row[before].x < lent.x + lent.w and row[before].y != lent.y
        return lent.x - left if stands_under else 0.0
    between = [key for key in row.values() if left <= key.x and key.x + key.w <= lent.x and key.code in sketch]
    return max(0.0, lent.x - left - sum(key.w for key in between))


def _placed(
    key: SketchKey, x: float, y: float, lent: LayoutKey | None, row: dict[str, LayoutKey], locale: str
) -> LayoutKey:
    model = lent or LayoutKey(key.code, 0, 0, legend=key.code, zone=zone_of(key.code))
    top = model.y - (_top(row) if lent else 0)
    h = model.h
    if key.height is not None:
        top, h = (_HALF if key.height == "lower" else 0.0), (1.0 if key.height == "full" else _HALF)
    w = key.width if key.width is not None else model.w
    also = model.also if key.width is None and key.height is None else None
    if also is not None:
        also = Rectangle(round(also.x - model.x + x, 4), round(also.y - model.y + top + y, 4), also.w, also.h)
    caution = None if key.unseen else model.caution
    legend = _legend(model, locale)
    return LayoutKey(key.code, round(x, 4), round(top + y, 4), w, h, also, legend, model.zone, 0.0, key.unseen, caution)


def _legend(model: LayoutKey, locale: str) -> str:
    here = printed(model.code, locale) if model.zone == "main" and locale in locales() else None
    return here or model.legend


def _free(key: LayoutKey, keys: list[LayoutKey]) -> LayoutKey:
    """The key where nothing lies, as far to the right as it must."""
    while (other := _covered(key, keys)) is not None:
        left = min(part[0] for part in edges(key))
        shift = max(part[2] for part in edges(other)) - left + 1e-5
        key = _shifted(key, shift)
    return key


def _covered(key: LayoutKey, keys: list[LayoutKey]) -> LayoutKey | None:
    parts = edges(key)
    return next((o for o in keys if any(overlap(part, other) for part in parts for other in edges(o))), None)


def _shifted(key: LayoutKey, by: float) -> LayoutKey:
    also = key.also and msgspec.structs.replace(key.also, x=round(key.also.x + by, 4))
    return msgspec.structs.replace(key, x=round(key.x + by, 4), also=also)
