"""What goes wrong while keys are asked for: jams, lost sources, controls that stay away, persons who need more time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import pytest

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.diagnosis.judgement import Void
from keycheck.events.seal import seal
from keycheck.events.trace import Incident, Prompt
from keycheck.examination.desk import KNOWN_GOOD_AT_MOST
from keycheck.examination.presses import PRESSES
from keycheck.examination.suspect import CONTROL_LIMIT, SLOW_AFTER, VOID_LIMIT
from tests.examination.sitting import Press, Sitting
from tests.scenarios import DESKTOP, FULL, KERNEL, MS, SECOND, SMALL, finding, press, undecided

TWO = (KERNEL, DESKTOP)


def heard_by_both(key: str) -> dict[int, str]:
    return {0: press(key), 1: f"t:1 {press(key)}"}


def deaf_after(presses: int) -> Press:
    """The desktop hears so many presses and no more."""
    counted = Counter[str]()

    def heard(key: str) -> Mapping[int, str]:
        counted["all"] += 1
        return heard_by_both(key) if counted["all"] <= presses else {0: press(key)}

    return heard


class TestLostSource:
    def test_desktop_that_says_it_is_lost_ends_the_examination_soon(self) -> None:
        sitting = Sitting(layout=FULL, sources=TWO, press=deaf_after(50)).begin()
        for place, key in enumerate(FULL.testable):
            if place == 50:
                incident = Incident(sitting.t, 1, "source_lost", sitting.t)
                sitting.records.append(incident)
                sitting.examiner.receive(incident)
            if not sitting.done:
                sitting.press(key.code)
        sitting.take_part()
        assert sitting.prompts == []
        assert sitting.verdict.verdict == "inconclusive"
        assert sitting.verdict.findings == ()
        assert [incident.what for incident in sitting.verdict.incidents] == ["source_lost"]

    def test_desktop_that_only_falls_silent_is_noticed_and_named(self) -> None:
        sitting = Sitting(layout=FULL, sources=TWO, press=deaf_after(50)).take_part()
        assert sitting.prompts == []
        assert sitting.verdict.verdict == "inconclusive"
        assert [(i.source, i.what) for i in sitting.verdict.incidents] == [(1, "source_lost")]
        assert sitting.verdict.would_settle.startswith("The desktop (pynput) stopped telling of keys")
        assert diagnose(seal(sitting.trace), FULL) == sitting.verdict

    def test_source_that_comes_back_in_time_costs_nothing(self) -> None:
        sitting = Sitting(sources=TWO, press=heard_by_both).begin().press("KeyQ")
        for what in ("source_lost", "source_back"):
            sitting.wait(8 * SECOND)
            incident = Incident(sitting.t, 1, what, sitting.t)  # type: ignore[arg-type]
            sitting.records.append(incident)
            sitting.examiner.receive(incident)
        assert sitting.take_part().verdict.verdict == "no_fault_seen"

    def test_row_of_keys_that_a_program_takes_is_no_lost_source(self) -> None:
        functions = {f"F{number}" for number in range(1, 13)}
        taken: Press = lambda key: {0: press(key)} if key in functions else heard_by_both(key)  # noqa: E731
        verdict = Sitting(layout=FULL, sources=TWO, press=taken).take_part().verdict
        assert {(item.key, item.cause) for item in verdict.findings} == {(key, "software") for key in functions}


class TestJam:
    def test_key_that_jams_in_the_sweep_is_asked_to_come_up_and_found_stuck(self) -> None:
        sitting = Sitting().begin()
        for key in (key.code for key in SMALL.testable):
            sitting.hear("d:KeyE") if key == "KeyE" else sitting.press(key)
        sitting.wait(3 * SECOND).take_part()
        assert [(p.key, p.ask) for p in sitting.prompts[:2]] == [("KeyE", "release"), ("KeyE", "tap")]
        assert finding(sitting.verdict).symptom == "stuck"
        assert diagnose(seal(sitting.trace), SMALL) == sitting.verdict

    def test_key_that_jams_while_another_is_tested_is_asked_to_come_up(self) -> None:
        sitting = Sitting(dead=["KeyE"]).sweep().press("KeyE").answer("on_keyboard")
        sitting.act()
        sitting.hear("d:KeyY").wait(3 * SECOND)
        for _ in range(3):
            if sitting.step.kind == "sandwich":
                sitting.act()
        assert (sitting.step.kind, sitting.step.key) == ("release", "KeyY")
        sitting.hear("u:KeyY").take_part()
        assert [item.key for item in sitting.verdict.findings] == ["KeyE"]
        assert diagnose(seal(sitting.trace), SMALL) == sitting.verdict

    def test_key_that_comes_up_when_asked_is_healthy(self) -> None:
        sitting = Sitting().begin()
        for key in (key.code for key in SMALL.testable):
            sitting.hear("d:KeyE") if key == "KeyE" else sitting.press(key)
        sitting.wait(2_200 * MS)
        assert sitting.step.kind == "release"
        sitting.hear("u:KeyE").take_part()
        assert sitting.verdict.verdict == "no_fault_seen"
        assert diagnose(seal(sitting.trace), SMALL) == sitting.verdict

    def test_shift_that_is_held_for_a_moment_is_no_jam(self) -> None:
        sitting = Sitting().begin().hear("d:ShiftLeft t:1500 u:ShiftLeft").take_part()
        assert sitting.prompts == []


def between_rounds(sitting: Sitting) -> Sitting:
    """The first round is over, and known-good keys are asked for."""
    sitting.sweep().press("KeyE").answer("on_keyboard")
    while sitting.step.key == "KeyE":
        sitting.act()
    assert sitting.step.is_control
    return sitting


class TestControls:
    def test_control_that_stays_away_once_is_followed_up_until_it_has_an_answer(self) -> None:
        sitting = between_rounds(Sitting(dead=["KeyE"]))
        before, control, after = sitting.step.before, sitting.step.key, sitting.step.after
        sitting.press(before).press(after)
        sitting.take_part()
        assert len(sitting.sandwiches(control)) > 20
        assert [item.key for item in sitting.verdict.findings] == ["KeyE"]
        assert sitting.verdict.undecided == ()

    @pytest.mark.parametrize("spoil", ["skip", "wait", "void"])
    def test_control_that_was_not_pressed_does_not_part_two_rounds(self, spoil: str) -> None:
        spoilings: dict[str, Callable[[Sitting], object]] = {
            "skip": lambda sitting: sitting.answer("skip"),
            "wait": lambda sitting: sitting.wait(21 * SECOND),
            "void": lambda sitting: sitting.press(sitting.step.before).wait(6 * SECOND),
        }
        sitting = between_rounds(Sitting(dead=["KeyE"]))
        spoilings[spoil](sitting)
        assert sitting.step.kind == "sandwich"
        assert sitting.step.is_control
        assert finding(sitting.take_part().verdict).trials == 5

    def test_controls_that_always_stay_away_leave_the_key_undecided(self) -> None:
        sitting = between_rounds(Sitting(dead=["KeyE"]))
        refused = 0
        while not sitting.done and sitting.step.is_control:
            sitting.answer("skip")
            refused += 1
        assert refused == CONTROL_LIMIT
        assert sitting.done
        assert undecided(sitting.verdict).trials == 3

    def test_known_good_key_that_stays_away_twice_is_looked_at(self) -> None:
        sitting = Sitting(dead=["KeyE"]).sweep().press("KeyE").answer("on_keyboard")
        anchor = sitting.step.after
        for _ in range(2):
            sitting.press(sitting.step.before).press("KeyE").wait(6 * SECOND)
        sitting.take_part()
        assert [p.key for p in sitting.prompts if p.before is None and p.times == PRESSES] == ["KeyE", anchor]
        assert finding(sitting.verdict).symptom == "dead"


class TestPersons:
    def test_slow_person_is_told_why_after_two_trials_and_then_led_key_by_key(self) -> None:
        sitting = Sitting(dead=["KeyE"]).sweep().press("KeyE").answer("on_keyboard")
        notes = []
        for _ in range(SLOW_AFTER):
            sitting.press(sitting.step.before).wait(3_500 * MS).press(sitting.step.after).wait(2 * SECOND)
            notes.append(sitting.step.note)
        assert notes == ["timeout"] * SLOW_AFTER
        step = sitting.step
        turns = [step.turn]
        for key in (step.before, step.key):
            sitting.press(key)
            turns.append(sitting.step.turn)
        sitting.wait(4 * SECOND)
        turns.append(sitting.step.turn)
        assert turns == [step.before, step.key, step.key, step.after]
        assert finding(sitting.take_part().verdict).symptom == "dead"

    def test_person_may_ask_for_one_key_at_a_time(self) -> None:
        sitting = Sitting(dead=["KeyE"]).sweep().press("KeyE").answer("on_keyboard")
        assert sitting.step.turn == ""
        sitting.answer("slower")
        assert sitting.step.turn == sitting.step.before
        assert finding(sitting.take_part().verdict).trials == 5

    def test_mis_press_is_no_miss_and_is_asked_again(self) -> None:
        sitting = Sitting(dead=["KeyE"]).sweep().press("KeyE").answer("on_keyboard")
        step = sitting.step
        for key in (step.before, "KeyT", step.after):
            sitting.press(key)
        sitting.wait(2 * SECOND)
        assert sitting.step.note == "other"
        assert sitting.step.valid == 0
        assert finding(sitting.take_part().verdict).trials == 5

    def test_person_who_leaves_out_one_known_good_key_in_ten_gets_no_answer_and_is_not_asked_for_ever(self) -> None:
        sitting = Sitting(dead=["KeyE", "KeyR", "KeyT"]).sweep()
        trials = 0
        while not sitting.done:
            step = sitting.step
            if step.kind != "sandwich":
                sitting.act()
                continue
            trials += 1
            keys = (step.before, step.key) if trials % 4 == 0 else (step.before, step.key, step.after)
            asked = len(sitting.prompts)
            for key in keys:
                sitting.press(key)
            while not sitting.done and len(sitting.prompts) == asked:
                sitting.wait(100 * MS)
        missed = sum(control.asked - control.arrived for control in sitting.verdict.controls)
        asked_for = sum(control.asked for control in sitting.verdict.controls)
        assert missed * 10 > asked_for >= KNOWN_GOOD_AT_MOST
        assert trials <= KNOWN_GOOD_AT_MOST / 2 + 1
        assert sitting.verdict.findings == ()
        assert {item.key for item in sitting.verdict.undecided} == {"KeyE", "KeyR", "KeyT"}

    def test_person_whose_trials_say_nothing_is_not_asked_more_than_eight_times(self) -> None:
        sitting = Sitting(dead=["KeyE"]).sweep().press("KeyE").answer("on_keyboard")
        while not sitting.done:
            sitting.hear(f"d:{sitting.step.before} d:{sitting.step.after} t:80 u:{sitting.step.before}").hear(
                f"u:{sitting.step.after}"
            ).wait(SECOND)
        assert len(sitting.sandwiches("KeyE")) <= VOID_LIMIT
        assert sitting.verdict.findings == ()

    def test_no_trial_that_counts_lies_across_a_disturbance(self) -> None:
        sitting = Sitting(dead=["KeyE"]).sweep().press("KeyE").answer("on_keyboard").blur(SECOND).take_part()
        facts = sitting.examiner.diagnosis.facts
        disturbed = [t for t in facts.trials if facts.judged(t).void == Void("incident").reason]
        assert all(isinstance(trial.prompt, Prompt) and trial.attested != "sandwich" for trial in disturbed)


class TestCompanion:
    def test_known_good_key_that_the_key_under_test_sets_off_attests_it_no_more(self) -> None:
        def heard(key: str) -> Mapping[int, str]:
            return {0: "d:KeyE t:2 d:KeyR t:80 u:KeyE u:KeyR"} if key == "KeyE" else {0: press(key)}

        sitting = Sitting(press=heard, named=["KeyE"]).take_part()
        first, *others = sitting.sandwiches("KeyE")
        assert "KeyR" in first.keys
        assert all("KeyR" not in prompt.keys for prompt in others)
        assert [(item.key, item.symptom) for item in sitting.verdict.findings] == [("KeyE", "extra_key")]
