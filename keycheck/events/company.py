"""Keys that came again and again in the trials of an asked-for one: without their names its fault could not be told.

A key that sends another key's code, or sets another one off, is found by that other key. The sealed form keeps the
names of such keys, and only in the trials of the key that they came with.
"""

from __future__ import annotations

from keycheck.events.asked import SWEPT, Asked
from keycheck.events.trace import Event, Phase, Prompt, Record, Trace

AGAIN = 3
"""In so many trials of one key; no rule speaks of a key that came in fewer."""

STRAY_AGAIN = 2
"""In so many trials of one key, and of no other: once, it may be of a button beside the keys."""


class OpenTrial:
    """Follows the records and knows the key under test whose trial is open."""

    def __init__(self) -> None:
        self.key: str | None = None
        self.number = 0

    def follow(self, record: Record) -> None:
        if isinstance(record, Phase):
            self.key = None
        elif isinstance(record, Prompt):
            self.key = None if record.ask == "hold" else record.key
            self.number += 1


class Strays:
    """Native codes that no table knows: one stands for a key if it came again in its trials, and in no other."""

    def __init__(self) -> None:
        self._trials: dict[tuple[int, str], dict[str, set[int]]] = {}
        self.turns = 0
        """How often it changed for which key a code stands."""

    def note(self, event: Event, key: str, trial: int) -> None:
        """One that went down in a trial of this key."""
        place = event.source, event.native
        before = self.stands_for(*place)
        self._trials.setdefault(place, {}).setdefault(key, set()).add(trial)
        self.turns += self.stands_for(*place) != before

    def stands_for(self, source: int, native: str) -> str | None:
        """The key that this code of this source is taken for; None where it may be of anything."""
        trials = self._trials.get((source, native), {})
        if not native or len(trials) != 1:
            return None
        key, numbers = next(iter(trials.items()))
        return key if len(numbers) >= STRAY_AGAIN else None


def is_stray(event: Event) -> bool:
    """Whether the system heard a key here of which nothing but a native code is known."""
    return event.key is None and event.unmapped is True


def strays(trace: Trace) -> Strays:
    """The stray codes of a whole trace."""
    asked, trial, found = Asked(trace.header), OpenTrial(), Strays()
    for record in trace.records:
        asked.follow(record)
        trial.follow(record)
        if not isinstance(record, Event) or not is_stray(record) or record.action != "down":
            continue
        if trial.key is not None and asked.phase not in SWEPT and asked.counts(record):
            found.note(record, trial.key, trial.number)
    return found


def companions(trace: Trace) -> frozenset[tuple[str, str]]:
    """The key under test and the key that came in at least three of its trials, for all such pairs."""
    asked, trial = Asked(trace.header), OpenTrial()
    came: dict[tuple[str, str], set[int]] = {}
    for record in trace.records:
        is_asked = asked.follow(record)
        trial.follow(record)
        if not isinstance(record, Event) or is_asked or record.action != "down" or record.key is None:
            continue
        if trial.key is not None and asked.phase not in SWEPT and asked.counts(record):
            came.setdefault((trial.key, record.key), set()).add(trial.number)
    return frozenset(pair for pair, trials in came.items() if len(trials) >= AGAIN)
