"""What every source promises, whatever it listens to: a class of tests to inherit from."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from keycheck.capture.clock import now_ns
from keycheck.capture.source import Disturbance, Source
from keycheck.events.raw_event import RawEvent
from keycheck.keys.table import code_of

PATIENCE_S = 5.0
CLOCK_STEP_NS = 10_000_000
"""The X server may count in steps of its own timer, 4 ms."""


class Listener:
    """A source that listens, and what it handed over."""

    def __init__(self, source: Source, tap: Callable[[], None]) -> None:
        self.source = source
        self.tap = tap
        self.heard: list[RawEvent | Disturbance] = []

    @property
    def events(self) -> list[RawEvent]:
        return [seen for seen in self.heard if isinstance(seen, RawEvent)]

    def start(self) -> None:
        self.source.start(self.heard.append, ())

    def wait_for_events(self, count: int) -> None:
        end = time.monotonic() + PATIENCE_S
        while len(self.events) < count:
            assert time.monotonic() < end, f"{count} events expected, these came: {self.heard}"
            time.sleep(0.002)


class SourceContract:
    """Inherit, and give the fixtures `source`, one that can listen here, and `tap`, which taps KeyA once."""

    @pytest.fixture(autouse=True)
    def count_threads(self) -> None:
        self.threads_before = threading.active_count()

    @pytest.fixture
    def listener(self, source: Source, tap: Callable[[], None]) -> Iterator[Listener]:
        listener = Listener(source, tap)
        yield listener
        source.stop()

    def test_probe_says_ready_as_often_as_it_is_asked(self, source: Source) -> None:
        first = source.probe()
        assert first.state == "ready"
        assert source.probe() == first

    def test_stop_is_harmless_before_a_start_and_twice(self, listener: Listener) -> None:
        listener.source.stop()
        listener.start()
        listener.source.stop()
        listener.source.stop()

    def test_tap_is_handed_over_as_down_and_up_of_that_key(self, listener: Listener) -> None:
        listener.start()
        listener.tap()
        listener.wait_for_events(2)
        moves = [(code_of(listener.source.space, event.native), event.action) for event in listener.events[:2]]
        assert moves == [("KeyA", "down"), ("KeyA", "up")]

    def test_device_of_an_event_is_one_that_the_probe_names(self, listener: Listener) -> None:
        devices: set[str | None] = {device.path for device in listener.source.probe().devices}
        listener.start()
        listener.tap()
        listener.wait_for_events(2)
        assert {event.device for event in listener.events} <= (devices or {None})

    def test_stamps_are_of_our_clock_and_in_order(self, listener: Listener) -> None:
        before = now_ns()
        listener.start()
        listener.tap()
        listener.wait_for_events(2)
        stamps = [event.t for event in listener.events]
        assert stamps == sorted(stamps)
        assert before - CLOCK_STEP_NS <= stamps[0]
        assert stamps[-1] <= now_ns()

    def test_nothing_is_handed_over_after_a_stop(self, listener: Listener) -> None:
        listener.start()
        listener.tap()
        listener.wait_for_events(2)
        listener.source.stop()
        heard = len(listener.heard)
        listener.tap()
        time.sleep(0.1)
        assert len(listener.heard) == heard

    def test_source_listens_again_after_a_stop(self, listener: Listener) -> None:
        for _ in range(3):
            heard = len(listener.events)
            listener.start()
            listener.tap()
            listener.wait_for_events(heard + 2)
            listener.source.stop()

    def test_starts_and_stops_leave_nothing_behind_that_piles_up(self, listener: Listener) -> None:
        for _ in range(10):
            listener.start()
            listener.source.stop()
        end = time.monotonic() + PATIENCE_S
        # What a source keeps for its next start, and nothing else, may stay.
        while threading.active_count() > self.threads_before + 1:
            assert time.monotonic() < end, threading.enumerate()
            time.sleep(0.01)
