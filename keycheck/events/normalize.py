"""From what a source saw to what happened to a key: native code to W3C code, repeats told apart by state, one clock."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from keycheck.events.raw_event import NativeSpace, RawEvent
from keycheck.events.trace import Event
from keycheck.keys.table import code_of, says_unmapped


class Normalizer:
    """Translates the events of one source; it remembers only what is down."""

    def __init__(self, source: int, space: NativeSpace, devices: Mapping[str, int], started_ns: int) -> None:
        """`devices` maps the source's own device names to those of the trace; `started_ns` is the trace's zero."""
        self._source = source
        self._space = space
        self._devices = devices
        self._started_ns = started_ns
        self._down: set[tuple[str | None, str]] = set()
        self._named: dict[str, tuple[str | None, bool]] = {}
        """Native code -> its key, and whether the system says that it has no code for it: looked up once each."""

    def __call__(self, raw: RawEvent) -> Event:
        """The event of the trace. A press of a key that is down already is a repeat, whatever the system calls it."""
        place = (raw.device, raw.native)
        action = "repeat" if raw.action == "down" and place in self._down else raw.action
        if action == "down":
            self._down.add(place)
        elif action == "up":
            self._down.discard(place)
        named = self._named.get(raw.native)
        if named is None:
            named = self._named[raw.native] = (
                code_of(self._space, raw.native),
                says_unmapped(self._space, raw.native),
            )
        key, unmapped = named
        return Event(
            t=max(0, raw.t - self._started_ns),
            source=self._source,
            device=None if raw.device is None else self._devices[raw.device],
            key=key,
            native=raw.native,
            action=action,
            injected=raw.injected,
            unmapped=raw.unmapped or unmapped or msgspec.UNSET,
        )

    def forget(self) -> None:
        """Listening was interrupted: what was down then is unknown now."""
        self._down.clear()
