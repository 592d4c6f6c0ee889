"""The keys that a sketch lacks, the likeliest first, and where they belong: a dead key can't be learned by a press."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from keycheck.keys import table
from keycheck.layouts.layout import Layout, LayoutKey
from keycheck.layouts.learning.kin import Kin
from keycheck.layouts.learning.sketch import Sketch, SketchKey
from keycheck.layouts.map_rules import reported
from keycheck.layouts.zones import zone_of


@dataclass(frozen=True, slots=True)
class Absent:
    """What can be added by mouse."""

    silent: tuple[LayoutKey, ...]
    """Keys that no program can see, each with its reason (Fn)."""
    likely: tuple[LayoutKey, ...]
    """What the known keyboard most alike has, row by row."""
    others: tuple[LayoutKey, ...]
    """Every other key that there is."""


def absent(sketch: Sketch, kin: Kin) -> Absent:
    """The keys that can be added to this sketch."""
    lenders = [lender.layout for lender in kin.of(sketch)]
    silent = _first_of((key for layout in lenders for key in layout.untestable), sketch)
    known = _first_of((key for layout in lenders for key in layout.testable), sketch)
    likely = tuple(key for key in known.values() if key.code in _codes(lenders[0]))
    rest = {**known, **{code: _named(code) for code in table.all_codes() if reported(code)}}
    taken = {*silent, *(key.code for key in likely)}
    others = tuple(key for key in rest.values() if key.code not in taken and key.code not in sketch)
    return Absent(tuple(silent.values()), likely, others)


def placed(key: SketchKey, sketch: Sketch, kin: Kin) -> Sketch:
    """With the key where the keyboards most alike have it, beside the neighbour that is there; else at the end."""
    for lender in kin.of(sketch):
        for row in lender.rows:
            codes = list(row)
            if key.code in row:
                place = codes.index(key.code)
                before = next((code for code in reversed(codes[:place]) if code in sketch), None)
                after = next((code for code in codes[place:] if code in sketch), None)
                if before or after:
                    return sketch.added(key, after=before, before=after)
    return sketch.added(key)


def _first_of(keys: Iterable[LayoutKey], sketch: Sketch) -> dict[str, LayoutKey]:
    found: dict[str, LayoutKey] = {}
    for key in keys:
        if key.code not in sketch:
            found.setdefault(key.code, key)
    return found


def _codes(layout: Layout) -> frozenset[str]:
    return frozenset(key.code for key in layout.testable)


def _named(code: str) -> LayoutKey:
    return LayoutKey(code, 0, 0, legend=code, zone=zone_of(code))
