"""All trials so far, judged, in the order of time: by key, by round, and what became of the known-good keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass

from keycheck.diagnosis.diligence import Diligence, Omitted
from keycheck.diagnosis.trial import Judged, Trial


@dataclass(frozen=True, slots=True)
class Entry:
    """One asked-for press."""

    trial: Trial
    judged: Judged
    round: int
    """Trials of one key are of one round until another key's trial took place; a void one, or one skipped, did not."""
    beside: Omitted
    """What the person left out until then, of all that was asked for beside presses of this key."""


class Docket:
    """Built anew from the judged trials whenever something has come since; it does not change."""

    def __init__(self, judged: Iterable[tuple[Trial, Judged]], swept: Set[str] = frozenset()) -> None:
        """`swept` are the keys that came in a sweep."""
        self.entries: list[Entry] = []
        self.of_key: dict[str, list[Entry]] = {}
        self.asked: Counter[str] = Counter()
        """Per known-good key: how often it was asked for beside a key under test."""
        self.arrived: Counter[str] = Counter()
        """And how often it came."""
        self.last_key: str | None = None
        """The key of the last trial that took place."""
        diligence = Diligence(swept)
        round_ = 0
        for trial, said in judged:
            if said.void is None and trial.prompt.key != self.last_key:
                round_ += 1
                self.last_key = trial.prompt.key
            diligence.take(trial, said)
            self._enter(Entry(trial, said, round_, diligence.beside(trial.prompt.key)))

    def _enter(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.of_key.setdefault(entry.trial.prompt.key, []).append(entry)
        for anchor, came in entry.judged.anchors.items():
            self.asked[anchor] += 1
            self.arrived[anchor] += came

    @property
    def anchors_asked(self) -> int:
        return self.asked.total()

    @property
    def anchors_missed(self) -> int:
        return self.asked.total() - self.arrived.total()
