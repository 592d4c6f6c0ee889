"""Whose silence counts: sources that are alive, that can see the key, and that heard the keyboard under test."""

from __future__ import annotations

import pytest

from keycheck.diagnosis.observation import Observation
from keycheck.events.trace import Source, Trouble
from tests.scenarios import DESKTOP, KERNEL, SECOND, Recording, finding, press, silent, swept, undecided

TWO = (KERNEL, DESKTOP)


def observed(recording: Recording) -> Observation:
    facts = Observation(recording.header)
    for record in recording.records:
        facts.receive(record)
    return facts


def test_source_that_was_never_heard_is_not_observing() -> None:
    recording = silent(sources=TWO)
    deaf = swept({"KeyE"}, sources=TWO)
    assert observed(recording).layers("KeyE") == ("kernel", "os")
    assert observed(Recording(sources=TWO).hear({0: "d:KeyA"})).layers("KeyE") == ("kernel",)
    assert observed(Recording(sources=TWO)).layers("KeyE") == ()
    assert deaf.verdict.not_tested == ("KeyE",)


def test_silence_of_a_source_that_heard_nothing_at_all_is_no_silence() -> None:
    recording = Recording(sources=TWO).sweep({"KeyE"}, heard_by=[0]).phase("confirm")
    for _ in range(3):
        recording.scripted("KeyE", {0: "d:KeyQ t:80 u:KeyQ t:500 d:KeyY t:80 u:KeyY"})
    recording.scripted("KeyR", {0: "d:KeyQ t:80 u:KeyQ t:500 d:KeyR u:KeyR d:KeyY t:80 u:KeyY"})
    for _ in range(2):
        recording.scripted("KeyE", {0: "d:KeyQ t:80 u:KeyQ t:500 d:KeyY t:80 u:KeyY"})
    found = finding(recording.end().verdict)
    assert found.layers == {"kernel": "silent"}
    assert found.cause == "hardware"


def test_source_is_not_proven_by_injected_events() -> None:
    recording = Recording().phase("sweep").hear("d:KeyA u:KeyA", injected=True)
    assert observed(recording).layers("KeyE") == ()
    assert not observed(recording).seen("KeyA")


def test_source_is_not_proven_by_another_keyboard() -> None:
    recording = Recording().phase("sweep").hear("d:KeyA u:KeyA", device=1)
    assert observed(recording).layers("KeyE") == ()
    assert not observed(recording).seen("KeyA")


def test_source_that_cannot_tell_keyboards_apart_is_believed() -> None:
    assert observed(Recording().hear("d:KeyA u:KeyA", device=None)).seen("KeyA")


@pytest.mark.parametrize("kind", ["injected", "other keyboard"])
def test_events_that_prove_nothing_do_not_save_a_dead_key(kind: str) -> None:
    recording = silent()
    recording.hear(press("KeyE"), device=1 if kind == "other keyboard" else 0, injected=kind == "injected")
    assert finding(recording.end().verdict).symptom == "dead"


@pytest.mark.parametrize("kind", ["injected", "other keyboard"])
def test_events_that_prove_nothing_do_not_disturb_a_trial(kind: str) -> None:
    recording = swept({"KeyE"})
    for count in range(6):
        recording.ask("KeyE" if count != 3 else "KeyR", "KeyQ", "KeyY").hear("d:KeyQ t:80 u:KeyQ")
        recording.hear(press("KeyT"), device=1 if kind == "other keyboard" else 0, injected=kind == "injected")
        recording.hear(("" if count != 3 else press("KeyR")) + " d:KeyY t:80 u:KeyY").wait(SECOND).attest("sandwich")
    assert finding(recording.end().verdict).symptom == "dead"


def test_blind_key_is_not_observed_by_that_source() -> None:
    sources = (KERNEL, Source(1, "pynput", "os", 1, "all", {"KeyE": "taken by the desktop"}))
    facts = observed(Recording(sources=sources).hear("d:KeyA"))
    assert facts.layers("KeyE") == ("kernel",)
    assert facts.layers("KeyR") == ("kernel", "os")


def test_source_that_names_its_keys_observes_no_other() -> None:
    sources = (KERNEL, Source(1, "hidraw", "hid", 1, ("KeyA", "KeyE")))
    facts = observed(Recording(sources=sources).hear("d:KeyA"))
    assert facts.layers("KeyE") == ("hid", "kernel")
    assert facts.layers("KeyR") == ("kernel",)


def test_silence_of_a_blind_source_does_not_stand_in_for_one_that_was_away() -> None:
    blind = Source(0, "hook", "kernel", 1, "all", {"KeyE": "taken"})
    recording = Recording(sources=(blind, Source(1, "evdev", "kernel", 1, "all"))).sweep({"KeyE"}).phase("confirm")
    for number in range(1, 7):
        recording.scripted("KeyE" if number != 4 else "KeyR", {0: "d:KeyQ t:80 u:KeyQ t:500 d:KeyY t:80 u:KeyY"})
    verdict = recording.end().verdict
    assert verdict.findings == ()
    assert undecided(verdict).trials == 0


