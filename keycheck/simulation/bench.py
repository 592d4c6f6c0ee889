"""The other side of a simulated examination: person and keyboard, told each phase and prompt, answer in events."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Literal

from keycheck.events.trace import BEAT_LEAD_NS, BEAT_NS, Event, Phase, Prompt, Record
from keycheck.layouts.layout import Layout
from keycheck.simulation.fault import Fault
from keycheck.simulation.keyboard import Keyboard
from keycheck.simulation.person import Person, PersonKind

TAP_NS = 200_000_000
"""From one quick press of a key to the next (assumed)."""


@dataclass(frozen=True, slots=True)
class Says:
    """The person clicks an answer instead of pressing a key."""

    t: int
    what: Literal["go_on", "on_keyboard"]


Act = Event | Says


class Bench:
    """Schedules what person and keyboard do; whoever drives it takes what is due."""

    def __init__(self, layout: Layout, faults: tuple[Fault, ...], person: PersonKind, seed: int) -> None:
        self._layout = layout
        self._keyboard = Keyboard(faults)
        self._person = Person(person, Random(seed))
        self._due: list[tuple[int, int, Act]] = []
        self._order = count()
        self._schedule(self._keyboard.at_start())

    @property
    def next_ns(self) -> int | None:
        """When something happens next; None while nothing is planned."""
        return self._due[0][0] if self._due else None

    def take(self, now_ns: int) -> list[Act]:
        """What has happened by now, in the order of time."""
        acts: list[Act] = []
        while self._due and self._due[0][0] <= now_ns:
            acts.append(heapq.heappop(self._due)[2])
        return acts

    def receive(self, record: Record) -> None:
        """The person is shown something new."""
        if isinstance(record, Phase) and record.name == "sweep":
            self._sweep(record.t)
        elif isinstance(record, Prompt) and record.ask == "press":
            if record.before is not None and record.after is not None:
                self._press_all((record.before, record.key, record.after), record.t)
            elif record.window_ns == BEAT_NS:
                self._press(record.key, record.t + BEAT_LEAD_NS)
            else:
                self._look_for(record.key, record.times, record.t)

    def _sweep(self, t: int) -> None:
        t += self._person.reaction_ns()
        for key in self._layout.testable:
            t += self._person.step_ns()
            if not self._person.slips("skips_in_sweep"):
                self._press(key.code, t)
        self._schedule([Says(t + self._person.reaction_ns(), "go_on")])

    def _press_all(self, keys: tuple[str, ...], t: int) -> None:
        t += self._person.reaction_ns()
        for key in keys:
            t += self._person.step_ns()
            if not self._person.slips("omits"):
                self._press(key, t)

    def _look_for(self, key: str, times: int, t: int) -> None:
        """Press the key as often as asked; where it stays dark, say that it is there."""
        t += self._person.reaction_ns()
        self._press(key, t)
        if not self._keyboard.works(key):
            self._schedule([Says(t + self._person.reaction_ns(), "on_keyboard")])
            return
        for _ in range(times - 1):
            t += TAP_NS
            self._press(key, t)

    def _press(self, key: str, t: int) -> None:
        if self._person.slips("presses_a_neighbour"):
            key = self._layout.by_distance(key)[0].code
        self._schedule(self._keyboard.press(key, t, self._person.dwell_ns()))

    def _schedule(self, acts: tuple[Act, ...] | list[Act] | tuple[Event, ...]) -> None:
        for act in acts:
            heapq.heappush(self._due, (act.t, next(self._order), act))
