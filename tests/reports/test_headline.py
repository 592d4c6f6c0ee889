"""The headline of a second test: it says of each claimed key what came out for that key, and no more."""

from __future__ import annotations

import pytest

from keycheck.diagnosis.verdict import Sound, Undecided, Verdict
from keycheck.reports.second_test import SecondTest, headline
from tests.reports.examples import SMALL, finding, report, verdict

CLAIM = report(verdict(findings=(finding(), finding(key="KeyA"))))
DEAD_5, DEAD_A = finding(trials=20), finding(key="KeyA", trials=20)
OPEN_A = Undecided("KeyA", "it was not pressed", 3, 1, "repeat it")
SOUND_5, SOUND_A = Sound("Digit5", 60, 60, 0.049), Sound("KeyA", 60, 60, 0.049)


@pytest.mark.parametrize(
    ("retest", "said"),
    [
        (verdict(findings=(DEAD_5, DEAD_A)), "Keys 5 and A: the fault is there."),
        (verdict(findings=(DEAD_5,)), "Key 5: the fault is there. Key A: no answer yet."),
        (verdict(findings=(DEAD_5,), undecided=(OPEN_A,)), "Key 5: the fault is there. Key A: no answer yet."),
        (verdict(findings=(DEAD_A,)), "Key A: the fault is there. Key 5: no answer yet."),
        (
            verdict(findings=(DEAD_5,), sound=(SOUND_A,)),
            "Key 5: the fault is there. Key A: each press of the second test arrived.",
        ),
        (
            verdict(verdict="inconclusive", cause=None, findings=(), sound=(SOUND_5,)),
            "Key A: no answer yet. Key 5: each press of the second test arrived.",
        ),
        (
            verdict(findings=(DEAD_5, finding(key="KeyA", symptom="stuck", bound=None))),
            "Key 5: the fault is there. Key A: another fault than the one you told us about.",
        ),
    ],
)
def test_headline_says_of_each_key_only_what_came_out_for_it(retest: Verdict, said: str) -> None:
    assert headline(SecondTest(CLAIM, report(retest), SMALL)) == said
