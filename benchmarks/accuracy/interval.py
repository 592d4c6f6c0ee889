"""Exact (Clopper-Pearson) bounds of a share, for counts of any size."""

from __future__ import annotations

from math import exp, inf, lgamma, log

_STEPS = 60


def lower(events: int, trials: int, confidence: float) -> float:
    """The smallest share that still gives so many events with probability 1 - `confidence`; 0 without a trial."""
    return 0.0 if trials == 0 else 1 - upper(trials - events, trials, confidence)


def upper(events: int, trials: int, confidence: float) -> float:
    """The largest share that still gives so few events with probability 1 - `confidence`; 1 where there is no trial."""
    if events >= trials:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        share = (low + high) / 2
        low, high = (share, high) if _at_most(events, trials, share) > 1 - confidence else (low, share)
    return high


def two_sided(events: int, trials: int) -> tuple[float, float]:
    """The 95 % interval."""
    return lower(events, trials, 0.975), upper(events, trials, 0.975)


def _at_most(events: int, trials: int, share: float) -> float:
    if events > trials / 2:
        return 1 - _at_most(trials - events - 1, trials, 1 - share)
    if share in (0.0, 1.0):
        return 1.0 if share == 0.0 else 0.0
    return sum(exp(_log_chance(i, trials, share)) for i in range(events + 1))


def _log_chance(events: int, trials: int, share: float) -> float:
    ways = lgamma(trials + 1) - lgamma(events + 1) - lgamma(trials - events + 1)
    rest = (trials - events) * log(1 - share) if trials > events else 0.0
    return ways + (events * log(share) if events else 0.0) + rest if share > 0 else -inf
