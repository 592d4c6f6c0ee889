"""The statistics beside SciPy, which computes them in other ways."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keycheck.diagnosis.lines import chance_of_line
from keycheck.diagnosis.ranking import posterior
from keycheck.diagnosis.statistics import fisher, upper_bound

FEW = settings(max_examples=60, deadline=None)


@pytest.fixture(scope="module")
def stats() -> Any:
    """SciPy, read only where it is asked: it takes a second."""
    return pytest.importorskip("scipy.stats", reason="SciPy is not installed: pip install 'keycheck[test]'")


@st.composite
def counts(draw: st.DrawFn, most: int = 400) -> tuple[int, int]:
    """So many of so many."""
    trials = draw(st.integers(1, most))
    return draw(st.integers(0, trials)), trials


@FEW
@given(of=counts(3000), confidence=st.sampled_from([0.9, 0.95, 0.999]))
def test_bounds(stats: Any, of: tuple[int, int], confidence: float) -> None:
    events, trials = of
    upper = 1.0 if events == trials else stats.beta.ppf(confidence, events + 1, trials - events)
    assert upper_bound(events, trials, confidence) == pytest.approx(upper, abs=1e-9)


@FEW
@given(ours=counts(), others=counts())
def test_fisher(stats: Any, ours: tuple[int, int], others: tuple[int, int]) -> None:
    table = [[ours[0], ours[1] - ours[0]], [others[0], others[1] - others[0]]]
    p = stats.fisher_exact(table, alternative="greater").pvalue
    assert float(fisher(*ours, *others)) == pytest.approx(p, rel=1e-6, abs=1e-12)


@FEW
@given(keys=st.integers(3, 20), dead=st.integers(3, 20), data=st.data())
def test_chance_of_a_line(stats: Any, keys: int, dead: int, data: st.DataObject) -> None:
    struck = data.draw(st.integers(0, min(keys, dead)))
    p = stats.hypergeom.sf(struck - 1, 87, keys, dead)
    assert float(chance_of_line(keys, struck, 87, dead, 1)) == pytest.approx(p, rel=1e-6, abs=1e-12)


@FEW
@given(of=counts(60))
def test_posterior(stats: Any, of: tuple[int, int]) -> None:
    missed, trials = of
    sick = 0.03 * stats.betabinom.pmf(missed, trials, 1, 2)
    healthy = 0.97 * stats.betabinom.pmf(missed, trials, 1, 99)
    assert posterior(missed, trials) == pytest.approx(sick / (sick + healthy), rel=1e-6)
