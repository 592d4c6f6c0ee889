"""The acceptance suite of the design (diagnosis, section 8): seven traces and a fast typist, and their variants.

The board is ansi-104 with one kernel source. In the sweep every key but E comes once; E is asked for between W and I,
in two rounds, the first of three trials, with one trial of another key between them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from msgspec.structs import replace

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.events.seal import seal
from keycheck.events.trace import Attest, Phase, Prompt, Source, Trouble
from tests.scenarios import DESKTOP, FULL, KERNEL, SECOND, Recording, finding, press, undecided

E = press("KeyE")


def frame(presses: Sequence[str], sources: tuple[Source, ...] = (KERNEL,), lost: Sequence[int] = ()) -> Recording:
    """The common frame with what was heard of E in each trial; in the trials of `lost` one anchor is missing."""
    recording = Recording(layout=FULL, sources=sources).sweep({"KeyE"}).phase("confirm")
    return trials(recording, presses, lost)


def trials(recording: Recording, presses: Sequence[str], lost: Sequence[int] = ()) -> Recording:
    for number, heard in enumerate(presses, 1):
        if number == 4:
            recording.trial("KeyT", press("KeyT"), "KeyW", "KeyI")
        recording.trial("KeyE", heard, "KeyW", "KeyI", missing=("KeyI",) if number in lost else ())
    return recording


A = ["" if number in (2, 5, 8, 11, 14) else E for number in range(1, 16)]
F = [""] * 10


def test_a_is_intermittent_from_trial_14() -> None:
    for count in range(4, 14):
        assert frame(A[:count]).end().verdict.findings == ()
    at_14, whole = (finding(frame(A[:count]).end().verdict) for count in (14, 15))
    assert (at_14.symptom, at_14.trials, at_14.hits) == ("intermittent", 14, 9)
    assert (whole.symptom, whole.trials, whole.hits) == ("intermittent", 15, 10)
    assert whole.cause == "not_separated"
    assert whole.bound is not None
    # It misses at least 14 %.
    assert whole.bound.hit_rate_below == 0.859


def test_a_is_not_told_from_a_person_who_missed_two_anchors_as_well() -> None:
    verdict = frame(["", "", *A], lost=(1, 2)).end().verdict
    assert verdict.verdict == "inconclusive"
    assert (undecided(verdict).trials, undecided(verdict).hits) == (15, 10)


def stuck(prompts: int = 2, sources: tuple[Source, ...] = (KERNEL,)) -> Recording:
    """E goes down in its trial, repeats, and stays down for 30 s through two prompts to let go."""
    recording = Recording(layout=FULL, sources=sources).sweep({"KeyE"}).phase("confirm")
    recording.ask("KeyE", "KeyW", "KeyI").hear("d:KeyW t:80 u:KeyW t:420 d:KeyE t:500 d:KeyI t:80 u:KeyI")
    for ask in ("release", "tap")[:prompts]:
        recording.ask("KeyE", ask=ask, window_ns=2 * SECOND)  # type: ignore[arg-type]
        recording.hear("t:33 r:KeyE " * 61)
    return recording


def test_b_is_stuck_by_four_seconds_after_the_first_prompt_to_let_go() -> None:
    recording = stuck()
    first = next(r.t for r in recording.records if isinstance(r, Prompt) and r.ask == "release")
    assert recording.t - first < 4.1 * SECOND
    found = finding(recording.end().verdict)
    assert (found.symptom, found.cause) == ("stuck", "not_separated")


@pytest.mark.parametrize("asks", [("release", "release"), ("tap", "tap")])
def test_b_is_stuck_however_the_prompts_to_let_go_call_it_and_whatever_window_they_leave(asks: tuple[str, str]) -> None:
    recording = frame([]).ask("KeyE", "KeyW", "KeyI").hear("d:KeyW t:80 u:KeyW t:420 d:KeyE t:500 d:KeyI t:80 u:KeyI")
    for ask in asks:
        recording.ask("KeyE", ask=ask, window_ns=3 * SECOND).hear("t:33 d:KeyE " * 61)  # type: ignore[arg-type]
    assert finding(recording.end().verdict).symptom == "stuck"


def test_b_after_one_prompt_is_open_and_no_pass() -> None:
    verdict = stuck(prompts=1).end().verdict
    assert verdict.findings == ()
    assert verdict.verdict == "inconclusive"


def test_b_that_comes_up_after_all_is_no_fault() -> None:
    assert stuck().hear("u:KeyE").end().verdict.verdict == "no_fault_seen"


def test_f_is_dead_at_trial_5_and_stays_so() -> None:
    assert frame(F[:4]).end().verdict.findings == ()
    for count in range(5, 11):
        found = finding(frame(F[:count]).end().verdict)
        assert (found.symptom, found.cause, found.trials, found.hits) == ("dead", "hardware", count, 0)
    assert found.bound is not None
    assert found.bound.hit_rate_below == 0.259


@pytest.mark.parametrize("what", ["stall", "dropped", "blur"])
def test_f_with_trouble_across_the_trials_is_inconclusive_and_names_it(what: Trouble) -> None:
    recording = frame(F)
    verdict = recording.incident(what, since_ns=11 * 1600 * 1_000_000).end().verdict
    assert verdict.verdict == "inconclusive"
    assert what in undecided(verdict).reason
    assert verdict.incidents[0].what == what


def test_f_with_an_anchor_missing_in_two_trials_is_dead_all_the_same() -> None:
    found = finding(frame(F, lost=(2, 5)).end().verdict)
    assert (found.symptom, found.trials) == ("dead", 8)


def test_f_with_an_anchor_missing_in_three_trials_speaks_of_the_person() -> None:
    verdict = frame(F, lost=(2, 5, 8)).end().verdict
    assert verdict.verdict == "inconclusive"
    assert "one in ten" in undecided(verdict).reason


C = ["d:KeyF t:80 u:KeyF"] * 10


def test_c_is_a_wrong_code_and_neither_key_is_anything_else() -> None:
    verdict = frame(C).end().verdict
    (found,) = verdict.findings
    assert (found.key, found.symptom, found.other, found.trials, found.hits) == ("KeyE", "wrong_code", "KeyF", 10, 0)
    assert "10 of 10" in found.reason
    assert (found.cause, verdict.undecided) == ("not_separated", ())
    assert found.would_settle


def bouncing(gap_ms: int) -> list[str]:
    """Three presses of ten come twice."""
    twice = f"{E} t:{gap_ms} d:KeyE t:40 u:KeyE"
    return [twice if number in (3, 6, 9) else E for number in range(1, 11)]


@pytest.mark.parametrize("gap_ms", [60, 20])
def test_d_chatters_by_what_fingers_could_do_too_but_not_as_often(gap_ms: int) -> None:
    found = finding(frame(bouncing(gap_ms)).end().verdict)
    assert (found.symptom, found.cause, found.trials, found.hits) == ("chatters", "hardware", 10, 7)
    assert found.bound is not None
    assert found.bound.hit_rate_below == 0.913


def test_d_at_will_says_nothing() -> None:
    verdict = Recording(layout=FULL).sweep().phase("free").hear(" t:1000 ".join(bouncing(60))).end().verdict
    assert (verdict.verdict, verdict.findings, verdict.undecided) == ("no_fault_seen", (), ())


def test_e_has_an_extra_key() -> None:
    (found,) = frame(["d:KeyE d:KeyR t:80 u:KeyE u:KeyR"] * 10).end().verdict.findings
    assert (found.key, found.symptom, found.other, found.trials, found.hits) == ("KeyE", "extra_key", "KeyR", 10, 0)
    assert found.cause == "not_separated"
    assert found.line is None


def fast_typist() -> Recording:
    """A full sweep; then 50 presses of E, ten pairs of them quick and two quicker, and other letters that overlap."""
    typing = ["d:KeyE t:67 u:KeyE t:38 d:KeyE t:67 u:KeyE t:250"] * 10
    typing += ["d:KeyE t:68 u:KeyE t:24 d:KeyE t:68 u:KeyE t:250", "d:KeyE t:60 u:KeyE t:14 d:KeyE t:60 u:KeyE t:250"]
    typing += ["d:KeyE t:80 u:KeyE t:100 d:KeyT t:80 d:KeyH t:32 u:KeyT t:80 u:KeyH t:100"] * 26
    return Recording(layout=FULL).sweep().phase("free").hear(" ".join(typing))


def test_g_fast_typist_has_no_fault() -> None:
    verdict = fast_typist().end().verdict
    assert (verdict.verdict, verdict.findings, verdict.undecided) == ("no_fault_seen", (), ())
    assert (verdict.not_tested, verdict.tested) == ((), 104)


TRACES: dict[str, tuple[Callable[[tuple[Source, ...]], Recording], str]] = {
    "a": (lambda sources: frame(A, sources), "intermittent"),
    "b": (lambda sources: stuck(sources=sources), "stuck"),
    "c": (lambda sources: frame(C, sources), "wrong_code"),
    "d": (lambda sources: frame(bouncing(60), sources), "chatters"),
    "d2": (lambda sources: frame(bouncing(20), sources), "chatters"),
    "e": (lambda sources: frame(["d:KeyE d:KeyR t:80 u:KeyE u:KeyR"] * 10, sources), "extra_key"),
    "f": (lambda sources: frame(F, sources), "dead"),
}


@pytest.mark.parametrize("name", TRACES)
def test_same_symptom_and_never_hardware_where_only_the_desktop_listened(name: str) -> None:
    record, symptom = TRACES[name]
    found = finding(record((DESKTOP,)).end().verdict)
    assert found.symptom == symptom
    assert found.cause == "not_separated"


@pytest.mark.parametrize("name", TRACES)
def test_sealed_form_gives_the_verdict_of_the_live_one(name: str) -> None:
    record, symptom = TRACES[name]
    trace = record((KERNEL,)).end().trace
    assert diagnose(seal(trace), FULL) == diagnose(trace, FULL)
    assert finding(diagnose(trace, FULL)).symptom == symptom


@pytest.mark.parametrize("name", TRACES)
def test_whoever_asks_may_name_the_phase_and_need_not_attest_what_attests_itself(name: str) -> None:
    record, symptom = TRACES[name]
    recording = record((KERNEL,))
    for phase in ("nominated", "retest"):
        records = [r for r in recording.records if not isinstance(r, Attest)]
        recording.records = [replace(r, name=phase) if isinstance(r, Phase) and r.t else r for r in records]
        assert finding(recording.verdict).symptom == symptom


def test_sealed_fast_typist_has_no_fault() -> None:
    assert diagnose(seal(fast_typist().end().trace), FULL).verdict == "no_fault_seen"
