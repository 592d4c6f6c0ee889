"""Exact bounds: the golden numbers of the diagnosis, for counts of any size."""

from __future__ import annotations

import pytest

from benchmarks.accuracy import interval
from keycheck.diagnosis import statistics


@pytest.mark.parametrize(
    ("events", "trials", "bound"),
    [
        (0, 3, 0.631597),
        (0, 5, 0.450720),
        (0, 15, 0.181036),
        (0, 59, 0.049508),
        (1, 10, 0.394163),
        (2, 40, 0.149152),
        (5, 15, 0.577444),
    ],
)
def test_upper_bound_is_the_golden_number(events: int, trials: int, bound: float) -> None:
    assert interval.upper(events, trials, 0.95) == pytest.approx(bound, abs=1e-6)


@pytest.mark.parametrize(("events", "trials"), [(0, 1), (3, 7), (7, 7), (20, 40), (39, 40)])
def test_bounds_are_those_of_the_diagnosis(events: int, trials: int) -> None:
    assert interval.upper(events, trials, 0.95) == pytest.approx(statistics.upper_bound(events, trials), abs=1e-9)
    lower = 1 - statistics.upper_bound(trials - events, trials)
    assert interval.lower(events, trials, 0.95) == pytest.approx(lower, abs=1e-9)


@pytest.mark.parametrize(("trials", "limit"), [(2_995, 0.001), (299, 0.01), (59, 0.05), (29, 0.10), (29_956, 0.0001)])
def test_smallest_batch_without_an_error_just_meets_its_limit(trials: int, limit: float) -> None:
    """The table of the design (diagnosis, section 7)."""
    assert interval.upper(0, trials, 0.95) <= limit < interval.upper(0, trials - 1, 0.95)


def test_nothing_counted_bounds_nothing() -> None:
    assert interval.two_sided(0, 0) == (0.0, 1.0)
    assert interval.two_sided(1_000, 1_000)[1] == 1.0


def test_half_of_many_lies_between_both_bounds() -> None:
    low, high = interval.two_sided(2_000, 4_000)
    assert 0.484 < low < 0.5 < high < 0.516
