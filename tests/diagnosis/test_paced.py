"""Presses without known-good keys beside them, attested by a person: a click, a tap elsewhere."""

from __future__ import annotations

from keycheck.events.trace import Prompt
from tests.scenarios import MS, SECOND, Recording, finding, press, swept, undecided


def paced(recording: Recording, key: str, *heard: str) -> Recording:
    for said in heard:
        recording.ask(key).wait(SECOND // 2).hear(said).wait(SECOND // 2).attest("person").wait(SECOND)
    return recording


def test_key_that_stays_silent_in_two_rounds_is_dead_once_the_source_was_heard_again() -> None:
    recording = paced(swept({"KeyE"}), "KeyE", "", "", "")
    paced(paced(recording, "KeyR", press("KeyR")), "KeyE", "", "")
    assert recording.verdict.findings == ()
    found = finding(paced(recording, "KeyT", press("KeyT")).end().verdict)
    assert (found.symptom, found.cause, found.trials) == ("dead", "hardware", 5)


def test_silence_that_nobody_attested_is_no_miss() -> None:
    recording = swept({"KeyE"})
    for number in range(8):
        recording.ask("KeyR" if number == 3 else "KeyE").wait(SECOND).hear(press("KeyR") if number == 3 else "")
    assert recording.hear(press("KeyT")).end().verdict.findings == ()


def test_misses_among_paced_presses_make_a_key_intermittent() -> None:
    recording = paced(swept(), "KeyE", *[press("KeyE"), "", press("KeyE")])
    paced(paced(recording, "KeyR", press("KeyR")), "KeyE", "", "", press("KeyE"), "")
    open_key = undecided(recording.verdict)
    assert (open_key.trials, open_key.hits) == (6, 3)
    found = finding(paced(recording, "KeyE", "", "", press("KeyE")).end().verdict)
    assert (found.symptom, found.trials, found.hits) == ("intermittent", 10, 4)


def test_press_shortly_before_its_beat_is_no_miss() -> None:
    """Whoever anticipates the beat presses for the next prompt before it opens."""
    recording = swept().ask("KeyE")
    for _ in range(12):
        recording.wait(500 * MS).hear(press("KeyE")).wait(20 * MS).attest("person").ask("KeyE")
    recording.wait(600 * MS).attest("person").wait(SECOND)
    verdict = paced(recording, "KeyR", press("KeyR")).end().verdict
    assert (verdict.verdict, verdict.findings) == ("no_fault_seen", ())


def test_silence_after_several_quick_presses_were_asked_for_proves_nothing() -> None:
    recording = swept({"KeyE"})
    for number in range(7):
        key = "KeyR" if number == 3 else "KeyE"
        recording.records.append(Prompt(recording.t, 100 + number, 1, key, 3 * SECOND, times=8))
        recording.wait(SECOND).attest("person", 100 + number).wait(SECOND)
    assert recording.hear(press("KeyT")).end().verdict.findings == ()
