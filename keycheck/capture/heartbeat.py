"""The pulse of a capture process: it tells the parent that the child lives, and notices when the child was held up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import sleep

from keycheck.capture.clock import now_ns
from keycheck.capture.pipe import Beat
from keycheck.capture.source import Disturbance

BEAT_NS = 5_000_000
"""Short against the shortest time that a rule looks at, so that a stall between two beats can't hide."""

STALL_NS = 50_000_000
"""A beat later than this voids what was stamped meanwhile: a starved reader empties its queue in a burst, and presses
80 ms apart were measured with stamps less than 20 ms apart."""

TELL_EVERY_NS = 200_000_000
"""How often the parent hears of it; five missed ones count as a hang."""


class Heartbeat(threading.Thread):
    """Beats every 5 ms; reports a `Beat` every 200 ms, and a stall when a beat came late."""

    def __init__(self, report: Callable[[Beat | Disturbance], None]) -> None:
        super().__init__(name="heartbeat", daemon=True)
        self._report = report
        self._over = False

    def run(self) -> None:
        last = told = now_ns()
        self._report(Beat(told))
        # A bare sleep: two hundred times a second, waiting for an event costs more than all the rest.
        while not self._over:
            sleep(BEAT_NS / 1e9)
            now = now_ns()
            if (stall := stall_between(last, now)) is not None:
                self._report(stall)
            if now - told >= TELL_EVERY_NS:
                self._report(Beat(now))
                told = now
            last = now

    def stop(self) -> None:
        """End the thread; harmless when it has ended."""
        self._over = True


def stall_between(last_ns: int, now_ns: int) -> Disturbance | None:
    """The stall between two beats, if the second came more than 50 ms late."""
    return Disturbance(last_ns, "stall", now_ns) if now_ns - last_ns - BEAT_NS > STALL_NS else None
