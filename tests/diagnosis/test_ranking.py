"""The order of suspects: the golden numbers of the design, and what must hold for any count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.diagnosis.ranking import posterior


@pytest.mark.parametrize(
    ("missed", "trials", "chance"),
    [(1, 1, 0.508), (2, 2, 0.963), (3, 3, 0.998), (1, 10, 0.053), (2, 10, 0.374), (4, 20, 0.813), (0, 5, 0.009)],
)
def test_golden_numbers(missed: int, trials: int, chance: float) -> None:
    assert posterior(missed, trials) == pytest.approx(chance, abs=6e-4)


def test_key_without_a_trial_is_as_likely_faulty_as_any_suspect() -> None:
    assert posterior(0, 0) == pytest.approx(0.03)


@given(st.integers(1, 12), st.data())
def test_every_miss_makes_a_key_more_suspect_and_every_hit_less(trials: int, data: st.DataObject) -> None:
    missed = data.draw(st.integers(0, trials))
    assert posterior(missed, trials + 1) < posterior(missed, trials) < posterior(missed + 1, trials + 1)
