"""What the mouse can correct of a key that is learned: a button for each, and the sketch that it makes."""

from __future__ import annotations

from collections.abc import Callable

from keycheck.languages import N_
from keycheck.layouts.learning.drawn import gap_of, height_of
from keycheck.layouts.learning.sketch import STEP, Sketch
from keycheck.layouts.rows import rows_of
from keycheck.session.notebook import Notebook

OF_A_KEY = {
    "left": N_("◄ Move"),
    "right": N_("Move ►"),
    "narrower": N_("Narrower"),
    "wider": N_("Wider"),
    "closer": N_("Less gap"),
    "farther": N_("More gap"),
    "half": N_("Height"),
    "remove": N_("Remove"),
}


def corrected(name: str, code: str, book: Notebook) -> Sketch:
    """The sketch after the button of that name was clicked for that key."""
    sketch, key = book.sketch, book.layout.key(code)
    row = next(keys for keys in rows_of(book.layout.keys) if key in keys)
    gap, height = gap_of(key, row), height_of(key, min(other.y for other in row))
    changes: dict[str, Callable[[], Sketch]] = {
        "left": lambda: sketch.moved(code, -1),
        "right": lambda: sketch.moved(code, 1),
        "narrower": lambda: sketch.widened(code, key.w, -STEP),
        "wider": lambda: sketch.widened(code, key.w, STEP),
        "closer": lambda: sketch.shifted(code, gap, -STEP),
        "farther": lambda: sketch.shifted(code, gap, STEP),
        "half": lambda: sketch.heightened(code, height),
        "remove": lambda: sketch.removed(code),
    }
    return changes[name]()
