"""A claim beside its second test: what was seen again, what was not, and what nobody may conclude."""

from __future__ import annotations

from typing import Any

import pytest

from keycheck.diagnosis.verdict import Finding, Sound, Undecided, Verdict
from keycheck.returns.outcome import Outcome, compare, one_press_in
from tests.reports.examples import finding, verdict

DEAD = finding()
MISSES = finding(symptom="intermittent", cause="not_separated", trials=20, hits=14)
SOFTWARE = finding(cause="software")
CHATTERS = finding(symptom="chatters", trials=20, hits=16)
ELSEWHERE = finding(key="KeyA")
WORKED = Sound("Digit5", 60, 60, 0.049)
MISSED_ONCE = Sound("Digit5", 60, 59, 0.077)
OPEN = Undecided("Digit5", "the window lost the focus", 3, 1, "repeat it")


def again(*findings: Finding, **parts: Any) -> Verdict:
    """A second test with these findings, or with none."""
    kind = "fault" if findings else "no_fault_seen"
    return verdict(verdict=kind, findings=findings, cause=findings[0].cause if findings else None, **parts)


OUTCOMES: list[tuple[str, Finding, Verdict, Outcome]] = [
    ("dead again", DEAD, again(DEAD), "confirmed"),
    ("dead at home, misses here", DEAD, again(MISSES), "confirmed"),
    ("misses at home, dead here", MISSES, again(DEAD), "confirmed"),
    ("dead at home, doubled here", DEAD, again(CHATTERS), "different_fault"),
    ("another key is dead", DEAD, again(ELSEWHERE, sound=(WORKED,)), "different_fault"),
    ("dead again and another key too", DEAD, again(DEAD, ELSEWHERE), "confirmed"),
    ("software keeps it", DEAD, again(SOFTWARE), "software_cause"),
    ("software kept it at home, works here", SOFTWARE, again(sound=(WORKED,)), "software_cause"),
    ("each press arrived", MISSES, again(sound=(WORKED,)), "not_reproduced"),
    ("one press was missed", MISSES, again(sound=(MISSED_ONCE,)), "not_settled"),
    ("nobody asked for the key", DEAD, again(), "not_settled"),
    ("no answer that stands", DEAD, again(undecided=(OPEN,)), "not_settled"),
    ("made this way", DEAD, again(finding(cause="by_design")), "not_settled"),
]


@pytest.mark.parametrize(("claim", "retest", "outcome"), [o[1:] for o in OUTCOMES], ids=[o[0] for o in OUTCOMES])
def test_second_test_of_a_claim_has_its_outcome(claim: Finding, retest: Verdict, outcome: Outcome) -> None:
    assert compare(again(claim), retest).outcome == outcome


def test_key_that_nobody_tested_is_never_called_not_reproduced() -> None:
    both = again(DEAD, ELSEWHERE)
    compared = compare(both, again(sound=(WORKED,)))
    assert [key.outcome for key in compared.keys] == ["not_reproduced", "not_settled"]
    assert compared.outcome == "not_settled"


def test_counts_of_the_second_test_stand_beside_the_claim() -> None:
    (key,) = compare(again(MISSES), again(sound=(WORKED,))).keys
    assert (key.claimed.hits, key.claimed.trials) == (14, 20)
    assert (key.hits, key.trials, key.miss_rate_below) == (60, 60, 0.049)


def test_claim_of_nothing_settles_nothing() -> None:
    assert compare(again(), again()).outcome == "not_settled"


@pytest.mark.parametrize(("trials", "presses"), [(20, 7), (40, 13), (60, 20), (100, 33), (300, 100)])
def test_bound_is_rounded_so_that_it_promises_less(trials: int, presses: int) -> None:
    rate = 1 - 0.05 ** (1 / trials)
    assert one_press_in(rate) == presses
    assert 1 / one_press_in(rate) >= rate


@pytest.mark.parametrize("rate", [0.0, -0.1, 1.1])
def test_rate_that_is_none_is_refused(rate: float) -> None:
    with pytest.raises(ValueError, match="miss rate"):
        one_press_in(rate)
