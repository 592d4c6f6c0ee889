"""The terminal as one more way to listen: what is typed into the screen shows that a key works, and no more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from keycheck.capture.clock import now_ns
from keycheck.capture.pipe import Failed, Message, Ready
from keycheck.capture.sources import TERMINAL
from keycheck.capture.typed_keys import TypedKeys
from keycheck.events.raw_event import RawEvent
from keycheck.layouts.layout import Layout

NO_TIMES_NS = 1_000_000_000
"""A terminal says nothing of when a key came up, nor whether it was held: no time of it means anything."""


class TerminalEar:
    """Stands among the ears. It has no process: only the screen gets what is typed into it, while it is in front."""

    def __init__(self, deliver: Callable[[str, Message], None]) -> None:
        self.name = TERMINAL
        self.ready: Ready | None = Ready("w3c", "app", NO_TIMES_NS, silence="no_evidence")
        self.failed: Failed | None = None
        self.is_over = False
        self._deliver = deliver
        self._keys: TypedKeys | None = None
        self._reading = False
        self._heard: set[str] = set()

    def learn(self, layout: Layout) -> None:
        """On which keys the names and signs are, from now on; nothing was heard yet."""
        self._keys, self._heard = TypedKeys(layout), set()

    def hear(self, name: str) -> None:
        """Something was typed. Each key is told once, down and up: nobody can tell a second press from a held key."""
        key = self._keys.key_of(name) if self._keys is not None and self._reading else None
        if key is not None and key not in self._heard:
            self._heard.add(key)
            t = now_ns()
            self._deliver(self.name, RawEvent(t, key, "down"))
            self._deliver(self.name, RawEvent(t, key, "up"))

    def start(self) -> None:
        """There is nothing to start."""

    def resume(self, devices: Sequence[str]) -> None:
        self._reading = True

    def pause(self) -> None:
        self._reading = False

    def stop(self) -> None:
        self._reading = False
