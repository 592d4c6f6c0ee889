"""What an examiner asks the diagnosis: which keys need trials, of what kind, how many, and how the person does."""

from __future__ import annotations

import pytest

from keycheck.diagnosis.decision import Count
from keycheck.diagnosis.diagnosis import Diagnosis
from keycheck.diagnosis.standing import fewest_to_settle
from tests.scenarios import SECOND, Recording, press, silent, swept


def following(recording: Recording) -> Diagnosis:
    diagnosis = Diagnosis(recording.header, recording.layout)
    for record in recording.records:
        diagnosis.receive(record)
    return diagnosis


def test_dark_key_needs_five_sandwiches_and_healthy_keys_none() -> None:
    diagnosis = following(swept({"KeyE"}))
    (suspect,) = diagnosis.suspects()
    assert (suspect.key, suspect.need, suspect.more, suspect.same_round) == ("KeyE", "sandwich", 5, False)
    assert diagnosis.standing("KeyR").need == "none"


def test_key_in_the_middle_of_a_round_says_so() -> None:
    standing = following(swept({"KeyE"}).trials(3, "KeyE")).standing("KeyE")
    assert (standing.count.missed, standing.more, standing.same_round) == (3, 2, True)
    parted = following(swept({"KeyE"}).trials(3, "KeyE").trial("KeyR", press("KeyR"))).standing("KeyE")
    assert not parted.same_round


def test_dead_key_needs_nothing_more() -> None:
    diagnosis = following(silent())
    standing = diagnosis.standing("KeyE")
    assert (standing.symptom, standing.decision, standing.need, standing.more) == ("dead", "dead", "none", 0)
    assert diagnosis.suspects() == ()


def test_key_that_missed_comes_before_a_key_that_nobody_asked_for() -> None:
    diagnosis = following(swept({"KeyE", "Digit1"}).trials(2, "KeyE"))
    assert [standing.key for standing in diagnosis.suspects()] == ["KeyE", "Digit1"]


def test_key_that_is_down_has_to_come_up_first() -> None:
    recording = Recording().phase("start").hear("d:KeyE").wait(2 * SECOND)
    assert following(recording).standing("KeyE").need == "release"


@pytest.mark.parametrize(("missing", "pace"), [(0, "usual"), (1, "usual"), (2, "slower"), (4, "too_many_missed")])
def test_pace_follows_the_known_good_keys_that_were_missed(missing: int, pace: str) -> None:
    recording = swept({"KeyE"})
    for number in range(16):
        recording.trial("KeyE", press("KeyE"), missing=("KeyY",) if number < missing else ())
    operator = following(recording).operator()
    assert (operator.asked, operator.missed, operator.pace) == (32, missing, pace)


@pytest.mark.parametrize(
    ("count", "seen", "more"),
    [(Count(), False, 5), (Count(3, 0, 1, 0, 6), False, 2), (Count(0, 8, 1), True, 6), (Count(5, 0, 2), False, 0)],
)
def test_fewest_further_trials(count: Count, seen: bool, more: int) -> None:
    assert fewest_to_settle(count, seen) == more
