"""A tap that macOS switched off is told to be back by the next stretch of listening, whoever began that."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from keycheck.capture import pynput_mac
from keycheck.capture.source import Disturbance
from keycheck.events.raw_event import RawEvent

PATIENCE_S = 10.0


class Tap:
    """Stands where macOS's tap stands, which no other system has."""

    on = True

    def __init__(self, hear: Callable[[int, Any, bool], None]) -> None:
        self.tap = object()
        self.settled = threading.Event()

    def start(self) -> None:
        self.settled.set()

    def works(self) -> bool:
        return Tap.on

    def switch_off(self) -> None: ...

    def stop(self) -> None: ...


def test_tap_that_was_switched_off_is_back_after_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pynput_mac, "_tap_class", lambda: Tap)
    monkeypatch.setattr(pynput_mac, "_keycodes_down", lambda: iter(()))
    monkeypatch.setattr(pynput_mac, "LOOK_S", 0.001)
    told: list[RawEvent | Disturbance] = []
    source = pynput_mac.PynputMacSource()
    monkeypatch.setattr(Tap, "on", False)
    source.start(told.append, ())
    until = time.monotonic() + PATIENCE_S
    while not told and time.monotonic() < until:
        time.sleep(0.001)
    monkeypatch.setattr(Tap, "on", True)
    for _ in range(2):
        source.stop()
        source.start(told.append, ())
    source.stop()
    lost, back = told
    assert isinstance(lost, Disturbance)
    assert isinstance(back, Disturbance)
    assert (lost.what, back.what, back.t) == ("source_lost", "source_back", lost.t)
