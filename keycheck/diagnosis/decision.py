"""Dead, intermittent, or nothing seen: when asked-for presses have answered, in whole numbers.

A sequential probability ratio test between a miss rate of 2 % (above 95 % of people's own omissions) and 20 % (one
press in five is unmistakable), alpha .001, beta .05, guarded by Fisher's test against the person's own missed anchors.
Log-likelihoods are integers in millionths; they decide like the reals for every count up to the cap.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from keycheck.diagnosis.statistics import fisher

MISS = 2_302_585
"""ln(.20 / .02), in millionths."""
HIT = -202_941
"""ln(.80 / .98), in millionths."""
FAULTY = 6_856_462
"""ln(.95 / .001), in millionths."""
CLEAR = -2_994_732
"""ln(.05 / .999), in millionths."""
CAP = 40
"""Trials after which no answer is an answer: exactly enough for the last ways to stop."""
DEAD_TRIALS = 5
"""Silent trials for dead; a person who forgets one press in ten does so five times in a row once in 100,000."""
DEAD_ROUNDS = 2
"""One round may be one slip, and intermittent keys fail in bursts."""
FEWEST_MISSES = 4
"""Three never make an intermittent key: three of three are too few even for a key that nobody has seen."""
GUARD = Fraction(1, 1000)
GUARD_OF_ALL = Fraction(1, 10_000)
"""The same test against every press that was asked for beside those of this key, once the person has left one out.

The known-good keys of a few trials all come one time in four even for somebody who leaves out one press in twenty, and
then they speak for the person: 3 of 600 simulated examinations of healthy keyboards by careless people ended with an
intermittent key. What the person left out in the whole examination is harder to come by (docs/decisions/0006)."""
GUARD_PSEUDO_HITS = 20
"""Faultless presses lent to the anchors, so that few anchors can't acquit by themselves."""

OPERATOR_ASKED = 20
"""Anchor presses from which the person's own omission rate is judged."""
OPERATOR_SLOWER = Fraction(1, 20)
"""Above this share of missed anchors the examination goes slower: paced trials, one press at a time."""
OPERATOR_LIMIT = Fraction(1, 10)
"""Above this share of missed anchors no silence counts, dead included."""

Pace = Literal["usual", "slower", "too_many_missed"]
"""How a person who misses known-good keys is asked; too_many_missed: no silence counts any more."""

Decision = Literal["dead", "intermittent", "clear", "continue", "inconclusive"]


@dataclass(frozen=True, slots=True)
class Count:
    """The valid trials of one key at one layer, and the anchors asked for around them."""

    missed: int = 0
    hits: int = 0
    rounds: int = 0
    anchors_missed: int = 0
    anchors_asked: int = 0
    others_missed: int = 0
    """Of all presses asked for so far beside those of this key, in sweeps too: those that the person left out."""
    others_asked: int = 0

    @property
    def trials(self) -> int:
        return self.missed + self.hits


def decide(count: Count, ever_seen: bool) -> Decision:
    """What these trials decide; `ever_seen` is whether the key came at all, in a trial or outside."""
    if count.hits == 0 and not ever_seen:
        return "dead" if count.missed >= DEAD_TRIALS and count.rounds >= DEAD_ROUNDS else "continue"
    ratio = count.missed * MISS + count.hits * HIT
    enough = count.missed >= FEWEST_MISSES and count.rounds >= DEAD_ROUNDS
    if ratio >= FAULTY and enough and not _anchors_as_bad(count) and not _others_as_bad(count):
        return "intermittent"
    if ratio <= CLEAR and count.rounds >= DEAD_ROUNDS:
        return "clear"
    return "inconclusive" if count.trials >= CAP else "continue"


def _anchors_as_bad(count: Count) -> bool:
    others = count.anchors_asked + GUARD_PSEUDO_HITS
    return fisher(count.missed, count.trials, count.anchors_missed, others) > GUARD


def _others_as_bad(count: Count) -> bool:
    if not count.others_missed:
        return False
    return fisher(count.missed, count.trials, count.others_missed, count.others_asked) > GUARD_OF_ALL


def pace_of(missed: int, asked: int) -> Pace:
    """How to go on with a person who missed so many of the known-good presses that were asked for."""
    if asked < OPERATOR_ASKED or Fraction(missed, asked) <= OPERATOR_SLOWER:
        return "usual"
    return "too_many_missed" if Fraction(missed, asked) > OPERATOR_LIMIT else "slower"


def operator_omits_too_much(missed: int, asked: int) -> bool:
    """Whether the person left out so many known-good presses that silence proves nothing."""
    return pace_of(missed, asked) == "too_many_missed"
