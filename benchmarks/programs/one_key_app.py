"""The least that Textual can do for a key: one cell, repainted; `one_key_app.py LOG TRACE COLOUR`."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import msgspec
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from benchmarks.keystrokes import Stroke
from keycheck.events.trace import Event
from keycheck.events.trace_file import decode


class Struck(Message):
    """The key went down or up; posted from the thread that plays."""

    def __init__(self, is_down: bool) -> None:
        super().__init__()
        self.is_down = is_down


class Cell(Widget):
    """One cell."""

    DEFAULT_CSS = "Cell { width: 1; height: 1; }"
    colour = "#000000"

    def render_line(self, y: int) -> Strip:
        return Strip([Segment("■", Style(bgcolor=self.colour))])


class OneKeyApp(App[None]):
    """Plays the events of a trace from a thread into one cell."""

    def __init__(self, log: int, trace: Path, lit: str) -> None:
        super().__init__()
        self.log_of_keys = log
        self.lit = lit
        records = decode(trace.read_bytes(), str(trace)).records
        self.events = [event for event in records if isinstance(event, Event)]

    def compose(self) -> ComposeResult:
        yield Cell()

    def on_mount(self) -> None:
        threading.Thread(target=self.play, daemon=True).start()

    def on_struck(self, message: Struck) -> None:
        cell = self.query_one(Cell)
        cell.colour = self.lit if message.is_down else Cell.colour
        cell.refresh()

    def play(self) -> None:
        zero_ns = time.monotonic_ns()
        for event in self.events:
            time.sleep(max(0, zero_ns + event.t - time.monotonic_ns()) / 1e9)
            stroke = Stroke(zero_ns + event.t, event.key or "", event.action == "down")
            os.write(self.log_of_keys, msgspec.json.encode(stroke) + b"\n")
            self.post_message(Struck(stroke.is_down))


if __name__ == "__main__":
    OneKeyApp(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT), Path(sys.argv[2]), sys.argv[3]).run()
