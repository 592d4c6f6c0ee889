"""When the cells of a key lit up and went dark again, read from what a program painted on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyte

from benchmarks.keystrokes import Stroke
from benchmarks.terminal import COLUMNS, FRAME_BEGINS, FRAME_ENDS, LINES

Cells = frozenset[tuple[int, int]]

LAST_NS = 500_000_000
"""How long the last press has to be shown."""


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


@dataclass(frozen=True, slots=True)
class Lighting:
    """How one press was shown. A lit key that came only after the next press counts as shown then, and has no cells."""

    cells: Cells
    down_ms: float
    """From the event to the frame that shows the key lit."""
    up_ms: float
    """From the event to the frame that shows it dark again."""


def lightings(strokes: Sequence[Stroke], seen: Sequence[Change]) -> list[Lighting]:
    """How each press, a stroke down and a stroke up, was shown."""
    presses = list(zip(strokes[::2], strokes[1::2], strict=True))
    ends_ns = [down.t for down, _ in presses[1:]] + [strokes[-1].t + LAST_NS]
    return [_lighting(down.t, up.t, end_ns, seen) for (down, up), end_ns in zip(presses, ends_ns, strict=True)]


def _lighting(down_ns: int, up_ns: int, end_ns: int, seen: Sequence[Change]) -> Lighting:
    before = next((change.cells for change in reversed(seen) if change.t_ns <= down_ns), frozenset())
    during = [change for change in seen if down_ns < change.t_ns <= end_ns]
    lit = next((change for change in during if change.cells - before), Change(end_ns, frozenset()))
    cells = lit.cells - before
    after = [change for change in seen if max(up_ns, lit.t_ns) < change.t_ns]
    dark_ns = next((change.t_ns for change in after if cells and not change.cells & cells), end_ns)
    return Lighting(cells, (lit.t_ns - down_ns) / 1e6, (dark_ns - up_ns) / 1e6)
