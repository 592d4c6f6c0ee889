"""Who is believed when a window comes to the front, and who is listened to when it goes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from keycheck.host.polled_window import PolledWindow
from keycheck.host.window import Window
from keycheck.session.front import Front

PATIENCE_S = 10.0


def known() -> PolledWindow:
    return PolledWindow(lambda: "ours", "ours")


@pytest.mark.parametrize(
    ("environment", "terminal_tells", "window", "why"),
    [
        ({}, True, None, None),
        ({}, None, None, "has not shown yet"),
        ({}, False, None, "does not say"),
        ({}, False, known(), None),
        ({}, None, PolledWindow(lambda: "another"), "which window is its own"),
        ({}, True, PolledWindow(lambda: "another"), None),
        ({"STY": "1.host"}, None, None, "screen does not say"),
        ({"STY": "1.host"}, True, known(), "screen does not say"),
    ],
)
def test_nothing_is_read_where_nobody_can_tell(
    environment: dict[str, str], terminal_tells: bool | None, window: Window | None, why: str | None
) -> None:
    untold = Front(environment, terminal_tells, window).untold
    assert (untold is None) if why is None else (untold is not None and why in untold.why)


def test_terminal_that_told_once_is_believed() -> None:
    front = Front({}, None)
    assert front.untold is not None
    front.terminal_said()
    assert front.untold is None


class Desk:
    """A desktop whose window in front a test chooses, and what was said of it."""

    def __init__(self) -> None:
        self.front: object = "ours"
        self.said: list[bool] = []
        self.threads: set[int] = set()
        self.told = Front({}, False, PolledWindow(self.look, "ours"))
        self.told.watch(self._hear)

    def look(self) -> object:
        if isinstance(self.front, Exception):
            raise self.front
        return self.front

    def _hear(self, in_front: bool) -> None:
        self.threads.add(threading.get_ident())
        self.said.append(in_front)

    def until(self, come_true: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not come_true():
            assert time.monotonic() < end, f"it was not said, only {self.said}"
            time.sleep(0.002)


def test_each_change_is_said_once() -> None:
    desk = Desk()
    desk.front = "another"
    desk.until(lambda: desk.said == [False])
    desk.front = "ours"
    desk.until(lambda: desk.said == [False, True])
    time.sleep(0.1)
    assert desk.said == [False, True]
    desk.told.stop()
    assert threading.get_ident() not in desk.threads


def test_system_that_stops_telling_is_no_yes() -> None:
    desk = Desk()
    desk.front = OSError("the display is gone")
    desk.until(lambda: desk.said == [False])
    desk.told.stop()


def test_nothing_is_said_after_the_end() -> None:
    desk = Desk()
    desk.told.stop()
    desk.front = "another"
    time.sleep(0.1)
    assert desk.said == []
