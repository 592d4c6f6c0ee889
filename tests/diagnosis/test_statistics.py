"""The golden numbers of the design (diagnosis, section 2), and what must hold for any count."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.diagnosis.statistics import fisher, rounded_up, upper_bound

TRIALS = st.integers(1, 60)


@pytest.mark.parametrize(
    ("events", "trials", "rate"),
    [
        (0, 3, 0.631597),
        (0, 5, 0.450720),
        (0, 8, 0.312344),
        (0, 15, 0.181036),
        (0, 20, 0.139108),
        (0, 40, 0.072158),
        (0, 59, 0.049508),
        (1, 10, 0.394163),
        (2, 40, 0.149152),
        (3, 20, 0.343664),
        (5, 15, 0.577444),
    ],
)
def test_upper_bound(events: int, trials: int, rate: float) -> None:
    assert upper_bound(events, trials) == pytest.approx(rate, abs=5e-7)


@pytest.mark.parametrize(("confidence", "rate"), [(0.95, 0.450720), (0.99, 0.601893), (0.999, 0.748811)])
def test_hit_rate_below_for_five_silent_trials(confidence: float, rate: float) -> None:
    assert upper_bound(0, 5, confidence) == pytest.approx(rate, abs=5e-7)


@pytest.mark.parametrize(
    ("missed", "trials", "others_missed", "others", "p"),
    [
        (4, 5, 0, 30, 9.549e-5),
        (4, 10, 0, 40, 9.119e-4),
        (4, 11, 0, 42, 1.127e-3),
        (4, 15, 0, 50, 2.016e-3),
        (5, 14, 0, 48, 3.094e-4),
        (5, 15, 0, 50, 3.636e-4),
        (5, 15, 2, 50, 5.653e-3),
        (5, 15, 2, 54, 4.24e-3),
        (3, 10, 0, 126, 2.927e-4),
        (4, 20, 0, 123, 2.901e-4),
        (3, 20, 0, 123, 2.389e-3),
        (2, 20, 0, 123, 1.871e-2),
    ],
)
def test_fisher(missed: int, trials: int, others_missed: int, others: int, p: float) -> None:
    assert float(fisher(missed, trials, others_missed, others)) == pytest.approx(p, rel=1e-3)


def test_fisher_is_a_fraction_so_that_no_verdict_hangs_on_rounding() -> None:
    assert fisher(1, 1, 0, 1) == Fraction(1, 2)


@given(TRIALS, st.data())
def test_bound_is_above_the_rate_that_was_seen(trials: int, data: st.DataObject) -> None:
    events = data.draw(st.integers(0, trials))
    assert events / trials <= upper_bound(events, trials)


@given(TRIALS, st.data())
def test_fisher_is_a_chance_and_falls_with_every_miss(trials: int, data: st.DataObject) -> None:
    missed, others = data.draw(st.integers(0, trials - 1)), data.draw(st.integers(1, 60))
    others_missed = data.draw(st.integers(0, others))
    assert 0 <= fisher(missed + 1, trials, others_missed, others) <= fisher(missed, trials, others_missed, others) <= 1


@given(st.floats(0, 1))
def test_bound_is_rounded_towards_caution(rate: float) -> None:
    assert rate - 1e-9 <= rounded_up(rate) <= rate + 0.001


def test_bound_that_is_round_already_stays() -> None:
    assert rounded_up(0.3) == 0.3
    assert rounded_up(1 - 0.05) == 0.95
