"""One press that arrives as several: what fingers do, what auto-repeat does, and what a coarse clock can't tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.diagnosis.stroke import Stroke, bounce_of, clock_of, is_sharp, without_repeats
from keycheck.events.trace import Record, Source
from tests.scenarios import DESKTOP, FULL, KERNEL, MS, Recording, finding, press, undecided
from tests.script import parse

TWO = (KERNEL, DESKTOP)
E = press("KeyE")


def strokes(*times_ms: float) -> list[Stroke]:
    """Down and up, down and up, in milliseconds."""
    pairs = zip(times_ms[::2], times_ms[1::2], strict=True)
    return [Stroke(int(down * MS), "18", int(up * MS)) for down, up in pairs]


@pytest.mark.parametrize(
    ("times", "sharp"),
    [
        ((0, 80, 99.9, 140), True),
        ((0, 80, 100, 140), False),
        ((0, 10, 74.9, 150), True),
        ((0, 10, 75, 150), False),
        ((0, 60, 94, 118), True),
        ((0, 24, 58.9, 150), True),
        ((0, 60, 94, 119), False),
        ((0, 60, 95, 110), False),
    ],
)
def test_sharp_by_gap_by_press_to_press_or_by_a_short_one_near(times: tuple[float, ...], sharp: bool) -> None:
    first, second = strokes(*times)
    assert is_sharp(first, second, 1_000) is sharp


@pytest.mark.parametrize(
    ("resolution_ns", "clock"),
    [(0, "coarse"), (1, "fine"), (5 * MS, "fine"), (5 * MS + 1, "ticks"), (16 * MS, "ticks"), (16 * MS + 1, "coarse")],
)
def test_clock_is_told_by_its_resolution(resolution_ns: int, clock: str) -> None:
    assert clock_of(resolution_ns) == clock


def test_clock_of_ticks_tells_by_its_tick_and_by_press_to_press() -> None:
    tick = 16 * MS
    assert is_sharp(*strokes(0, 80, 96, 140), tick)
    assert not is_sharp(*strokes(0, 80, 96.1, 140), tick)
    assert is_sharp(*strokes(0, 16, 64, 120), tick)
    assert not is_sharp(*strokes(0, 64, 96, 112), tick)


@given(st.integers(210, 1000), st.integers(10, 100), st.integers(1, 60), st.integers(0, 3), st.data())
def test_pairs_of_auto_repeat_are_one_long_press(
    delay: int, period: int, times: int, gap: int, data: st.DataObject
) -> None:
    jitter = [data.draw(st.integers(-1, 1)) for _ in range(times)]
    held = [Stroke(0, "18")]
    for number in range(times):
        t = (delay + number * max(period, 10) + jitter[number]) * MS
        held[-1].up_ns = t - min(gap, 3) * MS
        held.append(Stroke(t, "18"))
    held[-1].up_ns = held[-1].down_ns + 5 * MS
    (one,) = without_repeats(held)
    assert (one.down_ns, one.up_ns) == (0, held[-1].up_ns)
    assert not bounce_of(held, 1_000).sharp


def test_series_of_constant_period_with_gaps_is_auto_repeat() -> None:
    held = strokes(0, 500, 510, 530, 543, 563, 576, 596, 609, 620)
    assert len(without_repeats(held)) == 1


def test_contact_that_is_lost_now_and_then_while_held_is_no_auto_repeat() -> None:
    held = strokes(0, 260, 272, 400, 415, 420, 432, 700)
    assert bounce_of(held, 1_000).sharp


def test_two_native_codes_of_one_press_are_a_double_report_and_no_chatter() -> None:
    both = [Stroke(0, "18", 80 * MS), Stroke(81 * MS, "418", 90 * MS)]
    assert not bounce_of(both, 1_000).soft


# ── whole examinations ──────────────────────────────────────────────────────────────────────────────────────────────


def asked(
    doubled: int, presses: int, second: str, sources: tuple[Source, ...] = (KERNEL,), sweep: bool = True
) -> Recording:
    """So many asked-for presses of E, the first of them with a second one after it."""
    recording = Recording(layout=FULL, sources=sources)
    recording = (recording.sweep() if sweep else recording).phase("nominated")
    for number in range(presses):
        recording.trial("KeyE", f"{E} {second}" if number < doubled else E, "KeyW", "KeyI")
    return recording.end()


SHARP = "t:12 d:KeyE t:30 u:KeyE"
SOFT = "t:70 d:KeyE t:60 u:KeyE"


@pytest.mark.parametrize(
    ("doubled", "presses", "second", "chatters"),
    [
        (1, 20, SHARP, False),
        (2, 20, SHARP, True),
        (2, 20, SOFT, False),
        (3, 10, SOFT, True),
        (3, 20, SOFT, False),
        (4, 20, SOFT, True),
        (10, 10, "t:130 d:KeyE t:60 u:KeyE", False),
    ],
)
def test_asked_for_presses(doubled: int, presses: int, second: str, chatters: bool) -> None:
    assert bool(asked(doubled, presses, second).verdict.findings) is chatters


def test_press_that_bounces_thrice_is_one_of_n() -> None:
    assert asked(1, 20, f"{SHARP} {SHARP} {SHARP}").verdict.findings == ()
    found = finding(asked(2, 20, f"{SHARP} {SHARP}").verdict)
    assert (found.trials, found.hits) == (20, 18)


def test_doubles_that_fingers_may_make_are_no_verdict_and_no_pass() -> None:
    verdict = asked(2, 20, SOFT).verdict
    assert verdict.verdict == "inconclusive"
    assert (undecided(verdict).trials, undecided(verdict).hits) == (20, 18)
    assert "twenty times" in undecided(verdict).would_settle


def test_soft_doubles_need_the_presses_of_the_other_keys() -> None:
    assert asked(3, 10, SOFT, sweep=False).verdict.findings == ()


def beats(offsets_ms: list[int], seconds: list[str]) -> Recording:
    """Prompts 600 ms apart, and for each a press so long after it, with what follows."""
    recording = Recording(layout=FULL).sweep().phase("nominated")
    start = recording.t
    events: list[Record] = []
    for number, (offset_ms, second) in enumerate(zip(offsets_ms, seconds, strict=True)):
        recording.t = start + 600 * number * MS
        recording.ask("KeyE", window_ns=600 * MS)
        events += parse(f"{E} {second}", recording.t + offset_ms * MS)
    recording.records = sorted([*recording.records, *events], key=lambda record: record.t)
    return recording.wait(900 * MS).end()


def test_paced_presses_count_like_sandwiches() -> None:
    found = finding(beats([250] * 20, [SHARP if number in (4, 9) else "" for number in range(20)]).verdict)
    assert (found.symptom, found.trials, found.hits) == ("chatters", 20, 18)


def test_bounce_that_falls_into_the_next_beat_belongs_to_its_press() -> None:
    found = finding(beats([515] * 20, [SHARP] * 20).verdict)
    assert (found.trials, found.hits) == (20, 0)
    assert beats([515] * 20, [""] * 20).verdict.findings == ()


def test_late_press_and_early_press_of_the_next_beat_are_two() -> None:
    assert beats([430, 20] * 10, [""] * 20).verdict.findings == ()
    found = finding(beats([430, 20] * 10, ["", SHARP] * 10).verdict)
    assert (found.symptom, found.trials, found.hits) == ("chatters", 20, 10)


def test_second_press_in_a_trial_without_its_known_good_key_may_have_been_meant_for_that() -> None:
    recording = Recording(layout=FULL).sweep().phase("confirm")
    for _ in range(12):
        recording.trial("KeyE", f"{E} {SHARP}", missing=("KeyY",))
    assert recording.end().verdict.findings == ()


def test_quick_presses_are_as_close_as_bounces_and_say_nothing_of_them() -> None:
    recording = Recording(layout=FULL).sweep().phase("confirm").ask("KeyE")
    recording.records[-1] = type(recording.records[-1])(recording.t, 1, 1, "KeyE", 15_000 * MS, times=8)
    recording.hear("d:KeyE t:60 u:KeyE t:50 " * 8)
    assert recording.end().verdict.verdict == "no_fault_seen"


@pytest.mark.parametrize("resolution_ms", [10, 16])
def test_clock_of_ticks_needs_three_and_is_named(resolution_ms: int) -> None:
    source = Source(0, "hook", "kernel", resolution_ms * MS, "all")
    assert asked(2, 20, SHARP.replace("12", "8"), (source,)).verdict.findings == ()
    found = finding(asked(3, 20, SHARP.replace("12", "8"), (source,)).verdict)
    assert f"resolution of {resolution_ms} ms" in found.reason


@pytest.mark.parametrize("resolution_ns", [0, 17 * MS])
def test_coarse_clock_tests_no_chatter(resolution_ns: int) -> None:
    source = Source(0, "hook", "kernel", resolution_ns, "all")
    verdict = asked(6, 20, SHARP, (source,)).verdict
    assert verdict.findings == ()
    assert "the clock is too coarse" in undecided(verdict).reason


def test_stall_shortly_before_makes_the_times_of_a_press_worthless() -> None:
    recording = Recording(layout=FULL).sweep().phase("nominated")
    for number in range(20):
        recording.trial("KeyE", f"{E} {SHARP}" if number < 4 else E, "KeyW", "KeyI")
        if number < 4:
            recording.incident("stall", 1_200 * MS).wait(1)
    assert recording.end().verdict.findings == ()


@pytest.mark.parametrize(
    ("bounces", "presses", "chatters"), [(2, 40, False), (3, 40, True), (3, 299, True), (3, 302, False)]
)
def test_free_typing_takes_three_sharp_ones_and_one_of_a_hundred(bounces: int, presses: int, chatters: bool) -> None:
    typed = [f"{E} {SHARP} t:300" if number < bounces else f"{E} t:300" for number in range(presses)]
    verdict = Recording(layout=FULL).sweep().phase("free").hear(" ".join(typed)).end().verdict
    assert bool(verdict.findings) is chatters
    if chatters:
        assert (verdict.findings[0].trials, verdict.findings[0].hits) == (presses + 1, presses + 1 - bounces)


def test_held_key_that_x_repeats_is_no_chatter() -> None:
    repeats = "d:KeyE t:660 " + "u:KeyE d:KeyE t:40 " * 30 + "u:KeyE t:300 "
    verdict = Recording(layout=FULL).sweep().phase("free").hear(repeats * 5).end().verdict
    assert (verdict.verdict, verdict.undecided) == ("no_fault_seen", ())
    recording = Recording(layout=FULL).sweep().phase("nominated")
    for _ in range(10):
        recording.trial("KeyE", "d:KeyE " + "t:210 " + "u:KeyE d:KeyE t:33 " * 4 + "u:KeyE", "KeyW", "KeyI")
    assert recording.end().verdict.verdict == "no_fault_seen"


@pytest.mark.parametrize("repeat", ["r:KeyE t:33 ", "d:KeyE t:33 "])
def test_repeats_and_downs_while_down_are_no_chatter(repeat: str) -> None:
    recording = Recording(layout=FULL).sweep().phase("nominated")
    for _ in range(10):
        recording.trial("KeyE", f"d:KeyE t:250 {repeat * 4} u:KeyE", "KeyW", "KeyI")
    assert recording.end().verdict.verdict == "no_fault_seen"


# ── where it is doubled ─────────────────────────────────────────────────────────────────────────────────────────────


def heard(kernel: str, desktop: str) -> Recording:
    recording = Recording(layout=FULL, sources=TWO).sweep().phase("nominated")
    for number in range(10):
        second = number < 5
        recording.trial(
            "KeyE", {0: f"{E} {kernel if second else ''}", 1: f"{E} {desktop if second else ''}"}, "KeyW", "KeyI"
        )
    return recording.end()


@pytest.mark.parametrize(
    ("kernel", "desktop", "cause", "words"),
    [
        (SHARP, SHARP, "hardware", "The switch bounces"),
        (SHARP, "", "hardware", "A filter hides that"),
        ("", SHARP, "software", "The switch works"),
    ],
)
def test_layer_that_doubles_is_named(kernel: str, desktop: str, cause: str, words: str) -> None:
    found = finding(heard(kernel, desktop).verdict)
    assert (found.symptom, found.cause) == ("chatters", cause)
    assert words in found.reason


def test_many_keys_that_chatter_are_the_firmware() -> None:
    recording = Recording(layout=FULL).sweep().phase("free")
    for key in FULL.testable[:40]:
        twice = f"{press(key.code)} t:12 d:{key.code} t:30 u:{key.code} t:300 "
        recording.hear(twice * 4)
    found = recording.end().verdict.findings
    assert {(item.symptom, item.cause) for item in found} == {("chatters", "software")}
    assert len(found) == 40
    assert "firmware" in found[0].reason
