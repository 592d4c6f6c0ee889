"""What the person has said of a keyboard so far: its rows, the keys of each from the left, and what was set by hand.

A sketch is a value; every change gives another one, so that the one before it can be had again.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Height = Literal["full", "upper", "lower"]
"""A whole key, or the upper or lower half of one (arrow keys); a lower one stands under the key before it."""

STEP = 0.25
"""In key widths: the difference that one click makes. Keys are made in such steps (Cherry's stabilised sizes are)."""

_NARROWEST, _WIDEST = 0.5, 12.0
_BEGINS_A_ROW = frozenset({"Backquote", "Tab", "CapsLock", "ShiftLeft", "ControlLeft"})
"""The keys at the left edge of nearly every keyboard."""
_A_ROW = 5
"""So many keys are a row, after which one of these begins the next: beside the left Shift, Apple has a Backquote."""


class SketchKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One key; what is None was not set by hand, and is taken from the keyboards that are known."""

    code: str
    width: float | None = None
    """In key widths."""
    gap: float | None = None
    """What is free before it, in key widths."""
    height: Height | None = None
    unseen: str | None = None
    """Why no program can see it."""


class Sketch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Rows of keys; the last one grows."""

    rows: tuple[tuple[SketchKey, ...], ...] = ((),)

    @property
    def keys(self) -> tuple[SketchKey, ...]:
        """All of them, row by row."""
        return tuple(key for row in self.rows for key in row)

    def __contains__(self, code: object) -> bool:
        return any(key.code == code for key in self.keys)

    @property
    def empty(self) -> bool:
        return not any(self.rows)

    def row_of(self, code: str) -> int:
        """The number of its row, from 0; KeyError where the sketch lacks it."""
        return self._place(code)[0]

    def pressed(self, code: str) -> Sketch:
        """The key came: it stands at the end of the last row, or begins the next where it is known to."""
        if code in self:
            return self
        begun = self.ended() if code in _BEGINS_A_ROW and len(self.rows[-1]) >= _A_ROW else self
        return begun.added(SketchKey(code))

    def added(self, key: SketchKey, after: str | None = None, before: str | None = None) -> Sketch:
        """With this key to the right of that one, or to the left of this one, or at the end."""
        row, place = len(self.rows) - 1, len(self.rows[-1])
        if after is not None:
            row, left = self._place(after)
            place = left + 1
        elif before is not None:
            row, place = self._place(before)
        keys = self.rows[row]
        return self._with(row, (*keys[:place], key, *keys[place:]))

    def ended(self) -> Sketch:
        """A new row begins; where the last one has no key yet, it has begun already."""
        return Sketch((*self.rows, ())) if self.rows[-1] else self

    def removed(self, code: str) -> Sketch:
        """Without that key."""
        return self._without(self.row_of(code), code)

    def moved(self, code: str, by: Literal[-1, 1]) -> Sketch:
        """The key changes places with its left or right neighbour; beyond the end of a row it goes to the next."""
        row, place = self._place(code)
        keys, other = list(self.rows[row]), place + by
        if 0 <= other < len(keys):
            keys[place], keys[other] = keys[other], keys[place]
            return self._with(row, tuple(keys))
        return self._moved_over(row + by, keys[place], by)

    def widened(self, code: str, shown: float, by: float) -> Sketch:
        """Wider or narrower by so much than it is `shown`."""
        return self._changed(code, width=min(_WIDEST, max(_NARROWEST, shown + by)))

    def shifted(self, code: str, shown: float, by: float) -> Sketch:
        """With more or less free before it than is `shown`; never less than nothing."""
        return self._changed(code, gap=min(_WIDEST, max(0.0, shown + by)))

    def heightened(self, code: str, shown: Height) -> Sketch:
        """A whole key becomes an upper half, that a lower half, that a whole key."""
        following: dict[Height, Height] = {"full": "upper", "upper": "lower", "lower": "full"}
        return self._changed(code, height=following[shown])

    def _moved_over(self, row: int, key: SketchKey, by: int) -> Sketch:
        if not 0 <= row < len(self.rows):
            return self
        keys = self.rows[row]
        moved = self._with(row, (key, *keys) if by > 0 else (*keys, key))
        return moved._without(row - by, key.code)

    def _without(self, row: int, code: str) -> Sketch:
        """Without that key in that row; a row without keys goes, but the last one, which grows."""
        left = self._with(row, tuple(key for key in self.rows[row] if key.code != code))
        return Sketch(tuple(keys for number, keys in enumerate(left.rows) if keys or number == len(left.rows) - 1))

    def _changed(self, code: str, **fields: float | Height) -> Sketch:
        row, place = self._place(code)
        keys = self.rows[row]
        changed = msgspec.structs.replace(keys[place], **fields)
        return self._with(row, (*keys[:place], changed, *keys[place + 1 :]))

    def _with(self, row: int, keys: tuple[SketchKey, ...]) -> Sketch:
        return Sketch((*self.rows[:row], keys, *self.rows[row + 1 :]))

    def _place(self, code: str) -> tuple[int, int]:
        for row, keys in enumerate(self.rows):
            for place, key in enumerate(keys):
                if key.code == code:
                    return row, place
        raise KeyError(code)
