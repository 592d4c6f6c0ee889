"""The outline of a key as one path, whether it is a rectangle or, like the ISO Enter, two of them in one piece."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from keycheck.layouts.layout import LayoutKey

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@lru_cache(maxsize=4096)
def outline(key: LayoutKey, scale: float, inset: float, radius: float) -> str:
    """The SVG path data of a key: `scale` units a key width, `inset` units smaller all round, with round corners."""
    return " ".join(_rounded(_inset(loop, inset), radius) for loop in _loops(_boxes(key, scale)))


def _boxes(key: LayoutKey, scale: float) -> tuple[Box, ...]:
    parts = (key, key.also) if key.also else (key,)
    # Rounded, because sides that meet on paper need not meet in binary fractions.
    sides = ((p.x, p.y, p.x + p.w, p.y + p.h) for p in parts)
    return tuple(
        (round(x0 * scale, 2), round(y0 * scale, 2), round(x1 * scale, 2), round(y1 * scale, 2))
        for x0, y0, x1, y1 in sides
    )


def _loops(boxes: Sequence[Box]) -> list[list[Point]]:
    """The border of the boxes taken together, clockwise, without points on straight stretches."""
    onward = _border(boxes)
    loops = []
    while onward:
        start = point = min(onward)
        loop = [start]
        while (point := _pop(onward, point)) != start:
            loop.append(point)
        loops.append([at for before, at, after in _corners(loop) if _direction(before, at) != _direction(at, after)])
    return loops


def _corners(loop: list[Point]) -> list[tuple[Point, Point, Point]]:
    """Each point with the one before and the one after it."""
    return list(zip(loop[-1:] + loop[:-1], loop, loop[1:] + loop[:1], strict=True))


def _border(boxes: Sequence[Box]) -> dict[Point, list[Point]]:
    """From each corner of the border the next one: edges that two cells share have cancelled out."""
    edges: set[tuple[Point, Point]] = set()
    for left, top, right, bottom in _cells(boxes):
        corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
        for start, end in pairwise(corners):
            if (end, start) in edges:
                edges.remove((end, start))
            else:
                edges.add((start, end))
    onward: dict[Point, list[Point]] = {}
    for start, end in sorted(edges):
        onward.setdefault(start, []).append(end)
    return onward


def _cells(boxes: Sequence[Box]) -> list[Box]:
    """The boxes cut along all their sides, each piece once."""
    xs = sorted({x for box in boxes for x in (box[0], box[2])})
    ys = sorted({y for box in boxes for y in (box[1], box[3])})
    pieces = [(x0, y0, x1, y1) for y0, y1 in pairwise(ys) for x0, x1 in pairwise(xs)]
    return [p for p in pieces if any(b[0] <= p[0] and b[1] <= p[1] and p[2] <= b[2] and p[3] <= b[3] for b in boxes)]


def _pop(onward: dict[Point, list[Point]], start: Point) -> Point:
    ends = onward[start]
    end = ends.pop()
    if not ends:
        del onward[start]
    return end


def _direction(start: Point, end: Point) -> Point:
    (x0, y0), (x1, y1) = start, end
    return float((x1 > x0) - (x1 < x0)), float((y1 > y0) - (y1 < y0))


def _inset(loop: list[Point], by: float) -> list[Point]:
    """Each corner moved inwards, away from both of its sides; inside is to the right on the way round."""
    moved = []
    for before, at, after in _corners(loop):
        (in_x, in_y), (out_x, out_y) = _direction(before, at), _direction(at, after)
        moved.append((at[0] - (in_y + out_y) * by, at[1] + (in_x + out_x) * by))
    return moved


def _rounded(loop: list[Point], radius: float) -> str:
    bends = []
    for before, at, after in _corners(loop):
        (in_x, in_y), (out_x, out_y) = _direction(before, at), _direction(at, after)
        start, end = (at[0] - in_x * radius, at[1] - in_y * radius), (at[0] + out_x * radius, at[1] + out_y * radius)
        bends.append(f"{_xy(start)}Q{_xy(at)} {_xy(end)}")
    return f"M{'L'.join(bends)}Z"


def _xy(point: Point) -> str:
    return f"{point[0]:g} {point[1]:g}"
