"""The five sentences of the house that no change may break."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.events.seal import seal
from keycheck.events.trace import End, Event, Prompt, Source, SweepKey, Trace
from keycheck.events.trace_file import encode, encode_line
from keycheck.layouts.library import load
from tests.examination.sitting import Sitting
from tests.scenarios import (
    BOARD,
    DESKTOP,
    KERNEL,
    KEYS,
    MS,
    SECOND,
    SMALL,
    Recording,
    finding,
    press,
    silent,
    swept,
    undecided,
)

QUIET = "d:KeyQ t:80 u:KeyQ t:500 d:KeyY t:80 u:KeyY"
"""A sandwich whose key stays silent."""


# ── 1 ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("key", KEYS)
def test_untested_is_never_a_pass_and_untestable_is_never_a_fault(key: str) -> None:
    untested = swept({key}).end().verdict
    assert (untested.verdict, untested.not_tested) == ("inconclusive", (key,))
    blind = Source(0, "evdev", "kernel", 1_000, "all", {key: "handled by the firmware"})
    untestable = Recording(sources=(blind,)).sweep({key}).phase("confirm").end().verdict
    assert untestable.findings == ()
    assert key in [item.key for item in untestable.not_testable]


def test_untestable_is_never_a_fault_even_where_it_was_asked_for_and_stayed_silent() -> None:
    blind = Source(0, "evdev", "kernel", 1_000, "all", {"KeyE": "handled by the firmware"})
    verdict = silent(sources=(blind,)).end().verdict
    assert (verdict.verdict, verdict.findings, verdict.undecided) == ("no_fault_seen", (), ())
    assert verdict.tested == len(KEYS) - 1


def test_what_the_person_skipped_or_could_not_press_is_no_pass() -> None:
    for by in ("skipped", "cannot_press"):
        verdict = swept({"KeyE"}).ask("KeyE").attest(by).end().verdict
        assert (verdict.verdict, verdict.not_tested) == ("inconclusive", ("KeyE",))


# ── 2 ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def asked_five_times(script: str, deaf: bool = False) -> Recording:
    """Five trials of E in two rounds, all heard as the script says; where deaf, nothing was heard before them."""
    recording = Recording().phase("confirm") if deaf else swept({"KeyE"})
    for number in range(1, 7):
        recording.scripted("KeyE" if number != 4 else "KeyR", script)
    return recording.end()


def test_silence_is_evidence_only_if_someone_was_listening_and_someone_attested_the_press() -> None:
    assert finding(asked_five_times(QUIET).verdict).symptom == "dead"
    for unattested in ("", "d:KeyQ t:80 u:KeyQ", "d:KeyY t:80 u:KeyY", "d:KeyY t:80 u:KeyY t:80 d:KeyQ t:80 u:KeyQ"):
        verdict = asked_five_times(unattested).verdict
        assert verdict.findings == ()
        assert undecided(verdict).trials == 0


def test_silence_of_a_source_that_heard_nothing_is_no_evidence_whoever_attests_it() -> None:
    recording = Recording().phase("confirm")
    for number in range(1, 7):
        recording.ask("KeyE" if number != 4 else "KeyR").wait(SECOND).attest("person").wait(SECOND)
    assert recording.end().verdict.findings == ()


def test_silence_that_nobody_attested_is_no_evidence_though_the_source_was_alive() -> None:
    recording = swept({"KeyE"})
    for number in range(1, 7):
        recording.ask("KeyE" if number != 4 else "KeyR").wait(SECOND).hear(press("KeyW")).wait(SECOND)
    assert recording.end().verdict.findings == ()


def test_silence_that_a_person_attested_to_a_source_alive_before_and_after_is_evidence() -> None:
    recording = swept({"KeyE"})
    for number in range(1, 7):
        recording.ask("KeyE" if number != 4 else "KeyR").wait(SECOND).attest("person").wait(SECOND).hear(press("KeyW"))
    assert finding(recording.end().verdict).symptom == "dead"


def test_silence_while_listening_was_disturbed_is_no_evidence() -> None:
    assert silent().incident("stall", since_ns=20 * SECOND).end().verdict.findings == ()


# ── 3 ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_count_is_stored_with_its_number_of_trials_and_every_no_fault_with_the_miss_rate_it_could_hide() -> None:
    found = finding(silent().end().verdict)
    assert (found.hits, found.trials) == (0, 5)
    assert found.bound is not None
    assert (found.bound.confidence, found.bound.hit_rate_below) == (0.95, 0.451)
    open_still = undecided(swept({"KeyE"}).trials(3, "KeyE").end().verdict)
    assert (open_still.hits, open_still.trials) == (0, 3)
    assert [(w.key, w.asked, w.arrived) for w in silent().end().verdict.controls] == [("KeyQ", 6, 6), ("KeyY", 6, 6)]
    assert swept().end().verdict.miss_rate_below == 0.95
    assert Recording().end().verdict.miss_rate_below == 1.0


def test_keyboard_of_which_nothing_was_found_to_work_hides_everything() -> None:
    recording = swept(set(KEYS) - {"KeyQ", "KeyY"})
    assert recording.end().verdict.miss_rate_below == 0.95
    none = Recording().phase("start").hear("d:KeyE").wait(2 * SECOND)
    for ask in ("release", "tap"):
        none.ask("KeyE", ask=ask, window_ns=2 * SECOND).wait(2 * SECOND + 1)
    verdict = none.end().verdict
    assert (verdict.tested, len(verdict.findings), verdict.miss_rate_below) == (1, 1, 1.0)


# ── 4 ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_design_limit_is_never_called_a_fault() -> None:
    verdict = swept().end().verdict
    assert [(item.key, item.reason) for item in verdict.not_testable] == [
        ("Fn", "handled inside the keyboard, never sent"),
    ]
    assert verdict.verdict == "no_fault_seen"


@pytest.mark.parametrize("layout_id", ["laptop-15-ansi", "laptop-15-iso"])
def test_keys_that_a_keyboard_handles_inside_are_not_testable_on_any_map(layout_id: str) -> None:
    layout = load(layout_id)
    verdict = Recording(layout=layout).sweep().phase("confirm").end().verdict
    assert "Fn" in [item.key for item in verdict.not_testable]
    assert (verdict.verdict, verdict.tested) == ("no_fault_seen", len(layout.testable))


def test_key_inside_the_keyboard_stays_not_testable_though_it_was_asked_for() -> None:
    recording = swept()
    for _ in range(2):
        recording.trials(3, "Fn").trial("KeyR", press("KeyR"))
    verdict = recording.end().verdict
    assert (verdict.findings, verdict.undecided) == ((), ())
    assert [item.key for item in verdict.not_testable] == ["Fn"]


def test_press_that_is_missing_only_among_three_keys_down_is_no_miss() -> None:
    held = "d:KeyQ d:Space t:500 d:KeyY t:80 u:KeyY u:Space u:KeyQ"
    assert asked_five_times(held).verdict.findings == ()
    overlapping = "d:KeyQ t:500 d:KeyY t:80 u:KeyQ u:KeyY"
    assert asked_five_times(overlapping).verdict.findings == ()


def test_two_keys_stuck_down_make_no_third_one_dead() -> None:
    recording = Recording().phase("start").hear("d:Digit1 d:Digit6").wait(2 * SECOND)
    for key in ("Digit1", "Digit6"):
        for ask in ("release", "tap"):
            recording.ask(key, ask=ask, window_ns=2 * SECOND).wait(2 * SECOND + 1)
    recording.sweep({"Digit1", "Digit6", "KeyE"}).phase("confirm")
    recording.trials(3, "KeyE").trial("KeyR", press("KeyR")).trials(2, "KeyE").end()
    assert {found.symptom for found in recording.verdict.findings} == {"stuck"}


# ── 5 ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

DWELLS = st.integers(10, 300)


def typed(keys: tuple[str, ...], dwells: dict[str, int]) -> Trace:
    """A sweep in which these keys were typed in this order, each with its own dwell."""
    recording = Recording(sources=(KERNEL, DESKTOP)).phase("sweep")
    for key in keys:
        recording.hear(press(key, dwells[key])).wait(50 * MS)
    return recording.phase("confirm").end().trace


def sweep_lines(trace: Trace) -> bytes:
    return b"".join(encode_line(record) for record in seal(trace).records if isinstance(record, SweepKey))


@settings(max_examples=50)
@given(st.lists(st.sampled_from(KEYS), min_size=2, max_size=8, unique=True), st.data())
def test_no_text_no_order_of_keys_can_be_rebuilt(keys: list[str], data: st.DataObject) -> None:
    dwells = {key: data.draw(DWELLS) for key in keys}
    other = data.draw(st.permutations(keys))
    one, two = typed(tuple(keys), dwells), typed(tuple(other), dwells)
    assert sweep_lines(one) == sweep_lines(two) != b""
    assert encode(seal(one)) == encode(seal(two))
    assert diagnose(one, SMALL) == diagnose(two, SMALL)


@settings(max_examples=50)
@given(st.permutations(["KeyQ", "KeyW", "KeyR", "KeyT"]), st.sampled_from(["start", "confirm", "retest", "nominated"]))
def test_words_typed_into_a_prompt_leave_no_order(word: list[str], phase: str) -> None:
    def sealed(keys: list[str]) -> bytes:
        recording = Recording().phase(phase).ask("KeyE", "Digit1", "Digit2").wait(SECOND)  # type: ignore[arg-type]
        for key in keys:
            recording.hear(press(key)).wait(50 * MS)
        return encode(seal(recording.end().trace))

    assert sealed(word) == sealed(sorted(word))


def test_even_the_last_key_of_a_sweep_is_not_told_from_the_others() -> None:
    lines = set()
    for order in (KEYS, KEYS[::-1], (*KEYS[3:], *KEYS[:3])):
        sitting = Sitting(sources=(KERNEL, DESKTOP)).begin()
        for key in order:
            sitting.press(key)
        assert sitting.done
        lines.add(encode(seal(sitting.trace)))
    assert len(lines) == 1


def test_words_typed_before_anything_was_asked_leave_no_order() -> None:
    def sealed(keys: tuple[str, ...]) -> bytes:
        return encode(seal(Recording().hear(" t:50 ".join(map(press, keys))).end().trace))

    assert len({sealed(order) for order in permutations(("KeyQ", "KeyW", "KeyR"))}) == 1


def test_words_typed_while_a_stuck_key_is_asked_to_come_up_leave_no_order() -> None:
    def sealed(keys: tuple[str, ...]) -> bytes:
        recording = Recording().phase("start").hear("d:ShiftLeft").wait(SECOND)
        recording.hear(" t:50 ".join(map(press, keys))).ask("ShiftLeft", ask="release")
        return encode(seal(recording.hear(" t:50 ".join(map(press, keys))).end().trace))

    assert len({sealed(order) for order in permutations(("KeyQ", "KeyW", "KeyR"))}) == 1


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(st.lists(st.sampled_from(KEYS), max_size=12), st.lists(st.sampled_from(KEYS), max_size=12))
def test_full_timing_is_kept_only_of_keys_that_were_asked_for(in_sweep: list[str], in_trial: list[str]) -> None:
    recording = Recording().phase("sweep").hear(" t:9 ".join(map(press, in_sweep))).phase("confirm")
    recording.ask("KeyE", "KeyQ", "KeyY").hear(" t:9 ".join(map(press, in_trial))).end()
    sealed = seal(recording.trace)
    asked = next(record for record in sealed.records if isinstance(record, Prompt)).keys
    assert {record.key for record in sealed.records if isinstance(record, Event)} <= asked | {None}
    assert isinstance(sealed.records[-1], End)
    assert sealed.header.devices[0] == BOARD
