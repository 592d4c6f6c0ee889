"""Symptom and cause: what the layers heard, and what may be said of it."""

from __future__ import annotations

import pytest

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.events.seal import seal
from keycheck.events.trace import Source, Trouble
from tests.scenarios import DESKTOP, KERNEL, REPORTS, SECOND, SMALL, Recording, finding, press, silent, swept, undecided

TWO = (KERNEL, DESKTOP)
THREE = (KERNEL, DESKTOP, REPORTS)
E = press("KeyE")


# ── dead ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_dead_at_the_kernel_is_hardware() -> None:
    found = finding(silent().end().verdict)
    assert (found.symptom, found.cause, found.trials, found.hits) == ("dead", "hardware", 5, 0)
    assert found.bound is not None
    assert found.bound.hit_rate_below == 0.451
    assert found.layers == {"kernel": "silent"}


def test_dead_at_the_desktop_alone_is_not_separated_and_says_what_would_settle_it() -> None:
    found = finding(silent(sources=(DESKTOP,)).end().verdict)
    assert (found.symptom, found.cause) == ("dead", "not_separated")
    assert found.layers == {"os": "silent"}
    assert "closer" in found.would_settle


def test_dead_at_every_layer_is_hardware() -> None:
    found = finding(silent(sources=THREE).end().verdict)
    assert found.cause == "hardware"
    assert found.layers == {"hid": "silent", "kernel": "silent", "os": "silent"}


@pytest.mark.parametrize(
    ("heard", "layers", "between"),
    [
        ({0: E}, {"kernel": "seen", "os": "silent"}, ("kernel", "desktop")),
        ({0: E, 2: E}, {"hid": "seen", "kernel": "seen", "os": "silent"}, ("kernel", "desktop")),
        ({2: E}, {"hid": "seen", "kernel": "silent", "os": "silent"}, ("connection", "kernel")),
    ],
)
def test_key_that_a_lower_layer_received_is_taken_away_by_software(
    heard: dict[int, str], layers: dict[str, str], between: tuple[str, str]
) -> None:
    sources = THREE if 2 in heard else TWO
    found = finding(silent(heard=heard, sources=sources).end().verdict)
    assert (found.symptom, found.cause) == ("dead", "software")
    assert found.layers == layers
    received, lost = found.reason.lower().split(".")[0].split(" received the key, and ")
    assert (between[0] in received, between[1] in lost) == (True, True)


def test_key_that_came_past_the_keyboard_under_test_is_undecided() -> None:
    verdict = silent(heard={1: E}, sources=TWO).end().verdict
    assert verdict.findings == ()
    assert "not from the keyboard under test" in undecided(verdict).reason
    assert verdict.verdict == "inconclusive"


def test_late_hit_withdraws_dead() -> None:
    assert finding(silent().end().verdict).symptom == "dead"
    verdict = silent().wait(SECOND).phase("sweep").hear(E).end().verdict
    assert "dead" not in [found.symptom for found in verdict.findings]
    verdict = silent().trial("KeyE", E).end().verdict
    assert [found.symptom for found in verdict.findings] == ["intermittent"]


def test_four_silent_trials_are_not_enough() -> None:
    verdict = swept({"KeyE"}).trials(3, "KeyE").trial("KeyR", press("KeyR")).trial("KeyE").end().verdict
    assert verdict.findings == ()
    assert (undecided(verdict).trials, undecided(verdict).hits) == (4, 0)


def test_two_rounds_need_a_trial_of_another_key_between() -> None:
    verdict = swept({"KeyE"}).trials(9, "KeyE").end().verdict
    assert verdict.findings == ()
    assert undecided(verdict).trials == 9


def test_prompt_to_let_go_parts_no_rounds() -> None:
    recording = swept({"KeyE"}).trials(3, "KeyE").ask("KeyR", ask="release").trials(2, "KeyE").end()
    assert recording.verdict.findings == ()


def test_rounds_are_told_by_the_order_of_trials_and_not_by_what_the_prompt_says() -> None:
    recording = swept({"KeyE"}).trials(5, "KeyE")
    assert {record.round for record in recording.records if hasattr(record, "round")} == {1}
    assert finding(silent().end().verdict).symptom == "dead"


def test_key_that_was_seen_in_the_sweep_is_never_dead() -> None:
    recording = swept().trials(3, "KeyE").trial("KeyR", press("KeyR")).trials(2, "KeyE").end()
    assert finding(recording.verdict).symptom == "intermittent"


