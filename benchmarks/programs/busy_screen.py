"""A process whose main thread paints without end, and hears keys: `busy_screen.py process|thread LOG`.

`process`: by keycheck's capture process, which stamps. `thread`: by a listener of pynput in this very process, stamped
when it is called. Each event is one line of LOG: its time in nanoseconds of the monotonic clock.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from time import monotonic, monotonic_ns, sleep

from keycheck.capture.capture_process import CaptureProcess
from keycheck.capture.pipe import Listening, Message, Ready
from keycheck.events.raw_event import RawEvent

FRAME_S, BUSY_S = 1 / 60, 0.008
"""Sixty frames a second, each of which takes Python 8 ms."""

Note = Callable[[int], None]


def listen_in_a_process(note: Note) -> None:
    ready, listening = threading.Event(), threading.Event()

    def hear(message: Message) -> None:
        if isinstance(message, RawEvent):
            note(message.t)
        elif isinstance(message, Ready):
            ready.set()
        elif isinstance(message, Listening):
            listening.set()

    process = CaptureProcess("pynput", hear)
    ready.wait()
    process.resume()
    listening.wait()


def listen_in_a_thread(note: Note) -> None:
    from pynput.keyboard import Listener

    listener = Listener(on_press=lambda key: note(monotonic_ns()), on_release=lambda key: note(monotonic_ns()))
    listener.start()
    listener.wait()


def paint() -> None:
    """Without end; ended from outside."""
    while True:
        until = monotonic() + BUSY_S
        picture: list[str] = []
        while monotonic() < until:
            picture.append("".join(chr(33 + n % 90) for n in range(120)))
        sleep(FRAME_S - BUSY_S)


if __name__ == "__main__":
    log = os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    {"process": listen_in_a_process, "thread": listen_in_a_thread}[sys.argv[1]](
        lambda t: os.write(log, b"%d\n" % t) and None
    )
    print("listening", flush=True)
    paint()
