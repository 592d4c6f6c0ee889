"""What all stages of an examination share: the facts so far, the map, and the records that they add to the trace."""

from __future__ import annotations

from keycheck.diagnosis.diagnosis import Diagnosis
from keycheck.diagnosis.trial import Trial
from keycheck.events.trace import Attest, AttestedBy, Prompt, Record
from keycheck.layouts.layout import Layout


class Desk:
    """Keeps the diagnosis and the outbox; a stage says something by putting a record on it."""

    def __init__(self, diagnosis: Diagnosis, layout: Layout) -> None:
        self.diagnosis = diagnosis
        self.facts = diagnosis.facts
        self.layout = layout
        self._trials = 0
        self._outbox: list[Record] = []

    def say(self, record: Record) -> None:
        """Add a record to the trace."""
        self.diagnosis.receive(record)
        self._outbox.append(record)

    def ask(self, prompt: Prompt) -> Trial:
        """Open a trial; its number is given here."""
        self.say(prompt)
        return self.facts.trials[-1]

    def next_trial(self) -> int:
        """The number of the next trial, from 1."""
        self._trials += 1
        return self._trials

    def attest(self, trial: Trial, by: AttestedBy, now_ns: int) -> None:
        """Close a trial with the word of somebody."""
        self.say(Attest(now_ns, trial.prompt.trial, by))

    def drain(self) -> tuple[Record, ...]:
        """The records said since the last call."""
        said, self._outbox = tuple(self._outbox), []
        return said
