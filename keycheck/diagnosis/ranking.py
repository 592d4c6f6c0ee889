"""Which key to ask for first: how likely it misses presses, as far as its trials say; an order, never a verdict."""

from __future__ import annotations

from fractions import Fraction
from math import comb

SICK_SHARE = Fraction(3, 100)
"""How many suspects are taken to be faulty before any trial (design: diagnosis, section 2)."""
HEALTHY_HITS = 99
"""Beta(1, 99): the miss rates of healthy keys, 1 % in the mean."""
SICK_HITS = 2
"""Beta(1, 2): the miss rates of faulty keys, a third in the mean."""


def posterior(missed: int, trials: int) -> float:
    """How likely a key that missed `missed` of `trials` asked-for presses is faulty: a rank, never a verdict."""
    sick = SICK_SHARE * _evidence(missed, trials, SICK_HITS)
    healthy = (1 - SICK_SHARE) * _evidence(missed, trials, HEALTHY_HITS)
    return float(sick / (sick + healthy))


def _evidence(missed: int, trials: int, hits_before: int) -> Fraction:
    """The chance of this series of trials where miss rates follow Beta(1, `hits_before`)."""
    return Fraction(hits_before, (hits_before + trials) * comb(hits_before + trials - 1, missed))
