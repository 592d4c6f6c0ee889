"""A keyboard in words, for a screen reader or a page without pictures: row by row, each key by name and print."""

from __future__ import annotations

from collections.abc import Iterator

from keycheck.languages import N_, _
from keycheck.languages.patterns import apart
from keycheck.layouts.layout import Layout, LayoutKey
from keycheck.layouts.rows import rows_of

_BLOCKS = {
    "function": N_("Function keys, {n}:"),
    "main": N_("Writing keys, {n}:"),
    "navigation": N_("Navigation keys, {n}:"),
    "numpad": N_("Number pad, {n}:"),
    "media": N_("Media keys, {n}:"),
}


def in_words(layout: Layout) -> str:
    """Block by block and row by row from the left; a key that no program can see is named as such."""
    blocks = ((said, [key for key in layout.keys if key.zone == zone]) for zone, said in _BLOCKS.items())
    return "\n".join(line for said, keys in blocks if keys for line in (_(said).format(n=len(keys)), *_lines(keys)))


def _lines(keys: list[LayoutKey]) -> Iterator[str]:
    for number, row in enumerate(rows_of(keys), 1):
        told = _("row {n}: {keys}").format(n=number, keys=apart(map(_told, row)))
        yield f"  {told}"


def _told(key: LayoutKey) -> str:
    printed = f"{key.code} ({key.legend})" if key.legend and key.legend != key.code else key.code
    return _("{key}, can't be tested").format(key=printed) if key.unseen is not None else printed
