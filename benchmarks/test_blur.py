"""From the moment in which another window gets the keyboard to the moment after which no key is read any more."""

from __future__ import annotations

import threading
from collections.abc import Callable
from statistics import quantiles
from time import monotonic_ns, sleep

from benchmarks.row import Row
from keycheck.capture.pipe import Listening, Message
from keycheck.host.x_window import XWindow
from keycheck.session.front import Front
from keycheck.session.listening import Ears
from tests.system.test_x_window import Screen

ROUNDS = 100
GOAL_MS = 50
PATIENCE_S = 10.0


def test_blur(on_display: str, add: Callable[[Row], None]) -> None:
    """The system's word, its watcher, and the pause that the capture process has confirmed."""
    ears, screen = Ears(["pynput"]), Screen(on_display)
    front = Front({}, False, XWindow(on_display, screen.ours.id))
    listening, quiet, back = threading.Event(), threading.Event(), threading.Event()
    quiet_ns: list[int] = []

    def hear(name: str, message: Message) -> None:
        if isinstance(message, Listening):
            listening.set()

    def changed(in_front: bool) -> None:
        if in_front:
            back.set()
            return
        ears.pause()
        quiet_ns.append(monotonic_ns())
        quiet.set()

    ears.on_message = hear
    while not ears.settled:
        sleep(0.05)
    front.watch(changed)
    stops: list[float] = []
    asks: list[float] = []
    for _ in range(ROUNDS):
        listening.clear()
        quiet.clear()
        back.clear()
        if ears.all[0].is_over:
            # One that had not stopped within 50 ms was ended: its keys ended there, too.
            ears.all[0].start()
        ears.all[0].resume(())
        assert listening.wait(PATIENCE_S)
        asked_ns = monotonic_ns()
        screen.server.sync()
        asks.append((monotonic_ns() - asked_ns) / 1e6)
        left_ns = monotonic_ns()
        screen.focus(screen.other)
        assert quiet.wait(PATIENCE_S)
        stops.append((quiet_ns[-1] - left_ns) / 1e6)
        screen.focus(screen.ours)
        assert back.wait(PATIENCE_S)
    front.stop()
    ears.stop()
    screen.server.close()
    told, known = quantiles(stops, n=100), quantiles(asks, n=100)
    for n, goal in ((50, None), (99, GOAL_MS)):
        what = f"another window in front to the last key read, {n} % of {ROUNDS} within"
        add(Row(what, told[n - 1], "ms", "a question to the X server", known[n - 1], goal, "ours"))
