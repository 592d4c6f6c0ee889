"""The lines of a scan matrix upon the picture of a keyboard: on which line each key lies."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from keycheck.languages import N_, _
from keycheck.layouts.drawing import as_text
from keycheck.layouts.layout import Layout
from keycheck.layouts.matrix import SIDES, Matrix

_SAID = {"drive": N_("Lines that the controller drives:"), "sense": N_("Lines that it reads:")}
_NO_LINE = "–"


def crossings_on(layout: Layout, matrix: Matrix) -> Layout:
    """The map with the crossing of each key in place of its legend: drive line and sense line, `3,7`."""
    return _marked(layout, {code: ",".join(map(str, places[0])) for code, places in matrix.places.items()})


def lines_in_text(layout: Layout, matrix: Matrix) -> str:
    """A picture for either side, with the number of its line on each key, and the keys of each line in words."""
    return "\n\n".join(_side(layout, matrix, place) for place in range(len(SIDES)))


def _side(layout: Layout, matrix: Matrix, place: int) -> str:
    numbers = {code: "/".join(dict.fromkeys(str(c[place]) for c in at)) for code, at in matrix.places.items()}
    return "\n".join((_(_SAID[SIDES[place]]), as_text(_marked(layout, numbers)), *_told(layout, matrix, SIDES[place])))


def _told(layout: Layout, matrix: Matrix, side: str) -> Iterator[str]:
    for line, codes in matrix.lines.items():
        if line.startswith(side):
            here = ", ".join(code for code in codes if code in layout)
            elsewhere = ", ".join(code for code in codes if code not in layout)
            told = f"  {line}: " + (here or _("no key of this map"))
            yield f"{told} " + _("(not on this map: {keys})").format(keys=elsewhere) if elsewhere else told


def _marked(layout: Layout, marks: dict[str, str]) -> Layout:
    keys = tuple(msgspec.structs.replace(key, legend=marks.get(key.code, _NO_LINE)) for key in layout.keys)
    return msgspec.structs.replace(layout, keys=keys)
