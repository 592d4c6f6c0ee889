"""A setting of the machine that imitates a fault: silence that it may have caused accuses nobody."""

from __future__ import annotations

import pytest

from keycheck.events.trace import Setting, Settings, Source
from tests.scenarios import DESKTOP, KERNEL, KEYS, Recording, finding, press, silent, swept, undecided

SLOW = Setting("Slow Keys", "short presses are lost", "os", blocks=True)
REMAP = Setting("a remapped key", "E types nothing", "os", blocks=True, keys=("KeyE",))
OF_ANOTHER_KEY = Setting("a remapped key", "T types nothing", "os", blocks=True, keys=("KeyT",))
LOW = Setting("a kernel map", "E types nothing", "kernel", blocks=True, keys=("KeyE",))
EMPTIED = Setting("Changed keymap", "KeyE gives nothing", "app", blocks=False, keys=("KeyE", "KeyR"), emptied=("KeyE",))
HARMLESS = Setting("NumLock off", "the number pad moves the cursor", "os", blocks=False)


def intermittent(setting: Setting, heard_when_missed: dict[int, str], **parts: object) -> Recording:
    recording = swept({"KeyE"}, settings=(setting,), **parts)
    for count in range(14):
        recording.trial("KeyE", heard_when_missed if count % 3 == 0 else press("KeyE"))
        if count == 3:
            recording.trial("KeyR", press("KeyR"))
    return recording.end()


@pytest.mark.parametrize("setting", [SLOW, REMAP])
def test_silence_that_a_setting_explains_is_no_fault_of_the_key(setting: Setting) -> None:
    verdict = silent(sources=(DESKTOP,), settings=(setting,)).end().verdict
    assert verdict.findings == ()
    assert (verdict.verdict, verdict.cause) == ("inconclusive", "software")
    assert setting.name in undecided(verdict).reason
    assert setting.name in verdict.would_settle
    assert verdict.settings == (setting,)


@pytest.mark.parametrize("setting", [OF_ANOTHER_KEY, HARMLESS])
def test_setting_that_does_not_reach_the_key_explains_nothing(setting: Setting) -> None:
    assert finding(silent(sources=(DESKTOP,), settings=(setting,)).end().verdict).symptom == "dead"


def test_setting_above_a_layer_that_was_silent_too_explains_nothing() -> None:
    found = finding(silent(sources=(KERNEL, DESKTOP), settings=(SLOW,)).end().verdict)
    assert (found.symptom, found.cause) == ("dead", "hardware")


def test_setting_that_reaches_down_to_the_lowest_layer_explains_its_silence() -> None:
    verdict = silent(sources=(KERNEL, DESKTOP), settings=(LOW,)).end().verdict
    assert verdict.findings == ()
    assert "kernel map" in undecided(verdict).reason


def test_setting_between_a_layer_that_received_the_key_and_one_that_did_not_is_named() -> None:
    verdict = silent(heard={0: press("KeyE")}, sources=(KERNEL, DESKTOP), settings=(SLOW,)).end().verdict
    assert (finding(verdict).symptom, finding(verdict).cause) == ("dead", "software")
    assert "Slow Keys" in finding(verdict).reason
    assert finding(verdict).would_settle == "Turn Slow Keys off, and test again. `keycheck doctor` says how."


def test_misses_that_a_setting_explains_are_no_fault_of_the_key() -> None:
    verdict = intermittent(SLOW, {}, sources=(DESKTOP,)).verdict
    assert verdict.findings == ()
    assert "Slow Keys" in undecided(verdict).reason


def test_misses_below_the_setting_are_the_keys_own() -> None:
    found = finding(intermittent(SLOW, {}, sources=(KERNEL, DESKTOP)).verdict)
    assert (found.symptom, found.cause) == ("intermittent", "not_separated")


def test_misses_between_a_whole_layer_and_the_setting_are_of_software() -> None:
    found = finding(intermittent(SLOW, {0: press("KeyE")}, sources=(KERNEL, DESKTOP)).verdict)
    assert (found.symptom, found.cause) == ("intermittent", "software")


def test_setting_that_was_found_at_the_end_excuses_what_came_before() -> None:
    recording = silent(sources=(DESKTOP,))
    recording.records.append(Settings(recording.t, (SLOW,)))
    assert recording.end().verdict.findings == ()


def test_setting_that_is_on_says_nothing_against_keys_that_came() -> None:
    verdict = swept(settings=(SLOW,), sources=(DESKTOP,)).end().verdict
    assert (verdict.verdict, verdict.cause, verdict.settings) == ("no_fault_seen", None, (SLOW,))


def test_key_that_arrives_and_that_a_setting_leaves_without_a_meaning_is_no_pass() -> None:
    verdict = swept(sources=(KERNEL, DESKTOP), settings=(EMPTIED,)).end().verdict
    assert (verdict.verdict, verdict.findings, verdict.tested) == ("inconclusive", (), len(KEYS) - 1)
    assert "programs get nothing" in undecided(verdict).reason
    assert "`setxkbmap`" in verdict.would_settle


def test_setting_that_was_found_only_at_the_end_leaves_its_key_undecided_too() -> None:
    recording = swept(sources=(DESKTOP,))
    recording.records.append(Settings(recording.t, (EMPTIED,)))
    assert [item.key for item in recording.end().verdict.undecided] == ["KeyE"]


def test_key_that_a_program_got_has_a_meaning() -> None:
    program = Source(3, "terminal", "app", 1_000_000, "all")
    assert swept(sources=(DESKTOP, program), settings=(EMPTIED,)).end().verdict.verdict == "no_fault_seen"


def test_emptied_key_that_was_not_pressed_is_not_tested_and_a_dead_one_is_dead() -> None:
    assert swept({"KeyE"}, sources=(DESKTOP,), settings=(EMPTIED,)).end().verdict.not_tested == ("KeyE",)
    assert finding(silent(settings=(EMPTIED,)).end().verdict).cause == "hardware"
