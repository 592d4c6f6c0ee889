"""The first crossing decides, in the order of the trials; rounds are parted by trials that took place."""

from __future__ import annotations

import pytest

from keycheck.events.trace import AttestedBy
from tests.scenarios import Recording, finding, press, silent, swept, undecided

E = press("KeyE")


def asked(recording: Recording, pattern: str) -> Recording:
    """One trial of E a letter: `x` stayed silent, `o` came; `|` is a trial of another key between two rounds."""
    for letter in pattern:
        if letter == "|":
            recording.trial("KeyR", press("KeyR"))
        else:
            recording.trial("KeyE", E if letter == "o" else "")
    return recording


@pytest.mark.parametrize(
    ("pattern", "symptom"),
    [
        ("ooo|oxxoxx", "intermittent"),
        ("ooo|oxxoxx" + "o" * 30, "intermittent"),
        ("ooo|" + "o" * 12 + "xxx", None),
        ("ooo|" + "o" * 12 + "x|x" + "o" * 20, None),
        ("ooo|" + "o" * 12 + "xx|xx", "intermittent"),
    ],
)
def test_first_crossing_decides(pattern: str, symptom: str | None) -> None:
    found = asked(swept(), pattern).end().verdict.findings
    assert [item.symptom for item in found] == ([symptom] if symptom else [])


def test_more_trials_change_the_count_and_not_the_decision() -> None:
    found = finding(asked(swept(), "ooo|oxxoxx" + "o" * 30).end().verdict)
    assert (found.trials, found.hits) == (39, 35)


def test_miss_after_clear_opens_a_new_test_from_zero() -> None:
    open_key = undecided(asked(swept(), "ooo|" + "o" * 12 + "xo").end().verdict)
    assert (open_key.trials, open_key.hits) == (2, 1)


def test_anchors_that_were_missed_before_a_new_test_do_not_weigh_on_it() -> None:
    recording = asked(swept(), "ooo|" + "o" * 12)
    recording.trial("KeyE", E, missing=("KeyY",))
    assert finding(asked(recording, "xx|xx").end().verdict).trials == 4


@pytest.mark.parametrize("attest", ["skipped", None])
def test_control_that_nobody_pressed_does_not_part_two_rounds(attest: AttestedBy | None) -> None:
    recording = swept({"KeyE"}).trials(3, "KeyE")
    recording.trial("KeyR", missing=("KeyQ", "KeyY") if attest else ("KeyY",), attest=attest)
    assert recording.trials(5, "KeyE").end().verdict.findings == ()


def test_disturbed_control_does_not_part_two_rounds() -> None:
    recording = swept({"KeyE"}).trials(3, "KeyE").wait(1).trial("KeyR").incident("stall", 1).wait(1)
    assert recording.trials(3, "KeyE").end().verdict.findings == ()


def test_slip_beside_the_control_parts_two_rounds() -> None:
    recording = swept({"KeyE"}).trials(3, "KeyE").trial("KeyR", press("KeyT")).trials(2, "KeyE")
    assert finding(recording.end().verdict).symptom == "dead"


def test_key_that_came_in_the_end_was_not_dead_and_its_test_goes_on() -> None:
    assert finding(asked(silent(), "o").end().verdict).symptom == "intermittent"
    late = asked(swept({"KeyE"}), "xxx|o").end().verdict
    assert (late.findings, undecided(late).trials) == ((), 4)
