"""The map of a keyboard: which keys it has, where they are, and which of them nobody outside can see.

Positions are in key widths (1 u = 19.05 mm), x to the right and y downwards, of the upper left corner of each key.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

SCHEMA: Literal["keycheck.layout/1"] = "keycheck.layout/1"

Zone = Literal["main", "function", "navigation", "numpad", "media"]
"""The block of the keyboard that a key belongs to; a whole block can be absent from a keyboard."""

Standard = Literal["ansi", "iso", "jis", "abnt2", "ks", "other"]
"""Which keys the main block has: of the USA, Europe, Japan, Brazil, Korea, or none of these."""

Position = Annotated[float, msgspec.Meta(ge=0, le=100)]
Size = Annotated[float, msgspec.Meta(gt=0, le=20)]


class Rectangle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A second rectangle of a key that is not one (the ISO Enter), in key widths."""

    x: Position
    y: Position
    w: Size = 1.0
    h: Size = 1.0


class LayoutKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, cache_hash=True):
    """One key of the map."""

    code: str
    """W3C `KeyboardEvent.code`; every code of a map is in the key table."""
    x: Position
    y: Position
    w: Size = 1.0
    h: Size = 1.0
    also: Rectangle | None = None
    legend: str = ""
    """What is printed on it; empty where nothing is (Space). Only for people, never an identity."""
    zone: Zone = "main"
    turned: Annotated[float, msgspec.Meta(ge=-360, le=360)] = 0.0
    """Degrees, clockwise, about the centre of `x`, `y`, `w` and `h` (keyboards for split hands)."""
    unseen: str | None = None
    """Why no program can see this key (`handled inside the keyboard, never sent`); None for one that can be tested."""
    caution: str | None = None
    """Why silence, or another code, may be no fault of a key that can be tested: a system or firmware keeps it."""
    kept_by: Literal["system", "firmware"] | None = None
    """Who does, where there is a caution: the system, above its kernel, or the firmware, below all that can listen, and
    where it is not said. Keys with one caution share one reason: where most of them come, none of them is kept."""

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, cache_hash=True):
    """A keyboard as a person sees it."""

    schema: Literal["keycheck.layout/1"]
    id: str
    name: str
    form: Literal["desktop", "laptop"]
    standard: Standard
    locale: str
    """Whose legends the map prints, by XKB's name (`us`, `gb`)."""
    keys: tuple[LayoutKey, ...]

    @property
    def width(self) -> float:
        return max(key.x + key.w for key in self.keys)

    @property
    def height(self) -> float:
        return max(key.y + key.h for key in self.keys)

    @property
    def testable(self) -> tuple[LayoutKey, ...]:
        """The keys that a program can see, in the visual order: row by row, from the left."""
        return tuple(sorted((k for k in self.keys if k.unseen is None), key=lambda k: (k.y, k.x)))

    @property
    def untestable(self) -> tuple[LayoutKey, ...]:
        """The keys that no program can see, each with its reason."""
        return tuple(k for k in self.keys if k.unseen is not None)

    def __contains__(self, code: str) -> bool:
        return any(key.code == code for key in self.keys)

    def key(self, code: str) -> LayoutKey:
        """The key of that code; KeyError where the map has none."""
        for key in self.keys:
            if key.code == code:
                return key
        raise KeyError(code)

    def by_distance(self, code: str) -> tuple[LayoutKey, ...]:
        """All other keys, the nearest first (between centres; of two alike the left one, then the upper one)."""
        x, y = self.key(code).centre

        def distance(other: LayoutKey) -> tuple[float, float, float]:
            ox, oy = other.centre
            return (ox - x) ** 2 + (oy - y) ** 2, ox, oy

        return tuple(sorted((k for k in self.keys if k.code != code), key=distance))
