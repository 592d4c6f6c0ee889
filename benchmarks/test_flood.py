"""How many events are lost between a source and the examination when ten thousand come each second."""

from __future__ import annotations

import sys
from collections.abc import Callable
from statistics import quantiles
from time import monotonic, sleep

from benchmarks.programs.flood import CODES, EVENTS
from benchmarks.row import Row
from benchmarks.turns import HOUSE
from keycheck.capture.capture_process import CaptureProcess
from keycheck.capture.clock import now_ns
from keycheck.capture.pipe import Message, Ready
from keycheck.events.normalize import Normalizer
from keycheck.events.raw_event import RawEvent
from keycheck.keys.table import code_of

COMMAND = [sys.executable, "-P", str(HOUSE / "benchmarks" / "programs" / "flood.py")]
PATIENCE_S = 60.0


def wait_for(come_true: Callable[[], object]) -> None:
    until = monotonic() + PATIENCE_S
    while not come_true() and monotonic() < until:
        sleep(0.05)


def test_flood(add: Callable[[Row], None]) -> None:
    """Child, pipe and normalizer, as an examination has them; a key that arrives changed or out of turn is lost too."""
    arrived: list[tuple[str | None, str]] = []
    delays_ms: list[float] = []
    ready: list[Message] = []
    normalize = Normalizer(0, "evdev", {}, now_ns())

    def deliver(message: Message) -> None:
        if isinstance(message, RawEvent):
            event = normalize(message)
            arrived.append((event.key, event.action))
            delays_ms.append((now_ns() - message.t) / 1e6)
        elif isinstance(message, Ready):
            ready.append(message)

    process = CaptureProcess("flood", deliver, COMMAND)
    wait_for(lambda: ready)
    process.resume()
    wait_for(lambda: len(arrived) >= EVENTS or not process.alive)
    process.stop()
    keys = [code_of("evdev", str(code)) for code in CODES]
    sent = [(keys[number // 2 % len(keys)], "up" if number % 2 else "down") for number in range(EVENTS)]
    lost = EVENTS - sum(one == other for one, other in zip(arrived, sent, strict=False))
    add(Row("lost of 10,000 events a second, in ten seconds", lost, "events", "sent", EVENTS, 0, "ours"))
    late, middle = quantiles(delays_ms, n=100)[98], quantiles(delays_ms, n=100)[49]
    add(Row("the same events, 99 % there within", late, "ms", "half of them", middle))
