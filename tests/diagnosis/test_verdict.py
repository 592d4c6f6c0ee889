"""The answer of a whole examination: fault, no fault seen, or inconclusive, with every key of the map accounted for."""

from __future__ import annotations

import pytest

from keycheck.diagnosis.diagnosis import Diagnosis, diagnose
from keycheck.events.trace import AttestedBy, Source
from tests.scenarios import (
    DESKTOP,
    FULL,
    KERNEL,
    KEYS,
    SECOND,
    SMALL,
    Recording,
    finding,
    press,
    silent,
    swept,
    undecided,
)


def test_whole_sweep_without_a_dark_key_shows_no_fault_and_says_what_it_could_hide() -> None:
    verdict = swept().end().verdict
    assert (verdict.verdict, verdict.cause, verdict.findings, verdict.undecided) == ("no_fault_seen", None, (), ())
    assert verdict.tested == len(KEYS)
    assert verdict.miss_rate_below == 0.95
    assert verdict.would_settle == ""


def test_one_key_that_was_left_out_is_no_pass() -> None:
    verdict = swept({"KeyE"}).end().verdict
    assert verdict.verdict == "inconclusive"
    assert verdict.not_tested == ("KeyE",)
    assert verdict.would_settle == "Press the keys that were not tested."


def test_nothing_heard_at_all_is_inconclusive_and_says_so() -> None:
    verdict = Recording().phase("start").phase("sweep").end("stopped").verdict
    assert verdict.verdict == "inconclusive"
    assert verdict.not_tested == KEYS
    assert verdict.tested == 0
    assert verdict.miss_rate_below == 1.0
    assert verdict.would_settle.startswith("Nothing at all was heard")


def test_empty_trace_is_inconclusive() -> None:
    assert Recording().verdict.verdict == "inconclusive"


def test_fault_stands_though_other_keys_were_not_tested() -> None:
    recording = swept({"KeyE", "Numpad7"}).trials(3, "KeyE").trial("KeyR", press("KeyR")).trials(2, "KeyE").end()
    verdict = recording.verdict
    assert (verdict.verdict, verdict.cause) == ("fault", "hardware")
    assert verdict.not_tested == ("Numpad7",)
    assert verdict.tested == len(KEYS) - 1


def test_causes_that_differ_are_not_separated_together() -> None:
    recording = swept({"KeyE", "KeyW"}, sources=(KERNEL, DESKTOP))
    for _ in range(2):
        recording.trials(3, "KeyE").trials(3, "KeyW", {0: press("KeyW")})
    verdict = recording.end().verdict
    assert [(found.key, found.cause) for found in verdict.findings] == [("KeyW", "software"), ("KeyE", "hardware")]
    assert verdict.cause == "not_separated"


def test_findings_stand_in_the_order_of_the_keyboard() -> None:
    keys = ("Space", "KeyT", "Digit5")
    recording = swept(set(keys))
    for _ in range(2):
        for key in keys:
            recording.trials(3, key)
    assert [found.key for found in recording.end().verdict.findings] == ["Digit5", "KeyT", "Space"]


@pytest.mark.parametrize(("dead", "cause"), [(5, "hardware"), (6, "not_separated")])
def test_many_keys_alike_are_no_longer_broken_switches(dead: int, cause: str) -> None:
    keys = ("Digit1", "Digit2", "Digit3", "Numpad7", "Numpad8", "Numpad9")[:dead]
    recording = swept(set(keys))
    for _ in range(2):
        for key in keys:
            recording.trials(3, key)
    verdict = recording.end().verdict
    assert 100 * 5 < 30 * len(KEYS) <= 100 * 6
    assert {found.cause for found in verdict.findings} == {cause}
    assert len(verdict.findings) == dead
    if cause == "not_separated":
        assert "35 % of the keys behave alike" in verdict.findings[0].reason
        assert verdict.findings[0].would_settle


@pytest.mark.parametrize(
    ("by", "place"),
    [
        ("no_such_key", "not_on_keyboard"),
        ("cannot_press", "not_tested"),
        ("skipped", "not_tested"),
        ("on_keyboard", "not_tested"),
    ],
)
def test_word_of_the_person_about_a_dark_key(by: AttestedBy, place: str) -> None:
    verdict = swept({"KeyE"}).ask("KeyE").attest(by).end().verdict
    assert getattr(verdict, place) == ("KeyE",)
    assert verdict.verdict == "inconclusive"
    assert verdict.tested == len(KEYS) - 1


@pytest.mark.parametrize("by", ["no_such_key", "cannot_press", "skipped"])
def test_word_of_the_person_about_a_key_that_came_changes_nothing(by: AttestedBy) -> None:
    verdict = swept().ask("KeyE").attest(by).end().verdict
    assert (verdict.verdict, verdict.tested, verdict.not_on_keyboard) == ("no_fault_seen", len(KEYS), ())


@pytest.mark.parametrize("by", ["no_such_key", "cannot_press"])
def test_word_of_the_person_does_not_undo_what_the_trials_had_shown(by: AttestedBy) -> None:
    verdict = silent().ask("KeyE", "KeyQ", "KeyY").attest(by).end().verdict
    assert [finding.symptom for finding in verdict.findings] == ["dead"]
    assert (verdict.not_on_keyboard, verdict.not_tested) == ((), ())


