"""Disturbances by their time: which of them lies across a trial, in whatever order they were told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from keycheck.diagnosis.troubles import Troubles
from keycheck.events.trace import Incident

SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 20)), min_size=1, max_size=8)


@given(SPANS, st.integers(0, 60))
def test_disturbance_across_a_trial_is_found_in_whatever_order_they_were_told(
    spans: list[tuple[int, int]], at: int
) -> None:
    troubles = Troubles((0,))
    incidents = [Incident(t, 0, "stall", t + lasts) for t, lasts in spans]
    for incident in incidents:
        troubles.add(incident)
    across = any(incident.t <= at + 3 and incident.until >= at for incident in incidents)
    assert (troubles.across(0, at, at + 3) is not None) == across
