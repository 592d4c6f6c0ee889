"""The keyboard of a demonstration, as soon as there is a window: the simulator is loaded behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from keycheck.tui.keyboard_view import KeyboardView
from keycheck.tui.practice_band import PracticeBand
from keycheck.tui.words import title

if TYPE_CHECKING:
    from keycheck.layouts.layout import Layout


class OpeningScreen(Screen[None]):
    """Stands where the examination's screen will stand, and looks as that does before the first key."""

    def __init__(self, layout: Layout) -> None:
        super().__init__()
        self._map = layout

    def compose(self) -> ComposeResult:
        yield PracticeBand()
        yield Static(title(0, len(self._map.testable)), id="title")
        yield KeyboardView(self._map)
