"""When the cells of a key lit up and went dark again, read from what a program painted on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyte

from benchmarks.keystrokes import Stroke
from benchmarks.terminal import COLUMNS, FRAME_BEGINS, FRAME_ENDS, LINES

Cells = frozenset[tuple[int, int]]

LAST_NS = 500_000_000
"""How long the last strokes have to be shown."""


@dataclass(frozen=True, slots=True)
class Change:
    """From here on these cells (line, column) have the colour of a key that is down."""

    t_ns: int
    cells: Cells


def changes(painted: Sequence[tuple[int, bytes]], colour: str) -> list[Change]:
    """Each change of the cells on this paper (six hex digits), at the time when the frame that has it was whole."""
    screen = pyte.Screen(COLUMNS, LINES)
    stream = pyte.ByteStream(screen)
    seen: list[Change] = []
    cells: Cells = frozenset()
    open_frames = 0
    for t_ns, part in painted:
        stream.feed(part)
        open_frames += part.count(FRAME_BEGINS) - part.count(FRAME_ENDS)
        if open_frames == 0 and screen.dirty:
            cells = frozenset(place for place in cells if place[0] not in screen.dirty) | _lit(screen, colour)
            screen.dirty.clear()
            if not seen or seen[-1].cells != cells:
                seen.append(Change(t_ns, cells))
    return seen


def _lit(screen: pyte.Screen, colour: str) -> Cells:
    return frozenset(
        (line, column) for line in screen.dirty for column, cell in screen.buffer[line].items() if cell.bg == colour
    )


def delays_ms(strokes: Sequence[Stroke], seen: Sequence[Change]) -> list[float]:
    """From each stroke to the frame that shows it; to the next stroke of its kind for one that was never shown."""
    delays: list[float] = []
    for number, stroke in enumerate(strokes):
        until_ns = strokes[number + 2].t if number + 2 < len(strokes) else stroke.t + LAST_NS
        shown = (c.t_ns for c in seen if stroke.t < c.t_ns < until_ns and bool(c.cells) is stroke.is_down)
        delays.append((next(shown, until_ns) - stroke.t) / 1e6)
    return delays


def places(strokes: Sequence[Stroke], seen: Sequence[Change]) -> dict[str, Cells]:
    """Which cells each key lit."""
    lit: dict[str, Cells] = {}
    for down, up in zip(strokes[::2], strokes[1::2], strict=True):
        shown = (c.cells for c in seen if down.t < c.t_ns < up.t and c.cells)
        if (cells := next(shown, None)) is not None:
            lit[down.key] = cells
    return lit