def test_letter_that_a_keyboard_lacks_is_a_wrong_map_and_no_pass() -> None:
    verdict = swept({"KeyE"}).ask("KeyE").attest("no_such_key").end().verdict
    assert (verdict.verdict, verdict.not_on_keyboard) == ("inconclusive", ("KeyE",))
    assert "map of this keyboard" in verdict.would_settle


def test_key_inside_the_keyboard_is_not_testable_with_its_reason() -> None:
    (fn,) = swept().end().verdict.not_testable
    assert (fn.key, fn.reason) == ("Fn", "handled inside the keyboard, never sent")


def test_key_that_no_source_can_see_is_not_testable_with_its_reason() -> None:
    blind = Source(0, "pynput", "os", 1, "all", {"KeyE": "taken by the desktop"})
    verdict = swept({"KeyE"}, sources=(blind,)).end().verdict
    assert ("KeyE", "taken by the desktop") in [(item.key, item.reason) for item in verdict.not_testable]
    assert (verdict.verdict, verdict.not_tested) == ("no_fault_seen", ())
    assert verdict.tested == len(KEYS) - 1


def test_key_that_is_on_no_list_of_a_source_is_not_testable() -> None:
    some = Source(0, "hidraw", "hid", 1, tuple(key for key in KEYS if key != "KeyE"))
    verdict = swept({"KeyE"}, sources=(some,)).end().verdict
    assert ("KeyE", "no source here can see it") in [(item.key, item.reason) for item in verdict.not_testable]


def test_key_that_was_seen_by_a_source_that_should_not_see_it_is_tested() -> None:
    blind = Source(0, "pynput", "os", 1, "all", {"KeyE": "taken by the desktop"})
    assert swept(sources=(blind,)).end().verdict.tested == len(KEYS)


def test_key_that_the_map_does_not_have_changes_nothing() -> None:
    recording = swept().hear(press("F20")).hear(press("?")).end()
    assert recording.verdict.verdict == "no_fault_seen"
    assert recording.verdict.tested == len(KEYS)


def test_witnesses_are_counted_each() -> None:
    verdict = silent().trial("KeyE", missing=("KeyY",)).end().verdict
    assert [(w.key, w.asked, w.arrived) for w in verdict.controls] == [("KeyQ", 7, 7), ("KeyY", 7, 6)]


@pytest.mark.parametrize(
    ("practice", "name", "says"),
    [(True, "evdev", True), (False, "simulated", True), (False, " Simulated ", True), (False, "evdev", False)],
)
def test_what_was_simulated_is_practice_whatever_the_header_says(practice: bool, name: str, says: bool) -> None:
    source = Source(0, name, "kernel", 1, "all")
    assert swept(sources=(source,), practice=practice).end().verdict.practice is says
    assert not swept().end().verdict.practice


def test_verdict_is_drawn_at_any_moment_without_waiting_for_the_end() -> None:
    recording = silent()
    diagnosis = Diagnosis(recording.header, SMALL)
    dead_after = None
    for record in recording.records:
        diagnosis.receive(record)
        if dead_after is None and diagnosis.findings():
            dead_after = record.t
    assert dead_after is not None
    assert diagnosis.verdict() == recording.end().verdict


def test_anchors_of_a_trial_that_is_still_open_are_not_missing_yet() -> None:
    recording = silent().ask("KeyE", "KeyQ", "KeyY").hear(press("KeyQ"))
    diagnosis = Diagnosis(recording.header, SMALL)
    for record in recording.records:
        diagnosis.receive(record)
    assert {(w.asked, w.arrived) for w in diagnosis.verdict().controls} == {(6, 6)}
    assert {(w.asked, w.arrived) for w in recording.end().verdict.controls} == {(7, 7), (7, 6)}


def test_time_alone_brings_stuck() -> None:
    recording = Recording().phase("start").hear("d:KeyE").wait(2 * SECOND)
    recording.ask("KeyE", ask="release", window_ns=2 * SECOND).wait(2 * SECOND + 1)
    recording.ask("KeyE", ask="tap", window_ns=2 * SECOND)
    diagnosis = Diagnosis(recording.header, SMALL)
    for record in recording.records:
        diagnosis.receive(record)
    assert diagnosis.findings() == ()
    diagnosis.advance_to(recording.t + 2 * SECOND)
    assert [found.symptom for found in diagnosis.findings()] == ["stuck"]
    diagnosis.advance_to(0)
    assert [found.symptom for found in diagnosis.findings()] == ["stuck"]


def test_trace_of_another_map_is_judged_by_that_map() -> None:
    recording = Recording(layout=FULL).sweep().end()
    assert diagnose(recording.trace, FULL).tested == 104


def test_interrupted_examination_is_judged_by_what_there_is() -> None:
    assert finding(silent().verdict) == finding(silent().end("interrupted").verdict)
    assert undecided(swept({"KeyE"}).trials(3, "KeyE").end("stopped").verdict).trials == 3


def test_healthy_key_that_stood_between_two_rounds_is_tested() -> None:
    verdict = silent().end().verdict
    assert verdict.undecided == ()
    assert verdict.tested == len(KEYS)
