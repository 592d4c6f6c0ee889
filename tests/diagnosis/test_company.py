"""Another key in place of the asked-for one, or with it; and what a key does that comes up late."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.events.seal import first_in_order, seal
from keycheck.events.trace import Event, Source
from tests.scenarios import DESKTOP, FULL, KERNEL, Recording, finding, press, undecided

E = press("KeyE")
F = press("KeyF")
TWO = (KERNEL, DESKTOP)
WITH_R = "d:KeyE t:4 d:KeyR t:80 u:KeyE u:KeyR"

Heard = str | Mapping[int, str]


def asked(*heard: Heard, sources: tuple[Source, ...] = (KERNEL,), swept: bool = True) -> Recording:
    """Trials of E between W and I, and one of T after the first three."""
    recording = Recording(layout=FULL, sources=sources).sweep(set() if swept else {"KeyE"}).phase("nominated")
    for number, said in enumerate(heard):
        if number == 3:
            recording.trial("KeyT", press("KeyT"), "KeyW", "KeyI")
        recording.trial("KeyE", said, "KeyW", "KeyI")
    return recording.end()


# ── wrong code ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_five_times_the_same_other_key_over_two_rounds_is_a_wrong_code() -> None:
    found = finding(asked(*[F] * 5).verdict)
    assert (found.symptom, found.other, found.trials, found.hits) == ("wrong_code", "KeyF", 5, 0)


@pytest.mark.parametrize(
    "heard",
    [
        [F] * 4,
        [F, F, F, press("KeyD"), press("KeyR"), F],
        [F, F, F, F, E, F, F],
        ["d:KeyF t:9 u:KeyF t:900 d:KeyF u:KeyF"] * 3,
    ],
)
def test_fewer_or_other_keys_or_a_hit_are_none(heard: list[str]) -> None:
    assert "wrong_code" not in [found.symptom for found in asked(*heard).verdict.findings]


def test_key_that_a_known_good_one_sets_off_did_not_come_in_place_of_the_one_between() -> None:
    recording = Recording(layout=FULL).sweep({"KeyE"}).phase("nominated")
    for _ in range(10):
        recording.scripted("KeyE", f"d:KeyW t:90 u:KeyW t:3 {F} t:400 {press('KeyI')}", "KeyW", "KeyI")
        recording.trial("KeyT", press("KeyT"), "KeyW", "KeyI")
    assert not recording.end().verdict.findings


def test_one_round_is_no_wrong_code() -> None:
    recording = Recording(layout=FULL).sweep({"KeyE"}).phase("confirm")
    for _ in range(9):
        recording.trial("KeyE", F, "KeyW", "KeyI")
    assert recording.end().verdict.findings == ()


def test_lower_layer_with_the_right_key_makes_it_software() -> None:
    found = finding(asked(*[{0: E, 1: F}] * 6, sources=TWO).verdict)
    assert (found.symptom, found.cause, found.other) == ("wrong_code", "software", "KeyF")
    assert "The switch works" in found.reason


def test_swapped_keys_are_found_though_the_sweep_saw_both() -> None:
    recording = Recording(layout=FULL).sweep().phase("nominated")
    for _ in range(2):
        recording.trials(3, "KeyE", F, before="KeyW", after="KeyI").trials(3, "KeyF", E, before="KeyW", after="KeyI")
    verdict = recording.end().verdict
    assert {(found.key, found.other) for found in verdict.findings} == {("KeyE", "KeyF"), ("KeyF", "KeyE")}


# ── extra key ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("heard", "symptom"),
    [
        ([WITH_R] * 5, "extra_key"),
        ([WITH_R] * 6 + [E] * 5, "extra_key"),
        ([WITH_R] * 5 + [E] * 6, None),
        ([WITH_R.replace("t:4", "t:20")] * 6, "extra_key"),
        ([WITH_R.replace("t:4", "t:21")] * 6, None),
        ([f"d:KeyR t:4 {E} u:KeyR"] * 6, "extra_key"),
    ],
)
def test_partner_comes_within_twenty_milliseconds_in_half_of_the_presses(heard: list[str], symptom: str | None) -> None:
    found = [item.symptom for item in asked(*heard).verdict.findings]
    assert found == ([symptom] if symptom else [])


def test_partner_in_too_few_presses_is_undecided() -> None:
    verdict = asked(*[WITH_R] * 3).verdict
    assert verdict.findings == ()
    assert (undecided(verdict).trials, undecided(verdict).hits) == (3, 0)


def test_partner_that_comes_with_the_known_good_keys_too_accuses_nobody() -> None:
    recording = Recording(layout=FULL).sweep().phase("nominated")
    for _ in range(6):
        both = [f"d:{key} t:3 d:KeyR t:80 u:{key} u:KeyR" for key in ("KeyW", "KeyE", "KeyI")]
        recording.scripted("KeyE", " t:300 ".join(both), "KeyW", "KeyI")
    assert recording.end().verdict.findings == ()


def test_known_good_key_that_the_other_sets_off_is_found_too() -> None:
    recording = Recording(layout=FULL).sweep().phase("nominated")
    for _ in range(8):
        script = f"{press('KeyW')} t:400 d:KeyE t:3 d:KeyI t:80 u:KeyE u:KeyI t:400 {press('KeyI')}"
        recording.scripted("KeyE", script, "KeyW", "KeyI")
    assert finding(recording.end().verdict).other == "KeyI"


def test_partner_that_only_the_desktop_heard_is_software() -> None:
    assert finding(asked(*[{0: E, 1: WITH_R}] * 6, sources=TWO).verdict).cause == "software"
    assert finding(asked(*[WITH_R] * 6, sources=TWO).verdict).cause == "not_separated"


@pytest.mark.parametrize("heard", [F, WITH_R])
def test_sealed_form_keeps_the_name_of_a_key_that_came_again_and_again_and_of_no_other(heard: str) -> None:
    trace = asked(*[heard] * 6, press("KeyX"), press("KeyX")).trace
    sealed = seal(trace)
    assert diagnose(sealed, FULL) == diagnose(trace, FULL)
    assert diagnose(sealed, FULL).findings[0].other in ("KeyF", "KeyR")
    assert "KeyX" not in {record.key for record in sealed.records if isinstance(record, Event)}
    assert first_in_order(sealed) is None


# ── late release ────────────────────────────────────────────────────────────────────────────────────────────────────


def held(dwells_ms: list[int], key: str = "KeyE", sources: tuple[Source, ...] = (KERNEL,)) -> Recording:
    recording = Recording(layout=FULL, sources=sources).sweep().phase("nominated")
    for dwell_ms in dwells_ms:
        recording.trial(key, press(key, dwell_ms), "KeyW", "KeyI")
    return recording.end()


@pytest.mark.parametrize(
    ("dwells", "late"),
    [
        ([700, 700, 700, *[80] * 7], 3),
        ([700, 700, *[80] * 8, 700], None),
        ([500] * 10, None),
        ([501] * 10, 10),
        ([*[80] * 10, 700, 900, 700], 3),
    ],
)
def test_three_of_ten_presses_that_last_long_are_late(dwells: list[int], late: int | None) -> None:
    found = held(dwells).verdict.findings
    assert [(item.symptom, item.trials - item.hits) for item in found] == ([("late_release", late)] if late else [])


def test_slow_hand_is_no_late_release() -> None:
    recording = Recording(layout=FULL)
    recording.phase("sweep").hear(" ".join(f"{press(key.code, 200)} t:100" for key in FULL.testable)).phase("nominated")
    for _ in range(10):
        recording.trial("KeyE", press("KeyE", 700), "KeyW", "KeyI")
    assert recording.end().verdict.findings == ()


def test_modifier_is_held_by_nature_and_counts_only_where_a_tap_was_asked_for() -> None:
    assert held([700] * 10, "ShiftLeft").verdict.findings == ()
    recording = Recording(layout=FULL).sweep().phase("nominated")
    for _ in range(10):
        recording.ask("ShiftLeft", ask="tap").hear(press("ShiftLeft", 700))
    assert finding(recording.end().verdict, "ShiftLeft").symptom == "late_release"


@pytest.mark.parametrize(
    ("sources", "cause"), [((KERNEL,), "hardware"), ((DESKTOP,), "not_separated"), (TWO, "hardware")]
)
def test_layer_near_the_switch_makes_a_late_release_hardware(sources: tuple[Source, ...], cause: str) -> None:
    assert finding(held([700] * 10, sources=sources).verdict).cause == cause


def test_release_that_only_the_desktop_heard_late_is_software() -> None:
    recording = Recording(layout=FULL, sources=TWO).sweep().phase("nominated")
    for _ in range(10):
        recording.trial("KeyE", {0: press("KeyE"), 1: press("KeyE", 700)}, "KeyW", "KeyI")
    assert finding(recording.end().verdict).cause == "software"


# ── limits by design, and trials that do not count ──────────────────────────────────────────────────────────────────


def test_key_that_does_not_arrive_while_two_others_are_held_is_a_limit_and_no_fault() -> None:
    recording = Recording(layout=FULL).sweep().phase("nominated")
    for _ in range(4):
        recording.scripted("KeyE", "d:KeyW t:300 d:KeyA t:300 d:KeyI t:80 u:KeyI u:KeyA u:KeyW", "KeyW", "KeyI")
    recording.trials(5, "KeyE", E, before="KeyW", after="KeyI")
    verdict = recording.end().verdict
    assert (verdict.verdict, verdict.findings) == ("no_fault_seen", ())
    verdict = (
        Recording(layout=FULL)
        .sweep()
        .phase("nominated")
        .scripted("KeyE", "d:KeyW t:300 d:KeyI t:80 u:KeyI u:KeyW", "KeyW", "KeyI")
        .trials(5, "KeyE", E, before="KeyW", after="KeyI")
        .end()
        .verdict
    )
    assert [(limit.key, limit.times, limit.cause) for limit in verdict.limits] == [("KeyE", 1, "by_design")]
    assert verdict.verdict == "no_fault_seen"


def test_key_that_was_asked_for_often_and_came_each_time_is_told_with_its_bound() -> None:
    (sound,) = asked(*[E] * 15).verdict.sound
    assert (sound.key, sound.trials, sound.hits, sound.miss_rate_below) == ("KeyE", 15, 15, 0.182)
