"""A source that was lost, taken or forbidden to listen: its silence says nothing until it says that it is back."""

from __future__ import annotations

import pytest

from keycheck.events.trace import Source, Trouble
from tests.scenarios import DESKTOP, MS, SECOND, Recording, finding, press, swept

LASTING: tuple[Trouble, ...] = ("source_lost", "permission", "grabbed")
TERMINAL = Source(3, "terminal", "app", MS, "all", silence="no_evidence")


def attested(recording: Recording, key: str, heard: str = "") -> Recording:
    return recording.ask(key).hear(heard).wait(SECOND).attest("person").wait(SECOND)


def paced(recording: Recording) -> Recording:
    """Five presses in two rounds that a person attests, and nothing of them is heard."""
    for key in ("KeyE", "KeyE", "KeyE", "KeyR", "KeyE", "KeyE"):
        attested(recording, key)
    return recording


@pytest.mark.parametrize("what", LASTING)
@pytest.mark.parametrize("comes_back", [False, True])
def test_silence_of_a_source_that_is_away_accuses_no_key(what: Trouble, comes_back: bool) -> None:
    recording = paced(swept({"KeyE"}).wait(1).incident(what).wait(SECOND))
    if comes_back:
        recording.incident("source_back")
    verdict = attested(recording.wait(SECOND), "KeyY", press("KeyY")).end().verdict
    assert (verdict.findings, verdict.verdict) == ((), "inconclusive")


def test_silence_that_follows_a_loss_accuses_no_key_even_where_the_window_was_left_meanwhile() -> None:
    recording = swept({"KeyE"}).wait(1).incident("source_lost").wait(SECOND).incident("blur", SECOND // 2).wait(1)
    assert attested(paced(recording), "KeyY", press("KeyY")).end().verdict.findings == ()


@pytest.mark.parametrize("what", LASTING)
def test_silence_counts_again_once_the_source_is_back(what: Trouble) -> None:
    recording = swept({"KeyE"}).wait(1).incident(what).wait(SECOND).incident("source_back").wait(1)
    recording.trials(3, "KeyE").trial("KeyR", press("KeyR")).trials(2, "KeyE")
    assert finding(recording.end().verdict).trials == 5


def test_trials_from_before_the_loss_keep_what_they_showed() -> None:
    recording = swept({"KeyE"}).trials(3, "KeyE").trial("KeyR", press("KeyR")).trials(2, "KeyE").wait(SECOND)
    assert finding(recording.incident("source_lost").wait(SECOND).end().verdict).trials == 5


def test_key_that_was_heard_while_the_source_was_away_works() -> None:
    recording = swept({"KeyE"}).wait(1).incident("source_lost").wait(SECOND).trial("KeyE", press("KeyE"))
    assert "KeyE" not in recording.end().verdict.not_tested
    assert not any(item.key == "KeyE" for item in recording.verdict.undecided)


def test_verdict_of_a_source_that_is_away_says_which_one_stopped_telling() -> None:
    verdict = paced(swept({"KeyE"}).wait(1).incident("source_lost").wait(1)).end().verdict
    assert "(evdev) stopped telling of keys" in verdict.would_settle


@pytest.mark.parametrize("was_heard", [False, True])
def test_terminal_alone_passes_no_keyboard_where_the_desktop_was_deaf_or_lost(was_heard: bool) -> None:
    recording = Recording(sources=(DESKTOP, TERMINAL))
    if was_heard:
        recording.phase("sweep").hear({1: press("KeyQ")}).wait(SECOND).incident("source_lost", source=1).wait(1)
    verdict = recording.sweep(heard_by=[TERMINAL.id]).end().verdict
    assert (verdict.verdict, verdict.findings) == ("inconclusive", ())
    assert verdict.would_settle


def test_source_that_was_lost_after_it_had_heard_every_key_takes_nothing_back() -> None:
    assert swept().wait(SECOND).incident("source_lost").wait(1).end().verdict.verdict == "no_fault_seen"
