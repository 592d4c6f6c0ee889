"""The acceptance traces of the design (diagnosis, section 8) that speak of dead, stuck, intermittent and sound keys.

The board is ansi-104 with one kernel source. In the sweep every key but E comes once; E is asked for between W and I,
in two rounds, the first of three trials, with one trial of another key between them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.events.seal import seal
from keycheck.events.trace import Prompt, Source, Trace, Trouble
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


def stuck(prompts: int = 2) -> Recording:
    """E goes down in its trial, repeats, and stays down for 30 s through two prompts to let go."""
    recording = Recording(layout=FULL).sweep({"KeyE"}).phase("confirm")
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


def test_g_fast_typist_has_no_fault() -> None:
    typing = ["d:KeyE t:67 u:KeyE t:38 d:KeyE t:67 u:KeyE t:250"] * 10
    typing += ["d:KeyE t:68 u:KeyE t:24 d:KeyE t:68 u:KeyE t:250", "d:KeyE t:60 u:KeyE t:14 d:KeyE t:60 u:KeyE t:250"]
    typing += ["d:KeyE t:80 u:KeyE t:100 d:KeyT t:80 d:KeyH t:32 u:KeyT t:80 u:KeyH t:100"] * 26
    verdict = Recording(layout=FULL).sweep().phase("free").hear(" ".join(typing)).end().verdict
    assert (verdict.verdict, verdict.findings, verdict.undecided) == ("no_fault_seen", (), ())
    assert (verdict.not_tested, verdict.tested) == ((), 104)


TRACES: dict[str, tuple[Callable[[tuple[Source, ...]], Recording], str]] = {
    "a": (lambda sources: frame(A, sources), "intermittent"),
    "f": (lambda sources: frame(F, sources), "dead"),
}


@pytest.mark.parametrize("name", TRACES)
def test_same_symptom_and_never_hardware_where_only_the_desktop_listened(name: str) -> None:
    record, symptom = TRACES[name]
    found = finding(record((DESKTOP,)).end().verdict)
    assert found.symptom == symptom
    assert found.cause == "not_separated"


def whole_traces() -> dict[str, Trace]:
    recordings = {name: record((KERNEL,)) for name, (record, _) in TRACES.items()} | {"b": stuck()}
    return {name: recording.end().trace for name, recording in recordings.items()}


@pytest.mark.parametrize("name", ["a", "b", "f"])
def test_sealed_form_gives_the_verdict_of_the_live_one(name: str) -> None:
    trace = whole_traces()[name]
    assert diagnose(seal(trace), FULL) == diagnose(trace, FULL)
    assert diagnose(trace, FULL).verdict == "fault"
