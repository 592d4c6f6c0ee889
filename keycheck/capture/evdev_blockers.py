"""What keeps a node of evdev silent though its keyboard works: a program that has taken it, or a switch in sysfs."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from keycheck.capture.clock import now_ns
from keycheck.capture.evdev_wire import codes_down, is_grabbed, open_node
from keycheck.capture.linux_keyboards import Keyboard
from keycheck.capture.lost_keyboard import Places
from keycheck.capture.source import Disturbance, Sink
from keycheck.events.trace import Trouble

LOOK_S = 3.0
"""How often it is looked, and how long a keyboard must have been silent before: what is heard is not kept from us. A
press in the very instant of a look would reach nobody."""

SURE, BETWEEN_S = 3, 0.02
"""So many looks in a row must find a node taken: another keycheck takes it for a moment too, to look."""

Listened = Callable[[], Mapping[str, tuple[Keyboard, int]]]
"""The keyboards that are being read, by the name that they are told under, and until when each was heard."""


class Blockers(threading.Thread):
    """Looks after the keyboards that are silent, and tells when one is kept from us and when no longer.

    Those that were kept from us in an earlier stretch of reading are looked at first: they may be free by now.
    """

    def __init__(self, sink: Sink, listened: Listened, root: Path, places: Places) -> None:
        super().__init__(name="evdev blockers", daemon=True)
        self._sink = sink
        self._listened = listened
        self._root = root
        self._looked: set[str] = set()
        self._blocked = places.blocked
        self._turn = threading.Lock()
        self._over = threading.Event()

    def end(self) -> None:
        """Tell and note nothing more; the thread ends soon after."""
        with self._turn:
            self._over.set()

    def forget(self, name: str) -> None:
        """It was pulled out: what comes back is looked at anew."""
        with self._turn:
            self._looked.discard(name)
            self._blocked.pop(name, None)

    def run(self) -> None:
        while not self._over.is_set():
            for name, (keyboard, heard_ns) in self._listened().items():
                if name in self._blocked or name not in self._looked or now_ns() - heard_ns >= LOOK_S * 1e9:
                    self._looked.add(name)
                    self._look(name, keyboard, heard_ns)
            self._over.wait(LOOK_S)

    def _look(self, name: str, keyboard: Keyboard, heard_ns: int) -> None:
        # Pulled out: that is told by who reads it.
        with contextlib.suppress(OSError):
            what = _blocker(keyboard, self._root)
            with self._turn:
                if not self._over.is_set():
                    self._note(name, what, heard_ns)

    def _note(self, name: str, what: Trouble | None, heard_ns: int) -> None:
        if what is not None and name not in self._blocked:
            self._blocked[name] = heard_ns
            self._sink(Disturbance(heard_ns, what, now_ns(), name))
        elif what is None and name in self._blocked:
            self._sink(Disturbance(self._blocked.pop(name), "source_back", now_ns(), name))


def _blocker(keyboard: Keyboard, root: Path) -> Trouble | None:
    """What keeps the keyboard's keys from us now; OSError where it is gone."""
    event = keyboard.nodes[0].event
    if (root / f"sys/class/input/{event}/device/inhibited").read_text() == "1\n":
        return "source_lost"
    # By an opening of its own: asking for the state throws away what waits at the opening that is asked.
    descriptor = open_node(root / "dev/input" / event)
    try:
        return "grabbed" if _is_surely_grabbed(descriptor) else None
    finally:
        os.close(descriptor)


def _is_surely_grabbed(descriptor: int) -> bool:
    for _ in range(SURE):
        if codes_down(descriptor) or not is_grabbed(descriptor):
            return False
        time.sleep(BETWEEN_S)
    return True
