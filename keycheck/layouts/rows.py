"""The rows of a map as people count them: half-height arrow keys stand within the row of the others."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from keycheck.layouts.layout import LayoutKey


def rows_of(keys: Iterable[LayoutKey]) -> tuple[tuple[LayoutKey, ...], ...]:
    """From the top, each row from the left; of two keys above each other the upper one first."""
    ordered = sorted(keys, key=lambda key: (int(key.y), key.x, key.y))
    return tuple(tuple(row) for _, row in groupby(ordered, key=lambda key: int(key.y)))