@pytest.mark.parametrize("missing", [("KeyQ",), ("KeyY",), ("KeyQ", "KeyY")])
def test_silence_without_both_anchors_is_no_silence(missing: tuple[str, ...]) -> None:
    verdict = silent(missing=missing).end().verdict
    assert verdict.findings == ()
    assert undecided(verdict).trials == 0


# ── a person who errs ───────────────────────────────────────────────────────────────────────────────────────────────


def test_presses_in_another_order_never_accuse_a_key() -> None:
    for script in (
        "d:KeyE t:80 u:KeyE t:50 d:KeyQ t:80 u:KeyQ t:300 d:KeyY t:80 u:KeyY",
        "d:KeyQ t:80 u:KeyQ t:300 d:KeyY t:80 u:KeyY t:50 d:KeyE t:80 u:KeyE",
    ):
        recording = swept()
        for count in range(20):
            recording.scripted("KeyE", script)
            if count % 5 == 4:
                recording.trial("KeyR", press("KeyR"))
        assert recording.end().verdict.findings == ()


def test_slips_to_a_neighbour_are_no_misses_and_are_named() -> None:
    recording = swept({"KeyE"})
    for number in range(8):
        recording.trial("KeyE", press("KeyW" if number % 2 else "KeyR"))
    verdict = recording.end().verdict
    assert verdict.findings == ()
    assert undecided(verdict).trials == 0
    assert "in its place" in undecided(verdict).reason


def test_slip_that_only_one_of_two_sources_of_a_layer_heard_is_no_miss() -> None:
    sources = (KERNEL, Source(1, "second", "kernel", 1_000, "all"))
    assert finding(silent(heard={1: press("KeyW")}, sources=sources).end().verdict).symptom == "wrong_code"


def test_hit_that_only_one_of_two_sources_of_a_layer_heard_is_a_hit() -> None:
    sources = (KERNEL, Source(1, "second", "kernel", 1_000, "all"))
    assert silent(heard={1: E}, sources=sources).end().verdict.verdict == "no_fault_seen"


def test_person_who_leaves_out_too_many_anchors_accuses_no_key() -> None:
    recording = silent()
    recording.trials(5, "KeyE", missing=("KeyQ",)).end()
    assert recording.verdict.findings == ()
    assert "one in ten" in undecided(recording.verdict).reason
    assert recording.verdict.verdict == "inconclusive"


# ── intermittent ────────────────────────────────────────────────────────────────────────────────────────────────────


def missing_each_third(recording: Recording, heard_when_missed: dict[int, str]) -> Recording:
    for count in range(14):
        recording.trial("KeyE", heard_when_missed if count % 3 == 0 else E)
        if count == 3:
            recording.trial("KeyR", press("KeyR"))
    return recording.end()


def test_key_that_misses_some_presses_is_intermittent() -> None:
    found = finding(missing_each_third(swept({"KeyE"}), {}).verdict)
    assert (found.symptom, found.cause, found.trials, found.hits) == ("intermittent", "not_separated", 14, 9)
    assert found.bound is not None
    assert found.bound.hit_rate_below == 0.848
    assert "kernel" in found.reason
    assert found.would_settle


def test_misses_above_a_layer_that_received_every_press_are_of_software() -> None:
    found = finding(missing_each_third(swept({"KeyE"}, sources=TWO), {0: E}).verdict)
    assert (found.symptom, found.cause) == ("intermittent", "software")
    assert "kernel received every press that was asked for" in found.reason
    assert "desktop missed some" in found.reason


def test_misses_at_every_layer_name_the_lowest_one() -> None:
    found = finding(missing_each_third(swept({"KeyE"}, sources=THREE), {}).verdict)
    assert found.cause == "not_separated"
    assert "own connection missed some" in found.reason


# ── stuck ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def at_start(keys: tuple[str, ...] = ("KeyE",), asks: tuple[str, ...] = ("release", "tap")) -> Recording:
    """These keys are down at the start, and are asked to come up."""
    recording = Recording().phase("start").hear(" ".join(f"d:{key}" for key in keys)).wait(2 * SECOND)
    for key in keys:
        for ask in asks:
            recording.ask(key, ask=ask, window_ns=2 * SECOND).wait(2 * SECOND + 1)  # type: ignore[arg-type]
    return recording


def test_key_that_stays_down_though_asked_to_come_up_twice_is_stuck() -> None:
    found = finding(at_start().sweep({"KeyE"}).phase("confirm").end().verdict)
    assert (found.symptom, found.cause, found.trials, found.hits) == ("stuck", "not_separated", 2, 0)
    assert "Unplug" in found.would_settle


