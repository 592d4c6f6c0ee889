"""Held against the label: which findings are right, which ills were found, and what was accused without a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from benchmarks.accuracy import interval
from benchmarks.accuracy.examined import Examined, Found
from keycheck.simulation.label import Ailment, Ill

RIGHT: dict[Ailment, frozenset[str]] = {
    "dead": frozenset({"dead"}),
    "intermittent": frozenset({"intermittent", "dead"}),
    "chatter_press": frozenset({"chatters"}),
    "chatter_release": frozenset({"chatters"}),
    "chatter_hold": frozenset({"chatters"}),
    "stuck": frozenset({"stuck", "late_release"}),
    "late": frozenset({"late_release"}),
    "wrong": frozenset({"wrong_code"}),
    "extra": frozenset({"extra_key"}),
}
"""What may be said of each ill: a key that misses most presses may be dead in all that were asked for, and one that
stuck for a moment comes up late."""

SYMPTOMS = ("dead", "intermittent", "chatters", "stuck", "late_release", "wrong_code", "extra_key")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    of: int
    all: int

    @classmethod
    def of_those(cls, answers: Iterable[bool]) -> Share:
        """The share of those that are so."""
        known = list(answers)
        return cls(sum(known), len(known))

    @property
    def value(self) -> float | None:
        return self.of / self.all if self.all else None

    def at_least(self, confidence: float = 0.95) -> float:
        """One-sided: the true share is at least this."""
        return interval.lower(self.of, self.all, confidence)

    def at_most(self, confidence: float = 0.95) -> float:
        """One-sided: the true share is at most this."""
        return interval.upper(self.of, self.all, confidence)

    @property
    def interval(self) -> tuple[float, float]:
        """Two-sided, 95 %."""
        return interval.two_sided(self.of, self.all)


def is_right(found: Found, session: Examined) -> bool | None:
    """Whether the label has it; None where a program acts on this key and the finding does not blame the keyboard."""
    if found.key in session.label.touched and found.cause != "hardware":
        return None
    return any(ill.key == found.key and found.symptom in RIGHT[ill.what] for ill in session.label.ills)


def is_found(ill: Ill, session: Examined) -> bool:
    """Whether a finding names this key and says what ails it."""
    return any(found.key == ill.key and found.symptom in RIGHT[ill.what] for found in session.found)


def precision(sessions: Sequence[Examined], symptom: str) -> Share:
    """Of the findings of this symptom: those that are right."""
    answers = (is_right(f, session) for session in sessions for f in session.found if f.symptom == symptom)
    return Share.of_those(answer for answer in answers if answer is not None)


def ills(sessions: Iterable[Examined], *what: Ailment) -> Iterator[tuple[Ill, Examined]]:
    """Every ill of these kinds, with its session."""
    return ((ill, session) for session in sessions for ill in session.label.ills if ill.what in what)


def recall(sessions: Sequence[Examined], *what: Ailment) -> Share:
    """Of these ills: those that were found."""
    return Share.of_those(is_found(ill, session) for ill, session in ills(sessions, *what))


def dead_that_mostly_works(sessions: Sequence[Examined]) -> Share:
    """Of the findings of dead that are right: those whose key arrives in less than 45 % of its presses."""
    rates = [
        ill.rate
        for session in sessions
        for found in session.found
        for ill in session.label.ills
        if found.symptom == "dead" and ill.key == found.key and ill.what in ("dead", "intermittent")
    ]
    return Share.of_those(rate > 0.55 for rate in rates)


def accused(sessions: Sequence[Examined]) -> Share:
    """Sessions in which anything was found, of healthy keyboards."""
    return Share.of_those(bool(session.found) for session in sessions)


def called_hardware(sessions: Sequence[Examined]) -> Share:
    """Sessions in which a program or a design limit was called hardware."""
    return Share.of_those(any(f.cause == "hardware" for f in session.found) for session in sessions)


def line_precision(sessions: Sequence[Examined]) -> Share:
    """Of the sessions in which a broken line is told: those with one, and every key told on it is ill."""
    told = [session for session in sessions if any(found.on_line for found in session.found)]
    return Share.of_those(_line_is_right(session) for session in told)


def median_seconds(sessions: Sequence[Examined]) -> float:
    """How long half of the examinations take, at most."""
    return median(session.seconds for session in sessions)


def median_asked(sessions: Sequence[Examined]) -> float:
    """How many presses half of the examinations ask for beside the sweep, at most."""
    return median(session.asked for session in sessions)


def _line_is_right(session: Examined) -> bool:
    ill = {ill.key for ill in session.label.ills}
    return session.label.kind == "matrix_fault" and all(found.key in ill for found in session.found if found.on_line)


Met = Literal["met", "missed", "too few sessions to tell", "nothing to count"]


@dataclass(frozen=True, slots=True)
class Gate:
    """A goal, the batches that it is measured on, and the count."""

    what: str
    batches: tuple[str, ...]
    goal: float
    side: Literal["at least", "at most"]
    count: Callable[[Sequence[Examined]], Share]

    def bound(self, share: Share) -> float:
        """The one-sided 95 % bound that has to meet the goal."""
        return share.at_least() if self.side == "at least" else share.at_most()

    def met(self, share: Share) -> Met:
        """A goal is met when its bound meets it; where only the share does, the batch was too small."""
        if share.value is None:
            return "nothing to count"
        sign = 1 if self.side == "at least" else -1
        if sign * (self.bound(share) - self.goal) >= 0:
            return "met"
        return "too few sessions to tell" if sign * (share.value - self.goal) >= 0 else "missed"


DEAD_AMONG = ("one fault", "one dead", "one dead, careless", "time, one dead of 104 keys", "corpus")
"""Where a finding of dead has to be right: among healthy keys, and among keys with any other fault."""

GATES = (
    Gate("dead: precision", DEAD_AMONG, 0.999, "at least", lambda all_: precision(all_, "dead")),
    Gate("dead: recall", ("one dead",), 0.99, "at least", lambda all_: recall(all_, "dead")),
    Gate(
        "intermittent, 30 % and more, named: recall",
        ("intermittent, named",),
        0.95,
        "at least",
        lambda all_: recall(all_, "intermittent"),
    ),
    *(
        Gate(
            f"{what}, 20 % and more doubled, named: recall",
            (f"{what}, named",),
            0.90,
            "at least",
            lambda all_, what=what: recall(all_, what),  # type: ignore[misc]
        )
        for what in ("chatter_press", "chatter_release", "chatter_hold")
    ),
    Gate("imitators and design limits called hardware", ("imitators and limits",), 0.01, "at most", called_hardware),
    Gate("healthy, careful or hasty: accused of anything", ("healthy, careful and hasty",), 1e-4, "at most", accused),
    Gate("healthy, careless: accused of anything", ("healthy, careless",), 1e-3, "at most", accused),
    Gate("broken line told: precision", ("line or liquid",), 0.99, "at least", line_precision),
)

TIMES = {
    "time, healthy 104 keys": 50.0,
    "time, one dead of 104 keys": 65.0,
    "time, one intermittent of 104 keys": 90.0,
}
"""Batch -> the goal for its median, in seconds."""
