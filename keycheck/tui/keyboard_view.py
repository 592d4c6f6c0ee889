"""The live picture of the keyboard: one widget that paints only the keys that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from rich.segment import Segment
from rich.style import Style
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from keycheck.layouts.drawing import NO_ROOM, Cell, Room, Scale, cells, fitting, label, size
from keycheck.layouts.layout import Layout
from keycheck.tui.key_state import LOOKS, PRESSED, KeyState, Look
from keycheck.tui.long_words import MORE_LINES, needs_more_lines

PAPER = "#0d1117"
BACKGROUND = Style(bgcolor=PAPER)


class KeyClicked(Message):
    """The mouse was clicked on this key of the picture."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code


class KeyboardView(Widget):
    """Shows a layout map and the state of each key, at the largest scale that fits."""

    DEFAULT_CSS = "KeyboardView { height: auto; width: 1fr; }"

    def __init__(self, layout: Layout, lines_at_most: int = 21, room: Room = NO_ROOM) -> None:
        super().__init__()
        self._room = room
        self._map = layout
        self._lines_at_most = lines_at_most
        self._states: dict[str, KeyState] = {
            key.code: "waiting" if key.unseen is None else "unseen" for key in layout.keys
        }
        self._down: set[str] = set()
        self._cells: tuple[Cell, ...] = ()
        self._by_line: dict[int, list[Cell]] = {}
        self._boxes = False
        self._gap = 0
        self._place(Scale(3.5, 1), 0)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        scale = fitting(self._map, width, self._lines_at_most_in(viewport), self._room)
        return size(self._map, scale, self._room)[1]

    def on_resize(self) -> None:
        scale = fitting(self._map, self.size.width, self._lines_at_most_in(self.app.size), self._room)
        self._place(scale, (self.size.width - size(self._map, scale, self._room)[0]) // 2)
        self.refresh()

    def on_click(self, event: Click) -> None:
        for cell in self._by_line.get(event.y, []):
            if cell.left <= event.x < cell.left + cell.columns:
                self.post_message(KeyClicked(cell.key.code))

    def show(self, layout: Layout) -> None:
        """Another map."""
        self._map = layout
        self._states = {key.code: "waiting" if key.unseen is None else "unseen" for key in layout.keys}
        self.on_resize()
        self.refresh(layout=True)

    def set_states(self, states: Mapping[str, KeyState]) -> None:
        """The states of these keys; only those that differ are painted."""
        changed = [code for code, state in states.items() if self._states.get(code) != state]
        self._states.update(states)
        self._paint(changed)

    def set_down(self, code: str, is_down: bool) -> None:
        """A key went down or came up at this moment."""
        if is_down != (code in self._down):
            self._down.symmetric_difference_update({code})
            self._paint([code])

    def release_all(self) -> None:
        """Nobody listens any more: what is down is unknown."""
        held, self._down = list(self._down), set()
        self._paint(held)

    def render_line(self, y: int) -> Strip:
        segments: list[Segment] = []
        column = 0
        for cell in self._by_line.get(y, []):
            if cell.left > column:
                segments.append(Segment(" " * (cell.left - column), BACKGROUND))
            segments.extend(self._drawn(cell, y - cell.top))
            column = cell.left + cell.columns
        segments.append(Segment(" " * max(0, self.size.width - column), BACKGROUND))
        return Strip(segments)

    def _lines_at_most_in(self, viewport: Size) -> int:
        # The prompt and its buttons need the rest of the screen; a laptop has seven rows.
        rest = 18 + MORE_LINES * needs_more_lines(viewport)
        return min(self._lines_at_most, max(7, viewport.height - rest))

    def _place(self, scale: Scale, left: int) -> None:
        self._boxes = scale.lines > 1
        self._gap = int(scale.columns >= 4)
        left = max(0, left)
        self._cells = tuple(Cell(c.key, c.left + left, c.top, c.columns, c.lines) for c in cells(self._map, scale))
        self._by_line = {}
        for cell in sorted(self._cells, key=lambda cell: cell.left):
            for line in range(cell.top, cell.top + cell.lines):
                self._by_line.setdefault(line, []).append(cell)

    def _paint(self, codes: Iterable[str]) -> None:
        wanted = set(codes)
        regions = [Region(c.left, c.top, c.columns, c.lines) for c in self._cells if c.key.code in wanted]
        if regions:
            self.refresh(*regions)

    def _look(self, code: str) -> Look:
        is_news = code in self._down and self._states[code] != "stuck"
        return PRESSED if is_news else LOOKS[self._states[code]]

    def _drawn(self, cell: Cell, line: int) -> list[Segment]:
        look = self._look(cell.key.code)
        if not self._boxes:
            return self._flat(cell, line, look)
        return self._boxed(cell, line, look)

    def _flat(self, cell: Cell, line: int, look: Look) -> list[Segment]:
        """One line: sign and legend, and a gap to the next key where the legend leaves room for one."""
        text = f"{look.sign}{label(cell.key, cell.columns - 1)}"
        gap = self._gap if len(text) < cell.columns else 0
        shown = text.ljust(cell.columns - gap) if line == 0 else " " * (cell.columns - gap)
        return [Segment(shown, _key(look)), Segment(" " * gap, BACKGROUND)]

    def _boxed(self, cell: Cell, line: int, look: Look) -> list[Segment]:
        """Three lines and more: a frame in the colour of the state, the sign in its corner, the legend within."""
        frame = _on_paper(look.paper)
        inner = cell.columns - 2
        if line == 0:
            return [
                Segment(f" {'▄' * (inner - 1)}", frame),
                Segment(look.sign, _on_paper(look.ink)),
                Segment(" ", frame),
            ]
        if line == cell.lines - 1:
            return [Segment(f" {'▀' * inner} ", frame)]
        text = label(cell.key, inner) if line == 1 else ""
        return [Segment("▐", frame), Segment(text.ljust(inner), _key(look)), Segment("▌", frame)]


@cache
def _key(look: Look) -> Style:
    """How the legend of a key is written."""
    return Style(color=look.ink, bgcolor=look.paper, bold=look is not LOOKS["waiting"])


@cache
def _on_paper(colour: str) -> Style:
    """How something is drawn beside the keys."""
    return Style(color=colour, bgcolor=PAPER)
