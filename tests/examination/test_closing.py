"""What is on offer when all is asked: another try, a second sweep, and tests that inform and accuse nobody."""

from __future__ import annotations

import pytest
from msgspec import UNSET

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.diagnosis.rules import SETTLE_BY_THE_END, STOPPED
from keycheck.diagnosis.verdict import KeyRepeat, Traits
from keycheck.events.seal import seal
from keycheck.events.trace import Incident
from keycheck.examination.closing import WAIT_NS
from keycheck.examination.combinations import SHIFT_NS, THREES
from keycheck.examination.key_repeat import UPWARDS_NS
from keycheck.examination.presses import PRESSES
from tests.examination.sitting import Sitting
from tests.scenarios import DESKTOP, FULL, KERNEL, MS, SECOND, SMALL, finding, press, undecided


def at_the_closing(**parts: object) -> Sitting:
    sitting = Sitting(offers=True, **parts)  # type: ignore[arg-type]
    while sitting.step.kind != "closing":
        sitting.act()
    return sitting


def test_nothing_is_offered_where_nobody_can_choose() -> None:
    assert Sitting().take_part().done


@pytest.mark.parametrize("answer", ["go_on", None])
def test_report_is_written_when_the_person_says_so_or_says_nothing(answer: str | None) -> None:
    sitting = at_the_closing()
    if answer is None:
        sitting.wait(WAIT_NS)
    else:
        sitting.answer(answer)  # type: ignore[arg-type]
    assert sitting.done
    assert sitting.verdict.verdict == "no_fault_seen"


def test_key_without_an_answer_can_be_tested_again() -> None:
    sitting = Sitting(dead=["KeyE"], offers=True).sweep().press("KeyE").answer("on_keyboard")
    while sitting.step.kind != "closing":
        sitting.hear(f"{press(sitting.step.after)} t:9 {press(sitting.step.before)}").wait(6 * SECOND)
    assert sitting.step.group == ("KeyE",)
    sitting.answer("again")
    assert (sitting.step.kind, sitting.step.turn) == ("sandwich", sitting.step.before)
    assert finding(sitting.take_part().verdict).symptom == "dead"


def test_disturbance_at_the_closing_takes_no_trial_of_a_wrong_code_away() -> None:
    sitting = at_the_closing(press=lambda key: {0: press("KeyF" if key == "KeyE" else key)})
    before = finding(sitting.verdict)
    after = finding(sitting.wait(SECOND).blur(2 * SECOND).answer("go_on").verdict)
    assert (before.symptom, before.trials) == (after.symptom, after.trials) == ("wrong_code", 5)


def test_key_whose_trial_is_taken_away_after_it_was_settled_is_asked_for_again() -> None:
    sitting = at_the_closing(dead=["KeyE"])
    last = sitting.sandwiches("KeyE")[-1]
    sitting.disturb(Incident(last.t, 0, "stall", last.t + MS))
    assert (sitting.step.kind, sitting.step.key) == ("sandwich", "KeyE")
    verdict = sitting.take_part().verdict
    assert finding(verdict).trials == 5
    assert sitting.examiner.diagnosis.verdict() == verdict


def test_key_whose_test_was_stopped_is_said_to_be_stopped() -> None:
    sitting = Sitting(dead=["KeyE"]).sweep().press("KeyE").answer("on_keyboard")
    sitting.act()
    sitting.answer("stop")
    said = undecided(sitting.verdict)
    assert (said.reason, said.trials) == (STOPPED, 1)
    assert sitting.verdict.would_settle == SETTLE_BY_THE_END


def test_key_can_be_named_at_the_closing() -> None:
    sitting = at_the_closing()
    sitting.examiner.nominate("KeyE")
    sitting.wait(100 * MS)
    assert (sitting.step.kind, sitting.step.key) == ("sandwich", "KeyE")


def test_second_sweep_asks_for_every_key_again_and_looks_closer_at_those_that_stay_away() -> None:
    sitting = at_the_closing().answer("second_sweep")
    assert sitting.step.left == tuple(key.code for key in SMALL.testable)
    for key in SMALL.testable:
        if key.code != "KeyE":
            sitting.press(key.code)
    assert sitting.step.left == ("KeyE",)
    sitting.answer("go_on")
    assert (sitting.step.kind, sitting.step.key, sitting.step.needed) == ("quick", "KeyE", PRESSES)
    sitting.take_part()
    assert sitting.phases.count("sweep") == 2
    assert sitting.verdict.verdict == "no_fault_seen"


