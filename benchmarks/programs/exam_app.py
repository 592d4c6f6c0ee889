"""The examination's own screen, listening to played traces: `exam_app.py LOG TRACE...` notes each key in LOG."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import ClassVar

import msgspec

import keycheck.tui  # isort: skip - before Textual: it may set how Textual paints
from textual.app import App

from benchmarks.keystrokes import LAYOUT, Stroke
from keycheck.capture.clock import now_ns
from keycheck.events.trace import Event
from keycheck.layouts.library import load
from keycheck.session.listening import Ears
from keycheck.session.live import LiveExamination
from keycheck.session.plan import Plan
from keycheck.tui.exam_screen import ExamScreen, KeyHeard


class ExamApp(App[None], inherit_bindings=False):
    """Begins as soon as its sources are ready, and notes when the first source saw each key."""

    CSS_PATH = Path(keycheck.tui.__file__).with_name("keycheck.tcss")
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False

    def __init__(self, log: int, traces: list[str]) -> None:
        super().__init__()
        self.log_of_keys = log
        self.ears = Ears([f"replay:{trace}" for trace in traces])
        self.zero_ns = 0

    def on_mount(self) -> None:
        self.begin_when_ready()

    def begin_when_ready(self) -> None:
        if not self.ears.settled:
            self.set_timer(0.02, self.begin_when_ready)
            return
        examination = LiveExamination(Plan(load(LAYOUT), None), self.ears, self.hear)
        self.zero_ns = now_ns() - examination.now_ns
        self.push_screen(ExamScreen(examination))

    def hear(self, event: Event) -> None:
        """A key was heard, in the thread of a source."""
        if event.source == 0 and event.key is not None:
            stroke = Stroke(self.zero_ns + event.t, event.key, event.action == "down")
            os.write(self.log_of_keys, msgspec.json.encode(stroke) + b"\n")
        self.screen.post_message(KeyHeard(event))


if __name__ == "__main__":
    ExamApp(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT), sys.argv[2:]).run()