@pytest.mark.parametrize(
    ("released", "tapped"), [("t:100 u:KeyE", ""), ("", "t:100 u:KeyE"), ("", "t:100 d:KeyE t:80 u:KeyE")]
)
def test_key_that_comes_up_when_it_is_asked_to_is_not_stuck(released: str, tapped: str) -> None:
    recording = Recording().phase("start").hear("d:KeyE").wait(2 * SECOND)
    recording.ask("KeyE", ask="release", window_ns=2 * SECOND).hear(released).wait(2 * SECOND)
    recording.ask("KeyE", ask="tap", window_ns=2 * SECOND).hear(tapped).wait(2 * SECOND)
    recording.sweep({"KeyE"}).phase("confirm").end()
    assert recording.verdict.verdict == "no_fault_seen"


def test_release_long_after_the_prompts_withdraws_stuck() -> None:
    recording = at_start().sweep({"KeyE"}).hear("u:KeyE").phase("confirm").end()
    assert recording.verdict.findings == ()
    assert recording.verdict.verdict == "no_fault_seen"


def test_key_that_was_asked_to_come_up_only_once_undisturbed_is_undecided_and_no_pass() -> None:
    recording = at_start(asks=("release",)).ask("KeyE", ask="tap", window_ns=2 * SECOND).wait(SECOND)
    recording.incident("blur", SECOND // 2).wait(SECOND + 1).sweep({"KeyE"}).phase("confirm").end()
    verdict = recording.verdict
    assert verdict.findings == ()
    assert verdict.verdict == "inconclusive"
    assert undecided(verdict).trials == 1


def test_trouble_of_the_one_source_that_heard_it_go_down_voids_a_prompt_to_let_go() -> None:
    recording = at_start(asks=("release",)).ask("KeyE", ask="tap", window_ns=2 * SECOND).wait(SECOND)
    recording.incident("source_lost", SECOND // 2, source=0).wait(SECOND + 1).sweep({"KeyE"}).phase("confirm").end()
    assert recording.verdict.findings == ()


@pytest.mark.parametrize("what", ["source_lost", "blur"])
def test_key_that_may_have_come_up_unheard_is_not_stuck_and_no_pass(what: Trouble) -> None:
    recording = Recording().phase("start").hear("d:KeyE").wait(SECOND).incident(what, SECOND // 2).wait(SECOND)
    for _ in range(2):
        recording.ask("KeyE", ask="release").wait(4 * SECOND)
    verdict = recording.incident("source_back").wait(1).sweep({"KeyE"}).end().verdict
    assert (verdict.findings, verdict.verdict) == ((), "inconclusive")
    assert "not seen to come up" in undecided(verdict).reason
    assert diagnose(seal(recording.trace), SMALL) == verdict


def test_prompt_to_let_go_that_was_refused_says_nothing() -> None:
    recording = Recording().phase("start").hear("d:KeyE").wait(SECOND)
    for _ in range(2):
        recording.ask("KeyE", ask="release").wait(1).attest("skipped")
    assert recording.sweep({"KeyE"}).end().verdict.findings == ()


def test_one_key_that_is_stuck_does_not_keep_another_from_being_tested() -> None:
    recording = at_start(("Digit1",)).sweep({"Digit1", "KeyE"}).phase("confirm")
    recording.trials(3, "KeyE").trial("KeyR", press("KeyR")).trials(2, "KeyE").end()
    assert {found.key: found.symptom for found in recording.verdict.findings} == {"Digit1": "stuck", "KeyE": "dead"}


def test_two_keys_that_are_stuck_may_hide_a_third_and_so_accuse_none() -> None:
    recording = at_start(("Digit1", "Digit6")).sweep({"Digit1", "Digit6", "KeyE"}).phase("confirm")
    recording.trials(3, "KeyE").trial("KeyR", press("KeyR")).trials(2, "KeyE").end()
    assert {found.key for found in recording.verdict.findings} == {"Digit1", "Digit6"}
    assert "down all the time" in undecided(recording.verdict).reason


def test_stuck_key_that_is_handed_over_again_after_an_interruption_spoils_no_trial() -> None:
    recording = at_start(("Digit1",)).sweep({"Digit1", "KeyE"}).phase("confirm")
    recording.wait(SECOND).incident("blur", SECOND // 2).hear("d:Digit1").wait(1)
    recording.trials(3, "KeyE").trial("KeyR", press("KeyR")).trials(2, "KeyE").end()
    assert {found.key: found.symptom for found in recording.verdict.findings} == {"Digit1": "stuck", "KeyE": "dead"}
