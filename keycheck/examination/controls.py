"""What stands between two rounds of a suspect: known-good keys, in threes, its line-mates and neighbours first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from keycheck.examination.anchors import harmless
from keycheck.examination.desk import Desk
from keycheck.layouts.line_mates import line_mates

MATES_AT_MOST = 3
"""Line-mates of one suspect, the likeliest, as many as one trial holds (ours: the design names up to eleven; all of
them came in the sweep, and each further trial takes two of the seconds that one dead key may cost)."""

Three = tuple[str, str, str]
"""Three known-good keys from the left to the right: each is a control, and the middle one a trial of its own."""


def mates_of(desk: Desk, key: str, pressed: Iterable[str]) -> list[Three]:
    """The line-mates of this key that are known to be good and were not `pressed` as controls yet, in threes."""
    done = set(pressed)
    mates = [mate for mate in line_mates(key)[:MATES_AT_MOST] if _is_fit(desk, mate) and mate not in done]
    if not mates:
        return []
    fill = (near for near in _neighbours(desk, key) if near not in mates)
    mates += islice(fill, -len(mates) % 3)
    return [_in_a_row(desk, mates[n : n + 3]) for n in range(0, len(mates) - 2, 3)]


def neighbours_of(desk: Desk, key: str, turn: int) -> list[Three]:
    """One trial of three known-good keys near this one; another three at each turn. Empty where there are none."""
    near = list(_neighbours(desk, key))
    threes = [near[n : n + 3] for n in range(0, len(near) - 2, 3)]
    return [_in_a_row(desk, threes[turn % len(threes)])] if threes else []


def _neighbours(desk: Desk, key: str) -> Iterator[str]:
    return (near.code for near in desk.layout.by_distance(key) if _is_fit(desk, near.code))


def _is_fit(desk: Desk, key: str) -> bool:
    return key in desk.layout and harmless(key) and desk.is_proven(key)


def _in_a_row(desk: Desk, keys: list[str]) -> Three:
    left, middle, right = sorted(keys, key=lambda code: (desk.layout.key(code).x, desk.layout.key(code).y))
    return left, middle, right