def test_combinations_are_shown_and_never_a_fault() -> None:
    sitting = at_the_closing(layout=FULL).answer("combinations")
    shown = []
    while sitting.step.kind == "combination":
        three = sitting.step.group
        shown.append(three)
        held = three[:2] if three == ("KeyE", "KeyD", "KeyF") else three
        for key in held:
            sitting.hear(f"d:{key}").wait(200 * MS)
        if held != three:
            sitting.wait(2 * SECOND)
        sitting.hear(" ".join(f"u:{key}" for key in held)).wait(200 * MS)
    assert shown == list(THREES)
    verdict = sitting.take_part().verdict
    assert verdict.traits == sitting.examiner.diagnosis.verdict().traits == diagnose(seal(sitting.trace), FULL).traits
    assert isinstance(verdict.traits, Traits)
    assert [told.keys for told in verdict.traits.together if not told.arrived] == [("KeyE", "KeyD", "KeyF")]
    assert [told.keys for told in verdict.traits.together if told.arrived] == list(THREES[:-1])
    assert (verdict.verdict, verdict.voided, verdict.controls) == ("no_fault_seen", (), ())


def test_combination_that_nobody_holds_is_not_called_blocked() -> None:
    sitting = at_the_closing(layout=FULL).answer("combinations").wait(120 * SECOND)
    assert sitting.done
    assert (sitting.verdict.verdict, sitting.verdict.traits) == ("no_fault_seen", UNSET)


def test_next_combination_is_asked_for_when_the_keys_are_up() -> None:
    sitting = at_the_closing(layout=FULL).answer("combinations").hear("d:KeyW d:KeyA d:Space").wait(SECOND)
    assert (sitting.step.group, sitting.step.valid) == (THREES[0], 1)
    sitting.hear("u:KeyW u:KeyA").wait(SECOND)
    assert sitting.step.group == THREES[0]
    sitting.hear("u:Space").wait(100 * MS)
    assert (sitting.step.group, sitting.step.valid) == (THREES[1], 0)


def test_shift_is_not_held_until_the_desktop_takes_it_for_a_shortcut() -> None:
    sitting = at_the_closing(layout=FULL).answer("combinations").answer("skip").wait(100 * MS).answer("skip")
    sitting.wait(100 * MS).hear("d:ShiftLeft").wait(SHIFT_NS - SECOND)
    assert ("ShiftLeft" in sitting.step.group, sitting.step.valid) == (True, 0)
    sitting.wait(2 * SECOND)
    assert ("ShiftLeft" in sitting.step.group, sitting.step.valid) == (True, 1)


def test_held_key_is_let_go_when_the_desktop_has_told_how_it_repeats() -> None:
    sitting = at_the_closing(sources=(KERNEL, DESKTOP)).answer("key_repeat")
    key = sitting.step.key
    sitting.hear({0: f"d:{key} t:250 " + f"r:{key} t:33 " * 20, 1: f"d:{key} t:660 " + f"r:{key} t:40 " * 3})
    assert sitting.step.valid < sitting.step.needed
    sitting.hear({1: f"r:{key} t:40 " * 8}).wait(100 * MS)
    assert sitting.step.valid == sitting.step.needed
    verdict = sitting.hear(f"u:{key}").wait(100 * MS).take_part().verdict
    assert verdict.traits == Traits(key_repeat=KeyRepeat(key, "os", 660, 40))


def test_repeat_of_the_kernel_stands_where_the_desktop_tells_none() -> None:
    sitting = at_the_closing(sources=(KERNEL, DESKTOP)).answer("key_repeat")
    key = sitting.step.key
    sitting.hear({0: f"d:{key} t:250 " + f"r:{key} t:33 " * 20, 1: f"d:{key}"}).wait(UPWARDS_NS)
    assert sitting.step.valid == sitting.step.needed
    verdict = sitting.hear(f"u:{key}").wait(100 * MS).take_part().verdict
    assert verdict.traits == Traits(key_repeat=KeyRepeat(key, "kernel", 250, 33))


def test_repeat_is_measured_while_a_key_is_held() -> None:
    sitting = at_the_closing().answer("key_repeat")
    key = sitting.step.key
    sitting.hear(f"d:{key} t:500 " + f"r:{key} t:33 " * 12 + f"u:{key}").wait(100 * MS)
    repeat = KeyRepeat(key, "kernel", 500, 33)
    assert sitting.step.traits == Traits(key_repeat=repeat)
    assert sitting.take_part().verdict.verdict == "no_fault_seen"
    assert sitting.verdict.traits == diagnose(seal(sitting.trace), SMALL).traits == Traits(key_repeat=repeat)


@pytest.mark.parametrize(
    ("wish", "parts"),
    [("combinations", {"layout": FULL}), ("key_repeat", {"layout": FULL}), ("second_sweep", {})],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_offer_ends_by_time_alone_and_can_be_left(wish: str, parts: dict[str, object]) -> None:
    sitting = at_the_closing(**parts).answer(wish).wait(600 * SECOND)  # type: ignore[arg-type]
    assert sitting.done
    sitting = at_the_closing(**parts).answer(wish).answer("go_on")  # type: ignore[arg-type]
    assert sitting.wait(100 * MS).step.kind in ("closing", "quick")
