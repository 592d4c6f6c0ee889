"""Observing, not observing, or unknown: per key, source and stretch of time, with the reason."""

from __future__ import annotations

import pytest

from keycheck.diagnosis.observability import OBSERVING, Observability, declared, why_untestable
from keycheck.diagnosis.observation import Observation
from keycheck.diagnosis.troubles import Troubles
from keycheck.events.trace import Incident, Source, Trouble
from tests.scenarios import DESKTOP, KERNEL, SECOND, Recording, silent, swept, undecided

VENDOR = Source(0, "hidraw", "hid", 1, "all", {"KeyW": "taken"}, {"KeyE": "may be handled inside"})
TERMINAL = Source(0, "terminal", "app", 1, "all", silence="no_evidence")
LISTED = Source(0, "hook", "os", 1, ("KeyA",))


def during_the_last_trial(recording: Recording, source: int = 0) -> Observability:
    facts = Observation(recording.header)
    for record in recording.records:
        facts.receive(record)
    return facts.observability(facts.trials[-1], facts.ears[source])


@pytest.mark.parametrize(
    ("source", "key", "told"),
    [
        (KERNEL, "KeyE", OBSERVING),
        (VENDOR, "KeyA", OBSERVING),
        (VENDOR, "KeyW", Observability("not_observing", "taken")),
        (VENDOR, "KeyE", Observability("unknown", "may be handled inside")),
        (LISTED, "KeyA", OBSERVING),
        (LISTED, "KeyE", Observability("unknown", "no source here can see it")),
        (TERMINAL, "KeyE", Observability("not_observing", "silence of terminal is no evidence")),
    ],
)
def test_source_says_of_each_key_what_its_silence_means(source: Source, key: str, told: Observability) -> None:
    assert declared(source, key) == told
    assert source.can_observe(key) == (told is OBSERVING)


def test_key_is_testable_where_any_source_can_see_it_and_else_the_reason_is_named() -> None:
    assert why_untestable((VENDOR, LISTED), "KeyE") == "may be handled inside"
    assert why_untestable((LISTED, VENDOR), "KeyW") == "taken"
    assert why_untestable((LISTED,), "KeyE") == "no source here can see it"
    assert why_untestable((VENDOR, TERMINAL), "KeyE") is None


def test_source_that_was_heard_observes_the_keys_that_it_can_see() -> None:
    assert during_the_last_trial(silent()) == OBSERVING


def test_source_is_observing_where_it_was_heard_before_and_after_the_moment() -> None:
    both = dict.fromkeys((0, 1), "d:KeyQ u:KeyQ t:500 d:KeyY u:KeyY")
    recording = swept({"KeyE"}, sources=(KERNEL, DESKTOP)).ask("KeyE", "KeyQ", "KeyY").hear(both)
    assert during_the_last_trial(recording, 1) == OBSERVING
    for half in ("d:KeyQ u:KeyQ", "d:KeyY u:KeyY", ""):
        recording = swept({"KeyE"}, sources=(KERNEL, DESKTOP)).ask("KeyE", "KeyQ", "KeyY").hear({**both, 1: half})
        assert during_the_last_trial(recording, 0) == OBSERVING
        assert during_the_last_trial(recording, 1).reason == "pynput did not hear this keyboard before and after it"


def test_source_of_a_paced_press_is_observing_where_it_was_heard_before_and_after_it() -> None:
    recording = swept({"KeyE"}).ask("KeyR").hear("d:KeyR u:KeyR").attest("person")
    recording.ask("KeyE").wait(SECOND).attest("person").wait(1)
    assert during_the_last_trial(recording).state == "not_observing"
    assert during_the_last_trial(recording.hear("d:KeyW u:KeyW")) == OBSERVING


def test_paced_presses_that_nobody_surrounded_are_undecided_with_the_reason() -> None:
    recording = swept({"KeyE"}).ask("KeyE", "KeyQ", "KeyY").attest("skipped")
    for _ in range(3):
        recording.ask("KeyE").wait(2 * SECOND).attest("person").wait(1)
    assert "did not hear this keyboard before and after it" in undecided(recording.end().verdict).reason


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("grabbed", "another program took the keyboard for itself"),
        ("source_lost", "a way of listening stopped"),
        ("permission", "the permission to listen was missing"),
        ("blur", "the keycheck window was not in front"),
    ],
)
def test_trouble_across_a_stretch_of_time_is_why_nobody_was_observing_in_it(what: Trouble, reason: str) -> None:
    recording = swept({"KeyE"}).trial("KeyE").incident(what, since_ns=SECOND)
    assert during_the_last_trial(recording) == Observability("not_observing", reason)
    recording.wait(SECOND).incident("source_back").wait(1).trial("KeyE")
    assert during_the_last_trial(recording) == OBSERVING


def test_among_thousands_of_incidents_the_one_across_a_stretch_is_found() -> None:
    troubles = Troubles((0, 1))
    incidents = [Incident(10 * n, n % 3 if n % 3 < 2 else None, "stall", 10 * n + (n * 7) % 25) for n in range(2000)]
    for incident in incidents:
        troubles.add(incident)
    for since_ns in range(0, 21_000, 37):
        for source in (0, 1):
            touching = [
                i for i in incidents if i.source in (None, source) and i.t <= since_ns + 4 and i.until >= since_ns
            ]
            found = troubles.across(source, since_ns, since_ns + 4)
            assert (found is not None) == bool(touching)
            assert found is None or found in touching
