"""A capture process whose source makes events: 10,000 a second for ten seconds, each key down and up."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from time import sleep

from keycheck.capture.clock import now_ns
from keycheck.capture.source import Probe, Sink
from keycheck.capture.worker import own_stdout, serve
from keycheck.events.raw_event import NativeSpace, RawEvent
from keycheck.events.trace import Layer

EVENTS, A_SECOND = 100_000, 10_000
CODES = range(1, 84)
"""The evdev codes that it presses, one after the other."""


class Flood:
    """Hands each event over when it is due, however late the system lets it run."""

    name = "flood"
    layer: Layer = "kernel"
    space: NativeSpace = "evdev"
    resolution_ns = 1_000

    def probe(self) -> Probe:
        """Always ready."""
        return Probe("ready")

    def start(self, sink: Sink, devices: Sequence[str]) -> None:
        """Begin; `stop` does not end it."""
        threading.Thread(target=self._run, args=(sink,), daemon=True).start()

    def stop(self) -> None:
        """It ends by itself."""

    def _run(self, sink: Sink) -> None:
        began_ns = now_ns()
        for number in range(EVENTS):
            due_ns = began_ns + number * 1_000_000_000 // A_SECOND
            if (early_ns := due_ns - now_ns()) > 0:
                sleep(early_ns / 1e9)
            code = CODES[number // 2 % len(CODES)]
            sink(RawEvent(due_ns, str(code), "up" if number % 2 else "down"))


if __name__ == "__main__":
    serve(Flood, sys.stdin.buffer, own_stdout())
