"""The map is corrected while keys are pressed at will: nothing that was pressed is lost, and later it stays."""

from __future__ import annotations

import msgspec
import pytest

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.events.seal import seal
from keycheck.events.trace import Trace
from keycheck.layouts.layout import Layout
from keycheck.layouts.library import load
from tests.examination.sitting import Sitting

ANSI, ISO, JIS = load("ansi-104"), load("iso-105"), load("jis-109")


def sweeping(layout: Layout = ANSI, **parts: object) -> Sitting:
    sitting = Sitting(layout, **parts)  # type: ignore[arg-type]
    while sitting.step.kind != "sweep":
        sitting.wait(100_000_000)
    return sitting


def press(sitting: Sitting, *keys: str) -> None:
    for key in keys:
        sitting.hear(f"d:{key} t:80 u:{key} t:20")


def test_map_that_is_used_at_once_keeps_what_was_pressed() -> None:
    sitting = sweeping()
    press(sitting, "KeyA", "IntlBackslash")
    assert sitting.examiner.correct(ISO, at_once=True)
    assert sitting.examiner.layout is ISO
    dark = sitting.examiner.diagnosis.dark()
    assert len(dark) == 103
    assert not {"KeyA", "IntlBackslash"} & set(dark)


def test_map_that_is_offered_is_used_when_the_person_takes_it() -> None:
    sitting = sweeping()
    assert not sitting.examiner.correct(JIS, at_once=False)
    assert sitting.step.other_map == JIS.name
    assert sitting.examiner.layout is ANSI
    sitting.answer("other_map")
    assert sitting.examiner.layout is JIS
    assert sitting.step.other_map == ""


def test_keys_that_the_new_map_brings_are_waited_for_though_the_old_one_was_whole() -> None:
    sitting = sweeping()
    press(sitting, *(key.code for key in ANSI.testable if key.code != "Space"))
    sitting.hear("d:Space t:20")
    assert not sitting.examiner.diagnosis.dark()
    assert sitting.examiner.correct(JIS, at_once=True)
    sitting.hear("u:Space").wait(3_000_000_000)
    assert sitting.step.kind == "sweep"
    press(sitting, "IntlYen", "IntlRo", "Convert", "NonConvert", "KanaMode")
    sitting.wait(3_000_000_000)
    assert sitting.step.kind != "sweep"


def test_named_key_that_the_map_lacks_for_a_while_is_tested_when_its_map_is_back() -> None:
    kana, iso = load("thinkpad-jis"), load("thinkpad-iso")
    sitting = sweeping(kana, named=["Convert", "KeyA"])
    sitting.examiner.correct(iso, at_once=True)
    assert sitting.examiner.nominated == {"KeyA"}
    sitting.examiner.correct(kana, at_once=True)
    assert sitting.examiner.nominated == {"Convert", "KeyA"}
    sitting.take_part()
    assert len(sitting.sandwiches("Convert")) == len(sitting.sandwiches("KeyA")) == 15
    assert sitting.verdict.verdict == "no_fault_seen"


@pytest.mark.parametrize("offers", [False, True])
def test_named_key_that_the_last_map_lacks_is_no_pass_live_or_sealed(offers: bool) -> None:
    sitting = sweeping(load("laptop-13-ansi"), named=["AltRight", "KeyA"], offers=offers)
    sitting.layout = load("laptop-13-jis")
    sitting.examiner.correct(sitting.layout, at_once=True)
    verdict = sitting.take_part().verdict
    assert len(sitting.sandwiches("KeyA")) == 15
    assert (verdict.verdict, verdict.findings, verdict.undecided) == ("inconclusive", (), ())
    assert "AltRight: it was named" in verdict.would_settle
    assert diagnose(seal(sitting.trace), sitting.layout) == verdict


def test_map_stays_when_dark_keys_are_asked_about() -> None:
    sitting = sweeping()
    press(sitting, "KeyA")
    sitting.answer("go_on")
    assert sitting.step.kind == "question"
    assert not sitting.examiner.correct(ISO, at_once=True)
    assert sitting.examiner.layout is ANSI


@pytest.mark.parametrize("dead", [(), ("Digit5",), ("IntlBackslash",)])
def test_verdict_is_the_one_of_an_examination_that_began_with_the_right_map(dead: tuple[str, ...]) -> None:
    """Live, replayed and sealed."""
    sitting = sweeping(dead=dead)
    sitting.examiner.correct(ISO, at_once=True)
    sitting.layout = ISO
    sitting.header = msgspec.structs.replace(sitting.header, layout=ISO.id, began_with=ANSI.id)
    verdict = sitting.take_part().examiner.diagnosis.verdict()
    assert verdict == diagnose(sitting.trace, ISO) == diagnose(seal(sitting.trace), ISO)
    assert [finding.key for finding in verdict.findings] == list(dead)
    without = Trace(msgspec.structs.replace(sitting.header, began_with=""), sitting.trace.records)
    assert verdict == diagnose(without, ISO)
