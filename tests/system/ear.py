"""A capture process on a real system, and what it said: for tests that press keys and wait for them."""

from __future__ import annotations

import time
from collections.abc import Callable

from keycheck.capture.capture_process import CaptureProcess
from keycheck.capture.pipe import Listening, Message, Ready
from keycheck.capture.source import Disturbance
from keycheck.events.raw_event import RawEvent

PATIENCE_S = 30.0
"""How long a test waits for what has to come."""


class Ear:
    """A capture process, and what it said."""

    def __init__(self, source: str) -> None:
        self.heard: list[Message] = []
        self.process = CaptureProcess(source, self.heard.append)
        self.wait_for(lambda: self.has(Ready))

    def listen(self, *devices: str) -> None:
        """Let it read, and return when it does."""
        before = self.count(Listening)
        self.process.resume(devices)
        self.wait_for(lambda: self.count(Listening) > before)

    def count(self, kind: type) -> int:
        return sum(isinstance(message, kind) for message in self.heard)

    def has(self, kind: type) -> bool:
        return self.count(kind) > 0

    @property
    def troubles(self) -> list[Disturbance]:
        """What disturbed it; a busy machine stalls, and that is no matter here."""
        return [message for message in self.heard if isinstance(message, Disturbance) and message.what != "stall"]

    @property
    def events(self) -> list[RawEvent]:
        return [message for message in self.heard if isinstance(message, RawEvent)]

    @property
    def moves(self) -> list[tuple[str, str]]:
        """Each native code and what it did."""
        return [(event.native, event.action) for event in self.events]

    def wait_for(self, come_true: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
        end = time.monotonic() + patience_s
        while not come_true():
            assert time.monotonic() < end, f"it did not come, only {self.heard[-20:]}"
            time.sleep(0.002)


def taps(evdev_codes: list[str]) -> list[tuple[str, str]]:
    return [(code, action) for code in evdev_codes for action in ("down", "up")]
