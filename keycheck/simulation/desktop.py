"""What a system does to keys above its kernel: repeats, and the settings and programs that imitate a broken key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from keycheck.events.trace import Action
from keycheck.simulation.schedule import Schedule

Heard = Callable[[int, str, Action], None]
"""When, which code, what happened to it."""
RepeatForm = Literal["repeats", "release_press_pairs"]

_MODIFIERS = ("Alt", "Control", "Meta", "Shift")


@dataclass(slots=True)
class Repeater:
    """Passes on what it hears, and repeats the key that went down last while it is held."""

    schedule: Schedule
    pass_on: Heard
    delay_ns: int
    interval_ns: int
    form: RepeatForm = "repeats"
    _key: str | None = None
    _turn: int = 0

    def hear(self, t: int, code: str, action: Action) -> None:
        """Any key that goes down is repeated next; any that comes up ends it, as Linux does."""
        self._turn += 1
        self._key = code if action == "down" else None
        self.pass_on(t, code, action)
        if action == "down":
            self._plan(t + self.delay_ns, self._turn)

    def _plan(self, at: int, turn: int) -> None:
        def repeat(t: int) -> None:
            if turn != self._turn or self._key is None:
                return
            if self.form == "repeats":
                self.pass_on(t, self._key, "repeat")
            else:
                self.pass_on(t, self._key, "up")
                self.pass_on(t, self._key, "down")
            self._plan(t + self.interval_ns, turn)

        self.schedule.at(at, repeat)


@dataclass(slots=True)
class SlowKeys:
    """A press counts only once it has lasted; then it comes late."""

    schedule: Schedule
    pass_on: Heard
    accept_ns: int
    _held: dict[str, int] = field(default_factory=dict)
    _accepted: set[str] = field(default_factory=set)

    def hear(self, t: int, code: str, action: Action) -> None:
        """A press waits for its time; a release that came sooner takes it back."""
        if action == "down":
            self._held[code] = t
            self.schedule.at(t + self.accept_ns, lambda now: self._accept(now, code, t))
        elif action == "up":
            self._held.pop(code, None)
            if code in self._accepted:
                self._accepted.discard(code)
                self.pass_on(t, code, "up")

    def _accept(self, now: int, code: str, since: int) -> None:
        if self._held.get(code) == since:
            self._accepted.add(code)
            self.pass_on(now, code, "down")


@dataclass(slots=True)
class BounceKeys:
    """A press of a key soon after its release is dropped."""

    pass_on: Heard
    dead_ns: int
    _up: dict[str, int] = field(default_factory=dict)
    _dropped: set[str] = field(default_factory=set)

    def hear(self, t: int, code: str, action: Action) -> None:
        """The release of a dropped press is dropped too."""
        if action == "down" and t - self._up.get(code, -self.dead_ns) < self.dead_ns:
            self._dropped.add(code)
        elif code not in self._dropped:
            self.pass_on(t, code, action)
        if action == "up":
            self._dropped.discard(code)
            self._up[code] = t


@dataclass(slots=True)
class StickyKeys:
    """A modifier stays down until another key was pressed."""

    pass_on: Heard
    _latched: list[str] = field(default_factory=list)

    def hear(self, t: int, code: str, action: Action) -> None:
        """Pass on everything but the release of a modifier, which waits."""
        if code.startswith(_MODIFIERS):
            if action == "down" and code not in self._latched:
                self._latched.append(code)
                self.pass_on(t, code, "down")
            return
        self.pass_on(t, code, action)
        if action == "up":
            for modifier in self._latched:
                self.pass_on(t, modifier, "up")
            self._latched.clear()


@dataclass(slots=True)
class Remap:
    """Some codes become others, or nothing."""

    pass_on: Heard
    codes: Mapping[str, str | None]

    def hear(self, t: int, code: str, action: Action) -> None:
        """Pass on the other code, if there is one."""
        other = self.codes.get(code, code)
        if other is not None:
            self.pass_on(t, other, action)
