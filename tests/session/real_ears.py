"""Examinations with real capture processes, whose sources play a recording: what they hear, and whether they live."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from keycheck.events.trace import Event
from keycheck.layouts.library import load
from keycheck.session.listening import Ear, Ears
from keycheck.session.live import LiveExamination
from keycheck.session.plan import Plan

PATIENCE_S = 20.0
"""How long a test waits for what has to come; a busy machine is slow."""


def wait_for(come_true: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not come_true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.005)


def ready(*sources: str) -> Ears:
    """Sources, each in its process, when all have answered."""
    ears = Ears(sources)
    wait_for(lambda: ears.settled)
    return ears


def pid(ear: Ear) -> int:
    """The process of a source."""
    assert ear._process is not None
    return ear._process._child.pid


def lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


class Running:
    """An examination that is looked after as a screen does it."""

    def __init__(self, *sources: str) -> None:
        self.ears = ready(*sources)
        self.lit: list[Event] = []
        device = next(iter(self.ears.devices), None)
        self.examination = LiveExamination(Plan(load("ansi-104"), device), self.ears, self.lit.append)

    def until(self, come_true: Callable[[], object]) -> None:
        def looked() -> object:
            self.examination.pump()
            return come_true()

        wait_for(looked)

    def hear_more(self, count: int = 4) -> None:
        """Until so many more events have come."""
        before = len(self.lit)
        self.until(lambda: len(self.lit) >= before + count)
