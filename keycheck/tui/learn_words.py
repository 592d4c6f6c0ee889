"""What the screen says while a keyboard is learned."""

from __future__ import annotations

from keycheck.layouts.learning.drawn import gap_of, height_of
from keycheck.layouts.rows import rows_of
from keycheck.reports.key_names import key_name
from keycheck.session.learning import Came
from keycheck.session.notebook import Notebook
from keycheck.tui.words import Said

LOOKING = Said("Looking for ways to listen to the keyboard …", "Until then the mouse can add keys already.")
PAUSED = Said("Paused.", "Nothing is read while another window is in front. Click into this one to go on.")
LOST = Said("Nothing listens to the keyboard any more.", "What was learned is kept. Start again to go on with it.")

_HEIGHTS = {"full": "whole", "upper": "upper half", "lower": "lower half"}


def title(book: Notebook) -> str:
    """How far it is."""
    keys, rows = len(book.sketch.keys), sum(1 for row in book.sketch.rows if row)
    return f"[b]keycheck[/b]   {_counted(keys, 'key')} in {_counted(rows, 'row')}"


def asked(book: Notebook, chosen: str | None) -> Said:
    """What to do now: press the next row, or correct the key that was chosen."""
    if chosen is not None:
        return _about(chosen, book)
    row = len(book.sketch.rows)
    where = "the top row" if row == 1 else f"row {row}"
    return Said(
        f"Press the keys of {where}, one by one, from left to right.",
        "Then click “End of row”. A key that is dead or sends nothing: “Add a key”. Wrong? Click it on the picture.",
    )


def deaf(why: str) -> Said:
    """No source can listen."""
    return Said("Nothing here can listen to the keyboard; the mouse can add keys all the same.", why)


def came(key: Came, book: Notebook, rows_before: int) -> str:
    """What is to be said of a key that came."""
    if key.code is None:
        return f"A key came that no table knows ({key.native}). A map can't hold it."
    name = key_name(key.code, book.layout)
    if len(book.sketch.rows) > rows_before:
        return f"A new row begins with {name}. Not so? Click Undo, then choose the key before it and add this one."
    return f"{name} came."


def added(code: str, book: Notebook) -> str:
    """What is said of a key that the mouse added."""
    return f"{key_name(code, book.layout)} was added, in row {book.sketch.row_of(code) + 1}. Click it to change it."


def there_already(code: str, book: Notebook) -> str:
    return f"{key_name(code, book.layout)} is there already, in row {book.sketch.row_of(code) + 1}."


def resumed(book: Notebook) -> str:
    """What is said where a sketch from before is gone on with."""
    return "" if book.sketch.empty else "This goes on with what was learned before."


def _about(code: str, book: Notebook) -> Said:
    key, row = book.layout.key(code), book.sketch.row_of(code)
    in_row = next(keys for keys in rows_of(book.layout.keys) if key in keys)
    top = min(other.y for other in in_row)
    gap = gap_of(key, in_row)
    size = f"{key.w:g} wide, {_HEIGHTS[height_of(key, top)]}, " + (
        f"{gap:g} free before it" if gap else "no gap before it"
    )
    unseen = f" It sends nothing: {key.unseen}." if key.unseen else ""
    return Said(f"{key_name(code, book.layout)}, in row {row + 1}.", f"{size}.{unseen} The buttons below change it.")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
