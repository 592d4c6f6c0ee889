"""Which keys keycheck asked for, and when: the one rule that decides what may be kept in full.

Both the seal and the diagnosis use it, so that the sealed form gives the verdict of the live one.
"""

from __future__ import annotations

import msgspec

from keycheck.events.trace import Event, Header, Phase, PhaseName, Prompt, Record, SweepKey

SWEPT: frozenset[PhaseName] = frozenset({"sweep", "free"})
"""Phases in which the person presses at will: kept per key, without the order of keys."""

OPENING: PhaseName = "start"
"""The phase before anything was asked; what was down then is known by the prompts to let go that follow it."""


def nameless(event: Event) -> Event:
    """The event of a key that was not asked for: that something was pressed, and not which key."""
    unmapped = msgspec.UNSET if event.key is not None else event.unmapped
    return msgspec.structs.replace(event, key=None, native="", unmapped=unmapped)


class Asked:
    """Follows the records and tells which events belong to what was asked.

    These are the events of the keys of the prompt of this moment, or of the one before it, whose last key is still
    being let go when the next prompt opens. A key that went down when it was asked for, or that was asked to come up,
    belongs to it until it has come up.
    """

    def __init__(self, header: Header) -> None:
        self._under_test = {device.id for device in header.devices if device.under_test}
        self.phase: PhaseName | None = None
        self._last_keys: frozenset[str] = frozenset()
        """The keys of the prompt of this moment."""
        self._keys: frozenset[str] = frozenset()
        """These, and those of the prompt before it."""
        self._down: set[tuple[int, str]] = set()
        self._to_hold: frozenset[str] = frozenset()
        self._held: set[tuple[int, str]] = set()
        """What went down when it was asked to be held."""
        self.is_only_held = False
        """Whether the last event belongs to a hold alone: no trial and no rule takes it for asked."""
        self._to_let_go: set[str] = set()

    def follow(self, record: Record) -> bool:
        """Take note of the next record; whether it is an event of a key that was asked for.

        What a program plays of such a key is told too, because it says that the switch is not to be judged by it.
        """
        self.is_only_held = False
        if isinstance(record, Event):
            if not self.counts(record):
                return record.injected and self._asks_for(record.key)
            return record.key is not None and self._follow_key(record, record.key)
        if isinstance(record, SweepKey):
            if (self._down or self._held or self._to_let_go) and record.key is not None and self._tells_release(record):
                self._up(record.source, record.key)
        elif isinstance(record, Phase):
            self.phase = record.name
            self._last_keys = self._keys = self._to_hold = frozenset()
        elif isinstance(record, Prompt):
            self._ask(record)
        return False

    def counts(self, record: Event | SweepKey) -> bool:
        """Whether this was a key of the keyboard under test, as far as its source can tell, and no program."""
        return not record.injected and (record.device is None or record.device in self._under_test)

    def is_to_hold(self, record: Record) -> bool:
        """Whether it is an event of a key that is asked to be held just now."""
        return isinstance(record, Event) and self.phase not in SWEPT and record.key in self._to_hold

    def _ask(self, prompt: Prompt) -> None:
        """What is asked to be held is asked beside the rest, which stays asked for as long as it would without."""
        if prompt.ask == "hold":
            self._to_hold = prompt.keys
            return
        self._to_hold = frozenset()
        self._last_keys, self._keys = prompt.keys, self._last_keys | prompt.keys
        if prompt.asks_to_let_go and self.phase not in SWEPT:
            self._to_let_go.add(prompt.key)

    def _follow_key(self, event: Event, key: str) -> bool:
        is_open = key in self._to_let_go or (event.source, key) in self._down
        asked = self._asks_for(key) or (self.phase not in SWEPT and is_open)
        self.is_only_held = not asked and self._is_held(event, key)
        if event.action == "up":
            self._up(event.source, key)
        elif event.action == "down" and (asked or self.is_only_held):
            (self._down if asked else self._held).add((event.source, key))
        return asked or self.is_only_held

    def _is_held(self, event: Event, key: str) -> bool:
        is_open = event.action != "down" and (event.source, key) in self._held
        return self.phase not in SWEPT and (key in self._to_hold or is_open)

    def _asks_for(self, key: str | None) -> bool:
        return self.phase not in SWEPT and key in self._keys

    def _tells_release(self, record: SweepKey) -> bool:
        """Whether it tells of a release for which what is down may wait."""
        return self.phase in SWEPT and self.counts(record) and any(action == "up" for _, action in record.events)

    def _up(self, source: int, key: str) -> None:
        self._down.discard((source, key))
        self._held.discard((source, key))
        self._to_let_go.discard(key)
