"""Before the sweep: keys that are down already are found first, and asked to come up."""

from __future__ import annotations

import pytest

from tests.examination.sitting import Sitting
from tests.scenarios import DESKTOP, KERNEL, SECOND, finding


def asks(sitting: Sitting) -> list[tuple[str, str]]:
    return [(prompt.ask, prompt.key) for prompt in sitting.prompts if prompt.ask != "press"]


def test_hands_off_then_the_sweep() -> None:
    sitting = Sitting()
    assert sitting.step.kind == "start"
    assert sitting.phases == ["start"]
    assert sitting.wait(2 * SECOND).step.kind == "sweep"
    assert asks(sitting) == []


def test_key_that_is_let_go_of_in_time_is_not_asked_about() -> None:
    sitting = Sitting().hear("t:10 d:KeyE t:900 u:KeyE").wait(SECOND)
    assert sitting.step.kind == "sweep"
    assert asks(sitting) == []


def test_key_that_stays_down_is_asked_to_come_up_twice_the_second_time_by_a_tap() -> None:
    sitting = Sitting().hear("t:10 d:KeyE").wait(2 * SECOND)
    assert (sitting.step.kind, sitting.step.key) == ("release", "KeyE")
    sitting.wait(2 * SECOND)
    assert (sitting.step.kind, sitting.step.key) == ("tap", "KeyE")
    sitting.wait(2 * SECOND)
    assert sitting.step.kind == "sweep"
    assert asks(sitting) == [("release", "KeyE"), ("tap", "KeyE")]
    sitting.sweep({"KeyE"}).take_part()
    assert finding(sitting.verdict).symptom == "stuck"


@pytest.mark.parametrize(
    ("after_ns", "script", "asked"), [(2, "u:KeyE", ["release"]), (4, "u:KeyE", ["release", "tap"])]
)
def test_key_that_comes_up_when_asked_is_sound(after_ns: int, script: str, asked: list[str]) -> None:
    sitting = Sitting().hear("t:10 d:KeyE").wait(after_ns * SECOND).hear(script).wait(SECOND)
    assert sitting.step.kind == "sweep"
    assert [ask for ask, _ in asks(sitting)] == asked
    assert sitting.sweep().take_part().verdict.verdict == "no_fault_seen"


def test_tap_heals_a_release_that_was_lost() -> None:
    sitting = Sitting().hear("t:10 d:KeyE").wait(4 * SECOND).hear("d:KeyE t:80 u:KeyE").wait(SECOND)
    assert sitting.sweep().take_part().verdict.verdict == "no_fault_seen"


def test_each_key_that_is_down_is_asked_about() -> None:
    sitting = Sitting().hear("t:10 d:KeyE d:Digit1").begin()
    assert asks(sitting) == [("release", "KeyE"), ("tap", "KeyE"), ("release", "Digit1"), ("tap", "Digit1")]


def test_key_of_another_keyboard_is_not_asked_about() -> None:
    assert asks(Sitting().hear("t:10 d:KeyE", device=1).begin()) == []


def test_prompt_that_was_disturbed_is_repeated_but_not_for_ever() -> None:
    sitting = Sitting().hear("t:10 d:KeyE").wait(2 * SECOND).blur(SECOND).begin()
    assert [ask for ask, _ in asks(sitting)] == ["release", "tap", "tap"]
    assert finding(sitting.sweep({"KeyE"}).take_part().verdict).symptom == "stuck"
    sitting = Sitting().hear("t:10 d:KeyE").wait(2 * SECOND)
    for _ in range(9):
        sitting.blur(SECOND).wait(2 * SECOND)
    assert sitting.step.kind == "sweep"
    assert len(asks(sitting)) == 4
    assert sitting.sweep({"KeyE"}).take_part().verdict.verdict == "inconclusive"


def test_key_that_one_of_two_sources_did_not_hear_come_up_is_asked_about() -> None:
    sitting = Sitting(sources=(KERNEL, DESKTOP)).hear("t:10 d:KeyE").hear({0: "t:100 u:KeyE"}).wait(2 * SECOND)
    assert sitting.step.kind == "release"


def test_trace_of_the_opening_begins_with_its_phase() -> None:
    sitting = Sitting().hear("d:KeyE")
    assert getattr(sitting.records[0], "kind", sitting.records[0].__class__.__name__) == "Phase"
