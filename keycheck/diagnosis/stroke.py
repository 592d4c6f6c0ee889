"""One way down and up of a key, and what follows it at once: bounces are told from auto-repeat and from a new press.

The limits are those of the design (diagnosis, 1.3 and 1.4). A source says how finely it tells the time, and what its
clock can't tell is not judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import msgspec

MS = 1_000_000

SHARP_GAP_NS = 20 * MS
SHARP_PRESS_TO_PRESS_NS = 75 * MS
SHARP_SHORT_GAP_NS = 35 * MS
SHARP_SHORT_DWELL_NS = 25 * MS
"""Of 26,663 deliberate double letters .36 % were as sharp as these limits together (measured; diagnosis, 1.3)."""
SOFT_GAP_NS = 120 * MS
"""A long release debounce of the firmware lets only longer gaps through: a second press within this is a candidate."""

FINE_NS = 5 * MS
"""A clock up to this resolution tells a bounce by all limits."""
TICKS_NS = 16 * MS
"""A clock up to this one tells it by its tick, and by press to press; a coarser one does not tell it."""

REPEAT_DELAY_NS = 200 * MS
"""No system repeats a key that was held for less."""
REPEAT_JITTER_NS = 3 * MS
"""How much the period of auto-repeat varies, and how far apart X writes the release and the press of one repeat."""
REPEATS_FOR_A_PERIOD = 3
"""Pairs that are not written together have to come so often before their constant period tells them as repeats."""

Clock = Literal["fine", "ticks", "coarse"]


def clock_of(resolution_ns: int) -> Clock:
    """What a clock of this resolution can tell; 0 says that nobody knows it."""
    if 0 < resolution_ns <= FINE_NS:
        return "fine"
    return "ticks" if 0 < resolution_ns <= TICKS_NS else "coarse"


@dataclass(slots=True)
class Stroke:
    """A key went down and, when it has, came up."""

    down_ns: int
    native: str
    up_ns: int | None = None

    @property
    def dwell_ns(self) -> int | None:
        """How long it was down; None while it is, or where its release was not heard."""
        return None if self.up_ns is None else self.up_ns - self.down_ns


class Bounce(msgspec.Struct, frozen=True):
    """What follows one press: the kind of its sharpest bounce, and how long it was down without what is repeat."""

    sharp: bool
    soft: bool
    dwell_ns: int | None


def bounce_of(strokes: Sequence[Stroke], resolution_ns: int) -> Bounce:
    """What the strokes of one press say, from its first way down on; there is at least one."""
    if len(strokes) == 1:
        return Bounce(False, False, strokes[0].dwell_ns)
    one_code = [stroke for stroke in strokes if stroke.native == strokes[0].native]
    real = without_repeats(one_code)
    pairs = list(pairwise(real))
    return Bounce(
        any(is_sharp(first, second, resolution_ns) for first, second in pairs),
        any(_is_soft(first, second) for first, second in pairs),
        real[0].dwell_ns,
    )


def is_sharp(first: Stroke, second: Stroke, resolution_ns: int) -> bool:
    """Whether the second follows as closely as fingers hardly do, as far as a clock of this resolution can tell."""
    if first.up_ns is None:
        return False
    gap_ns, press_to_press_ns = second.down_ns - first.up_ns, second.down_ns - first.down_ns
    if clock_of(resolution_ns) != "fine":
        return gap_ns <= resolution_ns or press_to_press_ns < SHARP_PRESS_TO_PRESS_NS
    dwells = [dwell for dwell in (first.dwell_ns, second.dwell_ns) if dwell is not None]
    return (
        gap_ns < SHARP_GAP_NS
        or press_to_press_ns < SHARP_PRESS_TO_PRESS_NS
        or (gap_ns < SHARP_SHORT_GAP_NS and min(dwells) < SHARP_SHORT_DWELL_NS)
    )


def _is_soft(first: Stroke, second: Stroke) -> bool:
    return first.up_ns is not None and second.down_ns - first.up_ns <= SOFT_GAP_NS


def without_repeats(strokes: Sequence[Stroke]) -> list[Stroke]:
    """The strokes of one held key without auto-repeat that comes as pairs of release and press (X11).

    A repeat is a pair written together, or one of a series of constant period; the first at least 200 ms after the key
    went down.
    """
    real: list[Stroke] = []
    periodic = _periodic(strokes)
    for place, stroke in enumerate(strokes):
        if real and (place in periodic or _is_written_together(real[-1], stroke)):
            real[-1] = Stroke(real[-1].down_ns, real[-1].native, stroke.up_ns)
        else:
            real.append(stroke)
    return real


def _is_written_together(held: Stroke, stroke: Stroke) -> bool:
    if held.up_ns is None:
        return False
    return stroke.down_ns - held.up_ns <= REPEAT_JITTER_NS and stroke.down_ns - held.down_ns >= REPEAT_DELAY_NS


def _periodic(strokes: Sequence[Stroke]) -> frozenset[int]:
    """The places of the strokes that follow each other in a constant period, long enough after the first."""
    if len(strokes) <= REPEATS_FOR_A_PERIOD or strokes[1].down_ns - strokes[0].down_ns < REPEAT_DELAY_NS:
        return frozenset()
    downs = [stroke.down_ns for stroke in strokes[1:]]
    periods = [after - before for before, after in pairwise(downs)]
    regular = max(periods) - min(periods) <= 2 * REPEAT_JITTER_NS
    return frozenset(range(1, len(strokes))) if regular else frozenset()
