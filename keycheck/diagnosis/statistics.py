"""Exact small-sample statistics: Clopper-Pearson bounds and Fisher's one-sided test, with the standard library only.

Where a verdict hangs on a comparison it is made with fractions; floats are for print.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import ceil, comb, exp, fsum, lgamma, log, log1p

CONFIDENCE = 0.95
"""One-sided confidence of every bound that keycheck prints (design: diagnosis, section 2)."""

_BISECTION_STEPS = 60


@lru_cache(maxsize=1024)
def upper_bound(events: int, trials: int, confidence: float = CONFIDENCE) -> float:
    """The largest rate that still gives `events` or fewer of `trials` with probability 1 - `confidence`."""
    if trials == 0 or events >= trials:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(_BISECTION_STEPS):
        rate = (low + high) / 2
        low, high = (rate, high) if _at_most(events, trials, rate) > 1 - confidence else (low, rate)
    return high


def _at_most(events: int, trials: int, rate: float) -> float:
    """The chance of `events` or fewer of `trials`, summed over whichever side has fewer terms."""
    if 2 * events > trials:
        return 1 - _at_most(trials - events - 1, trials, 1 - rate)
    if not 0 < rate < 1:
        return 1.0 if rate <= 0 else 0.0
    yes, no = log(rate), log1p(-rate)
    whole = lgamma(trials + 1)
    terms = (whole - lgamma(i + 1) - lgamma(trials - i + 1) + i * yes + (trials - i) * no for i in range(events + 1))
    return fsum(map(exp, terms))


def rounded_up(rate: float) -> float:
    """A bound to three digits, towards caution: it never promises more than was computed."""
    return min(1.0, ceil(round(rate * 1000, 6)) / 1000)


def fisher(missed: int, trials: int, others_missed: int, others: int) -> Fraction:
    """The chance that `missed` or more of all misses fall on these `trials` if they were no worse than the `others`."""
    total_missed = missed + others_missed
    ways = sum(
        comb(total_missed, i) * comb(trials + others - total_missed, trials - i)
        for i in range(missed, min(total_missed, trials) + 1)
    )
    return Fraction(ways, comb(trials + others, trials))
