"""The keys that a person names: the directed test, sandwiches for misses and a beat for doubled presses."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

import pytest

from keycheck.diagnosis.decision import CAP
from keycheck.events.trace import BEAT_NS, Prompt
from keycheck.examination.agenda import WITHOUT_BEAT
from keycheck.examination.paced import BEATS_AT_MOST, MISSED_IN_A_ROW, MORE_TRIALS, PRESSES
from tests.examination.sitting import TICK_NS, Press, Sitting
from tests.scenarios import SECOND, finding, press


def beats(sitting: Sitting, key: str = "KeyE") -> list[Prompt]:
    return [p for p in sitting.prompts if p.key == key and p.before is None and p.window_ns == BEAT_NS]


def losing(key: str, share: float, seed: int) -> Press:
    """After the sweep, presses of this key are lost with this chance."""
    random, pressed = Random(seed), Counter[str]()

    def heard(code: str) -> dict[int, str]:
        pressed[code] += 1
        return {} if code == key and pressed[code] > 1 and random.random() < share else {0: press(code)}

    return heard


def test_named_key_that_works_is_tested_for_misses_and_then_on_a_beat() -> None:
    sitting = Sitting(named=["KeyE"]).take_part()
    assert sitting.phases == ["start", "sweep", "nominated"]
    assert len(sitting.sandwiches("KeyE")) == 15
    assert {prompt.round for prompt in sitting.sandwiches("KeyE")} == {1, 2}
    assert len(beats(sitting)) == PRESSES
    assert sitting.prompts[-1] == beats(sitting)[-1]
    assert sitting.verdict.verdict == "no_fault_seen"


def test_beats_are_six_hundred_milliseconds_apart_and_begin_after_time_to_find_the_key() -> None:
    sitting = Sitting(named=["KeyE"]).sweep()
    while sitting.step.kind != "paced":
        sitting.act()
    assert sitting.step.beat_ns is not None
    assert sitting.step.beat_ns - sitting.t >= SECOND
    times = [prompt.t for prompt in beats(sitting.take_part())]
    steps = [after - before for before, after in pairwise(times)]
    assert all(abs(step - BEAT_NS) <= TICK_NS for step in steps)


def test_named_key_that_is_dead_is_not_tested_twice() -> None:
    sitting = Sitting(dead=["KeyE"], named=["KeyE"]).take_part()
    assert "nominated" not in sitting.phases
    assert len(sitting.sandwiches("KeyE")) == 5
    assert finding(sitting.verdict).symptom == "dead"


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8])
def test_named_key_that_misses_presses_is_found(share: float) -> None:
    found: Counter[str] = Counter()
    for seed in range(10):
        sitting = Sitting(press=losing("KeyE", share, seed), named=["KeyE"]).take_part()
        found.update(item.symptom for item in sitting.verdict.findings)
        assert len(sitting.sandwiches("KeyE")) <= CAP
        assert {item.key for item in sitting.verdict.findings} <= {"KeyE"}
    assert found["intermittent"] + found["dead"] >= 8


def test_key_that_is_found_is_not_pressed_on_a_beat_as_well() -> None:
    sitting = Sitting(press=losing("KeyE", 0.9, 1), named=["KeyE"]).take_part()
    assert sitting.verdict.findings
    assert beats(sitting) == []


def test_key_may_be_named_at_any_step() -> None:
    for when in ("start", "sweep", "question", "sandwich"):
        sitting = Sitting(dead=["KeyR"])
        while sitting.step.kind != when:
            if sitting.step.kind == "sweep":
                sitting.sweep()
            else:
                sitting.act()
        sitting.examiner.nominate("KeyE")
        assert len(sitting.take_part().sandwiches("KeyE")) == 15


def test_key_that_the_map_lacks_can_not_be_named() -> None:
    sitting = Sitting(named=["F5", "Fn"]).take_part()
    assert sitting.prompts == []


def test_beats_without_a_press_come_to_an_end_and_are_no_misses() -> None:
    sitting = Sitting(named=["KeyE"]).sweep()
    while sitting.step.kind != "paced":
        sitting.act()
    while not sitting.done:
        sitting.wait(SECOND)
    assert len(beats(sitting)) == MISSED_IN_A_ROW <= BEATS_AT_MOST
    assert sitting.verdict.verdict == "no_fault_seen"


def test_person_may_leave_the_beats() -> None:
    sitting = Sitting(named=["KeyE"]).sweep()
    while sitting.step.kind != "paced":
        sitting.act()
    sitting.answer("skip").wait(2 * SECOND)
    assert sitting.done


def test_named_key_that_nobody_presses_in_its_trials_is_not_asked_for_on_a_beat() -> None:
    sitting = Sitting(named=["KeyE"]).sweep()
    while not sitting.done:
        sitting.wait(SECOND)
    assert beats(sitting) == []
    assert len(sitting.sandwiches("KeyE")) == 3


def test_shift_is_tested_for_misses_and_never_pressed_twenty_times_in_a_row() -> None:
    sitting = Sitting(named=["ShiftLeft"]).take_part()
    assert len(sitting.sandwiches("ShiftLeft")) == WITHOUT_BEAT == 25
    assert beats(sitting, "ShiftLeft") == []
    asked = Sitting().sweep({"ShiftLeft"}).prompts
    assert [(prompt.key, prompt.times) for prompt in asked] == [("ShiftLeft", 1)]


def test_named_key_that_stays_away_from_its_beats_is_asked_for_in_sandwiches_again() -> None:
    """Its misses come in runs, and the first fifteen presses met none."""
    sitting = Sitting(named=["KeyE"]).sweep()
    while sitting.step.kind != "paced":
        sitting.act()
    for beat in range(PRESSES + 4):
        sitting.wait(max(0, (sitting.step.beat_ns or sitting.t) - sitting.t))
        if sitting.step.kind == "paced" and beat not in (3, 4, 5):
            sitting.press("KeyE")
    assert sitting.step.kind == "sandwich"
    assert len(sitting.take_part().sandwiches("KeyE")) == 15 + MORE_TRIALS
