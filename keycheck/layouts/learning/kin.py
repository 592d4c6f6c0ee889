"""Which known keyboards a sketch resembles, row by row: they lend it sizes, places and signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from keycheck.layouts.layout import Layout, LayoutKey
from keycheck.layouts.learning.sketch import Sketch
from keycheck.layouts.rows import rows_of

_FOREIGN, _LACKING = 0.5, 0.3
"""What it costs, in keys that agree, when a row has a key that the known row lacks, and when it lacks one; in a row
that is still being pressed nothing lacks. Our choice."""
_OF_THE_WHOLE = 0.05
"""What a key that agrees elsewhere on the keyboard counts beside one of the row in question."""
_OTHER_FORM = 0.5
"""What it costs a map, in keys that agree, to be of a desktop keyboard where a laptop is learned, or the reverse."""


@dataclass(frozen=True, slots=True)
class Lender:
    """A known map, and which of its rows is which row of the sketch."""

    layout: Layout
    rows: tuple[dict[str, LayoutKey], ...]
    """For each row of the sketch the keys of the row that resembles it most, by code, from the left."""
    likeness: tuple[float, ...]
    """Of these rows, in keys that agree."""
    total: float


class Kin:
    """The known maps, ready to be asked at each key press."""

    def __init__(self, maps: Sequence[Layout], form: str) -> None:
        self._form = form
        self._known = tuple((each, [{key.code: key for key in row} for row in rows_of(each.keys)]) for each in maps)

    def of(self, sketch: Sketch) -> tuple[Lender, ...]:
        """All known maps, the most alike first; of equals the one that was named first."""
        wanted = [
            (frozenset(key.code for key in row), number == len(sketch.rows) - 1)
            for number, row in enumerate(sketch.rows)
        ]
        lenders = [self._lender(layout, rows, wanted) for layout, rows in self._known]
        return tuple(sorted(lenders, key=lambda lender: -lender.total))

    def _lender(
        self, layout: Layout, rows: list[dict[str, LayoutKey]], wanted: list[tuple[frozenset[str], bool]]
    ) -> Lender:
        best = [max(((_likeness(codes, row, grows), row) for row in rows), key=_first) for codes, grows in wanted]
        likeness = tuple(score for score, _ in best)
        total = sum(likeness) - (_OTHER_FORM if layout.form != self._form else 0)
        return Lender(layout, tuple(row if score > 0 else {} for score, row in best), likeness, total)


def lending_to(lenders: Sequence[Lender], row: int) -> tuple[Lender, ...]:
    """The maps in the order in which they lend to this row: by the row itself first, then by the whole keyboard."""
    return tuple(sorted(lenders, key=lambda lender: -(lender.likeness[row] + _OF_THE_WHOLE * lender.total)))


def _first(pair: tuple[float, object]) -> float:
    return pair[0]


def _likeness(codes: frozenset[str], row: dict[str, LayoutKey], grows: bool) -> float:
    shared = len(codes & row.keys())
    lacking = 0 if grows else len(row) - shared
    return shared - _FOREIGN * (len(codes) - shared) - _LACKING * lacking
