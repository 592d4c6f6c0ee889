"""Keys that came again and again in the trials of an asked-for one: without their names its fault could not be told.

A key that sends another key's code, or sets another one off, is found by that other key. The sealed form keeps the
names of such keys, and only in the trials of the key that they came with.
"""

from __future__ import annotations

from keycheck.events.asked import SWEPT, Asked
from keycheck.events.trace import Event, Phase, Prompt, Record, Trace

AGAIN = 3
"""In so many trials of one key; no rule speaks of a key that came in fewer."""


class OpenTrial:
    """Follows the records and knows the key under test whose trial is open."""

    def __init__(self) -> None:
        self.key: str | None = None
        self.number = 0

    def follow(self, record: Record) -> None:
        if isinstance(record, Phase):
            self.key = None
        elif isinstance(record, Prompt):
            self.key = record.key
            self.number += 1


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
