"""A layout as a definition of another program gives it: places, matrix and legends, not yet the map of a keyboard."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Format = Literal["qmk", "via", "kle"]
"""QMK's `keyboard.json` or `info.json`, a VIA definition, a file of keyboard-layout-editor.com."""

FARTHEST = 1000.0
"""In key widths, from the corner. Our choice: ten times the widest keyboard there is."""

MOST_KEYS = 2000
"""In one layout. Our choice: ten times the keys of the largest keyboards there are."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in key widths: its upper left corner before turning, and its size."""

    x: float
    y: float
    w: float = 1.0
    h: float = 1.0

    def moved(self, dx: float, dy: float) -> Box:
        return Box(self.x + dx, self.y + dy, self.w, self.h)


@dataclass(frozen=True, slots=True)
class ImportedKey:
    """One key of a definition."""

    box: Box
    """Where the key lies, straightened: turned by `turned` about its own centre it lies where the definition says."""
    also: Box | None = None
    """The second rectangle of a key that is not one (ISO Enter), straightened with the first."""
    turned: float = 0.0
    """Degrees, clockwise."""
    legends: tuple[str, ...] = ()
    """What the definition prints on it, the base sign first where it says which that is."""
    matrix: tuple[int, int] | None = None
    """Row and column, from 0."""

    @property
    def centre(self) -> tuple[float, float]:
        return self.box.x + self.box.w / 2, self.box.y + self.box.h / 2


@dataclass(frozen=True, slots=True)
class Imported:
    """One layout of a definition; one definition often has several."""

    name: str
    keys: tuple[ImportedKey, ...]
    rows_drive: bool = True
    """Whether the rows are driven and the columns read (QMK's COL2ROW), or the other way round."""

    @property
    def with_matrix(self) -> int:
        return sum(key.matrix is not None for key in self.keys)


def corner(keys: Sequence[ImportedKey]) -> tuple[float, float]:
    """The left and upper edge of what they cover; the origin where there are none."""
    boxes = [box for key in keys for box in (key.box, key.also) if box is not None]
    return min((box.x for box in boxes), default=0.0), min((box.y for box in boxes), default=0.0)


def straightened(box: Box, also: Box | None, degrees: float, x: float, y: float) -> tuple[Box, Box | None]:
    """A key that is turned clockwise about (x, y), as the key that has to be turned about its own centre instead."""
    radians = math.radians(math.fmod(degrees, 360))
    dx, dy = box.x + box.w / 2 - x, box.y + box.h / 2 - y
    moved_x = x + dx * math.cos(radians) - dy * math.sin(radians) - box.w / 2 - box.x
    moved_y = y + dx * math.sin(radians) + dy * math.cos(radians) - box.h / 2 - box.y
    return box.moved(moved_x, moved_y), None if also is None else also.moved(moved_x, moved_y)
