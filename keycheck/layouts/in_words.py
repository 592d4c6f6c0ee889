"""A keyboard in words, for a screen reader or a page without pictures: row by row, each key by name and print."""

from __future__ import annotations

from collections.abc import Iterator

from keycheck.layouts.layout import Layout, LayoutKey
from keycheck.layouts.rows import rows_of

_BLOCKS = {
    "function": "function keys",
    "main": "writing keys",
    "navigation": "navigation keys",
    "numpad": "number pad",
    "media": "media keys",
}


def in_words(layout: Layout) -> str:
    """Block by block and row by row from the left; a key that no program can see is named as such."""
    blocks = ((zone, [key for key in layout.keys if key.zone == zone]) for zone in _BLOCKS)
    return "\n".join(
        line for zone, keys in blocks if keys for line in (f"{_BLOCKS[zone].capitalize()}, {len(keys)}:", *_lines(keys))
    )


def _lines(keys: list[LayoutKey]) -> Iterator[str]:
    for number, row in enumerate(rows_of(keys), 1):
        yield f"  row {number}: " + "; ".join(map(_told, row))


def _told(key: LayoutKey) -> str:
    printed = f"{key.code} ({key.legend})" if key.legend and key.legend != key.code else key.code
    return f"{printed}, can't be tested" if key.unseen is not None else printed
