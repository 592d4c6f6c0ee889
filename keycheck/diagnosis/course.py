"""The test of one key at one layer, trial by trial: the first crossing decides, and what comes after counts.

After `clear` a miss opens a new test from zero. A key that came after all was not dead: the test goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from keycheck.diagnosis.decision import Count, Decision, decide
from keycheck.diagnosis.docket import Entry
from keycheck.diagnosis.judgement import Hit, Silent, Unmapped
from keycheck.diagnosis.trial import Trial
from keycheck.events.trace import Layer


@dataclass(frozen=True, slots=True)
class Course:
    """Where the test of one key stands."""

    decision: Decision
    count: Count
    """The valid trials of the test that the decision rests on, with those that came after it."""


@dataclass(slots=True)
class _Test:
    """One test, from its first trial on."""

    missed: int = 0
    hits: int = 0
    anchors_missed: int = 0
    anchors_asked: int = 0
    others_missed: int = 0
    others_asked: int = 0
    rounds: int = 0
    last_round: int | None = None
    decision: Decision = "continue"

    def take(self, entry: Entry, hit: bool) -> None:
        self.hits += hit
        self.missed += not hit
        self.rounds += entry.round != self.last_round
        self.last_round = entry.round

    def ask(self, entry: Entry) -> None:
        came = entry.judged.anchors.values()
        self.anchors_asked += len(came)
        self.anchors_missed += len(came) - sum(came)
        self.others_missed, self.others_asked = entry.beside.missed, entry.beside.asked

    @property
    def count(self) -> Count:
        return Count(
            self.missed,
            self.hits,
            self.rounds,
            self.anchors_missed,
            self.anchors_asked,
            self.others_missed,
            self.others_asked,
        )


def run(entries: Iterable[Entry], layer: Layer, sources: frozenset[int], seen: bool, seen_beside: bool) -> Course:
    """The test as these trials of one key bring it about at this layer.

    `sources` are those of the layer; `seen` says whether they ever saw the key, `seen_beside` whether outside its own
    trials.
    """
    test, seen_by_now = _Test(), seen_beside
    for entry in entries:
        outcome = entry.judged.outcomes.get(layer)
        seen_by_now = seen_by_now or (seen and _came(entry.trial, sources))
        if isinstance(outcome, Silent | Unmapped) and test.decision == "clear":
            test = _Test()
        test.ask(entry)
        if not isinstance(outcome, Hit | Silent | Unmapped):
            continue
        test.take(entry, isinstance(outcome, Hit))
        if test.decision == "continue" and (seen_by_now or not seen):
            test.decision = decide(test.count, seen)
    return Course(test.decision, test.count)


def _came(trial: Trial, sources: frozenset[int]) -> bool:
    key = trial.prompt.key
    return any(event.key == key for source in sources for event in trial.heard.get(source, ()))
