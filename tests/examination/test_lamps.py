"""Lock lamps blink one after the other, the person says what they saw, and nothing is concluded from it."""

from __future__ import annotations

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.diagnosis.verdict import LockLamp, Traits
from keycheck.events.seal import seal
from keycheck.events.trace import Lamp, LampName, Phase
from keycheck.examination.lamps import BLINK_NS, WAIT_NS
from keycheck.examination.step import Answer
from tests.examination.sitting import Sitting
from tests.scenarios import MS, SECOND, SMALL, finding

ALL: tuple[LampName, ...] = ("NumLock", "CapsLock", "ScrollLock")


def at_the_closing(**parts: object) -> Sitting:
    sitting = Sitting(offers=True, **{"lamps": ALL} | parts)  # type: ignore[arg-type]
    while sitting.step.kind != "closing":
        sitting.act()
    return sitting


def test_what_the_person_says_of_each_lamp_stands_in_the_verdict() -> None:
    sitting = at_the_closing().answer("lamps")
    answers: tuple[Answer, ...] = ("lit", "not_lit", "no_such_lamp")
    for lamp, answer in zip(ALL, answers, strict=True):
        assert (sitting.step.kind, sitting.step.key, sitting.step.places) == ("lamp", lamp, 3)
        sitting.wait(SECOND).answer(answer).wait(100 * MS)
    assert sitting.step.kind == "closing"
    told = Traits(lamps=tuple(LockLamp(lamp, said) for lamp, said in zip(ALL, answers, strict=True)))  # type: ignore[arg-type]
    verdict = sitting.take_part().verdict
    assert verdict.traits == told
    assert diagnose(seal(sitting.trace), SMALL) == verdict
    assert verdict.verdict == "no_fault_seen"


def test_lamp_is_lit_and_dark_in_turn_from_the_moment_that_it_is_asked_about() -> None:
    sitting = at_the_closing().answer("lamps")
    seen = []
    for _ in range(4):
        seen.append(sitting.step.lit)
        sitting.wait(BLINK_NS)
    assert seen == [True, False, True, False]
    assert sitting.answer("lit").step.lit is True


def test_nothing_is_written_down_of_a_lamp_that_nobody_answers() -> None:
    sitting = at_the_closing().answer("lamps").wait(3 * WAIT_NS + SECOND)
    assert sitting.step.kind == "closing"
    assert not any(isinstance(record, Lamp) for record in sitting.records)
    assert sitting.take_part().verdict.traits is UNSET


def test_lamps_can_be_left_at_any_time() -> None:
    sitting = at_the_closing().answer("lamps").answer("lit").answer("go_on").wait(100 * MS)
    assert sitting.step.kind == "closing"
    assert sitting.take_part().verdict.traits == Traits(lamps=(LockLamp("NumLock", "lit"),))


def test_last_word_of_a_lamp_stands() -> None:
    sitting = at_the_closing(lamps=("CapsLock",))
    for answer in ("not_lit", "lit"):
        sitting.answer("lamps").answer(answer).wait(100 * MS)  # type: ignore[arg-type]
    assert sitting.take_part().verdict.traits == Traits(lamps=(LockLamp("CapsLock", "lit"),))


def test_where_no_lamp_can_be_switched_the_reason_is_told_and_nothing_else_changes() -> None:
    sitting = at_the_closing(lamps="Not here.")
    assert sitting.step.no_lamps == ""
    sitting.answer("lamps")
    assert (sitting.step.kind, sitting.step.no_lamps) == ("closing", "Not here.")
    assert sitting.take_part().verdict.traits is UNSET


@pytest.mark.parametrize("dead", [(), ("KeyE",)])
def test_word_of_a_lamp_changes_no_verdict(dead: tuple[str, ...]) -> None:
    sitting = at_the_closing(dead=dead)
    before = sitting.verdict
    sitting.answer("lamps")
    for _ in ALL:
        sitting.answer("not_lit").wait(100 * MS)
    after = sitting.take_part().verdict
    assert replace(after, traits=UNSET) == replace(before, traits=UNSET)
    assert not dead or finding(after).key == "KeyE"


def test_keys_that_are_pressed_meanwhile_keep_no_order() -> None:
    sitting = at_the_closing().answer("lamps")
    begun = max(n for n, record in enumerate(sitting.records) if isinstance(record, Phase))
    assert sitting.records[begun].name == "free"  # type: ignore[union-attr]