def test_release_alone_shows_that_a_key_works() -> None:
    recording = Recording().sweep({"KeyE"})
    recording.hear("u:KeyE").end()
    assert recording.verdict.verdict == "no_fault_seen"


def test_repeats_alone_show_nothing() -> None:
    recording = Recording().sweep({"KeyE"}).hear("r:KeyE r:KeyE").end()
    assert recording.verdict.not_tested == ("KeyE",)


def test_key_works_when_every_layer_that_could_hear_it_did() -> None:
    recording = Recording(sources=TWO).sweep({"KeyE"}).hear({0: press("KeyE")})
    assert not observed(recording).works("KeyE")
    assert observed(recording.hear({1: press("KeyE")})).works("KeyE")


# ── trouble ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("what", ["blur", "stall", "dropped", "source_lost", "clock_step", "grabbed", "permission"])
def test_trial_across_any_trouble_does_not_count_and_the_trouble_is_named(what: Trouble) -> None:
    verdict = silent().incident(what, since_ns=20 * SECOND).end().verdict
    assert verdict.verdict == "inconclusive"
    assert verdict.findings == ()
    assert undecided(verdict).trials == 0
    named = "another program took the keyboard for itself" if what == "grabbed" else what.replace("_", " ")
    assert named in undecided(verdict).reason
    assert [incident.what for incident in verdict.incidents] == [what]


def test_only_the_trials_across_the_trouble_are_lost() -> None:
    verdict = silent().wait(SECOND).incident("stall", since_ns=SECOND + SECOND // 2).end().verdict
    assert undecided(verdict).trials == 4
    assert "stall" not in undecided(verdict).reason


def test_trouble_after_a_trial_was_attested_takes_nothing_from_it() -> None:
    recording = swept({"KeyE"})
    for key in ("KeyE", "KeyE", "KeyE", "KeyR", "KeyE", "KeyE"):
        recording.trial(key, press("KeyR") if key == "KeyR" else "").wait(5 * SECOND).incident("blur", SECOND).wait(1)
    assert finding(recording.end().verdict).trials == 5


def test_trouble_of_one_source_leaves_the_other_one_listening() -> None:
    verdict = silent(sources=TWO).incident("stall", since_ns=20 * SECOND, source=1).end().verdict
    assert undecided(verdict).trials == 0
    verdict = silent(sources=TWO).incident("stall", since_ns=20 * SECOND, source=0).end().verdict
    assert finding(verdict).layers == {"os": "silent"}
    assert finding(verdict).cause == "not_separated"
    assert "no layer below it can say" in finding(verdict).reason


def test_press_that_arrived_counts_in_spite_of_trouble() -> None:
    recording = swept({"KeyE"}).trial("KeyE", press("KeyE")).incident("stall", since_ns=SECOND).end()
    assert recording.verdict.verdict == "no_fault_seen"


def test_anchors_asked_for_in_trouble_are_no_omission_of_the_person() -> None:
    recording = silent()
    for _ in range(6):
        recording.trial("KeyE", missing=("KeyQ", "KeyY"), attest=None)
    recording.incident("blur", since_ns=6 * 1600 * 1_000_000 - 1).end()
    assert finding(recording.verdict).symptom == "dead"


@pytest.mark.parametrize("what", ["blur", "dropped", "source_back"])
def test_key_that_was_let_go_while_nobody_listened_does_not_spoil_all_that_follows(what: Trouble) -> None:
    recording = swept({"KeyE"}).hear("d:AltLeft").wait(SECOND).incident(what, SECOND // 2).wait(1)
    recording.trials(3, "KeyE").trial("KeyR", press("KeyR")).trials(2, "KeyE").end()
    assert finding(recording.verdict).symptom == "dead"


def test_key_that_is_held_during_the_trials_spoils_them() -> None:
    recording = swept({"KeyE"}).hear("d:AltLeft").wait(SECOND)
    recording.trials(3, "KeyE").trial("KeyR", press("KeyR")).trials(2, "KeyE").end()
    assert recording.verdict.findings == ()


def test_key_that_was_held_over_several_prompts_spoils_nothing_once_it_is_up() -> None:
    recording = swept({"KeyE"}).ask("KeyT").hear("d:KeyT").ask("KeyR").ask("Space").hear("u:KeyT")
    recording.trials(3, "KeyE").trial("KeyR", press("KeyR")).trials(2, "KeyE").end()
    assert finding(recording.verdict).symptom == "dead"
