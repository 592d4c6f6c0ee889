"""What the screen says while a keyboard is learned."""

from __future__ import annotations

from keycheck.languages import N_, _, ngettext, retold
from keycheck.languages.patterns import decimal
from keycheck.layouts.learning.drawn import gap_of, height_of
from keycheck.layouts.rows import rows_of
from keycheck.reports.key_names import key_name
from keycheck.session.learning import Came
from keycheck.session.notebook import Notebook
from keycheck.tui.said import Said, head

_HEIGHTS = {"full": N_("whole"), "upper": N_("upper half"), "lower": N_("lower half")}


def looking() -> Said:
    """No source has answered yet."""
    return Said(_("Looking for ways to listen to the keyboard …"), _("Until then the mouse can add keys already."))


def lost() -> Said:
    """Every source is gone."""
    return Said(
        _("Nothing listens to the keyboard any more."), _("What was learned is kept. Start again to go on with it.")
    )


def title(book: Notebook) -> str:
    """How far it is."""
    keys, rows = len(book.sketch.keys), sum(1 for row in book.sketch.rows if row)
    in_rows = ngettext("{keys} in one row", "{keys} in {n} rows", rows)
    counted = ngettext("one key", "{n} keys", keys).format(n=keys)
    return head(in_rows.format(keys=counted, n=rows))


def asked(book: Notebook, chosen: str | None) -> Said:
    """What to do now: press the next row, or correct the key that was chosen."""
    if chosen is not None:
        return _about(chosen, book)
    row = len(book.sketch.rows)
    if row == 1:
        headline = _("Press the keys of the top row, one by one, from left to right.")
    else:
        headline = _("Press the keys of row {n}, one by one, from left to right.").format(n=row)
    then = _(
        "Then click “End of row”. A key that is dead or sends nothing: “Add a key”. Wrong? Click it on the picture."
    )
    return Said(headline, then)


def deaf(why: str) -> Said:
    """No source can listen."""
    return Said(_("Nothing here can listen to the keyboard; the mouse can add keys all the same."), why)


def came(key: Came, book: Notebook, rows_before: int) -> str:
    """What is to be said of a key that came."""
    if key.code is None:
        return _("A key came that no table knows ({code}). A map can't hold it.").format(code=key.native)
    name = key_name(key.code, book.layout)
    if len(book.sketch.rows) > rows_before:
        begins = _("A new row begins with {key}. Not so? Click Undo, then choose the key before it and add this one.")
        return begins.format(key=name)
    return _("{key} came.").format(key=name)


def added(code: str, book: Notebook) -> str:
    """What is said of a key that the mouse added."""
    where = _("{key} was added, in row {n}. Click it to change it.")
    return where.format(key=key_name(code, book.layout), n=book.sketch.row_of(code) + 1)


def there_already(code: str, book: Notebook) -> str:
    where = _("{key} is there already, in row {n}.")
    return where.format(key=key_name(code, book.layout), n=book.sketch.row_of(code) + 1)


def resumed(book: Notebook) -> str:
    """What is said where a sketch from before is gone on with."""
    return "" if book.sketch.empty else _("This goes on with what was learned before.")


def _about(code: str, book: Notebook) -> Said:
    key, row = book.layout.key(code), book.sketch.row_of(code)
    in_row = next(keys for keys in rows_of(book.layout.keys) if key in keys)
    height = _(_HEIGHTS[height_of(key, min(other.y for other in in_row))])
    gap = gap_of(key, in_row)
    size = _("{width} wide, {height}, {gap} free before it.") if gap else _("{width} wide, {height}, no gap before it.")
    told = [size.format(width=decimal(f"{key.w:g}"), height=height, gap=decimal(f"{gap:g}"))]
    if key.unseen:
        told.append(_("It sends nothing: {reason}.").format(reason=retold(key.unseen)))
    told.append(_("The buttons below change it."))
    headline = _("{key}, in row {n}.").format(key=key_name(code, book.layout), n=row + 1)
    return Said(headline, " ".join(told))
