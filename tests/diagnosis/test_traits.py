"""Keys that were held show how the keyboard is made and how the machine is set, and accuse none."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.diagnosis.verdict import KeyRepeat, Together, Traits, Verdict
from keycheck.events.seal import seal
from keycheck.events.trace import Event, Phase, Prompt, Record, Setting, SweepKey, Trace
from tests.events.random_traces import KEYS, events, traces
from tests.scenarios import DESKTOP, KERNEL, MS, REPORTS, SECOND, SMALL, Recording, finding, press

QWE = ("KeyQ", "KeyW", "KeyE")
TWO_HELD = "d:KeyQ t:50 d:KeyW t:2000 u:KeyQ u:KeyW"
ALL_HELD = "d:KeyQ t:50 d:KeyW t:50 d:KeyE t:500 u:KeyQ u:KeyW u:KeyE"


def held(then: Callable[[Recording], object], **parts: object) -> Recording:
    """A healthy board is swept, and then asked to be held."""
    recording = Recording(**parts).sweep().phase("confirm")  # type: ignore[arg-type]
    then(recording)
    return recording.wait(100 * MS).phase("free").end()


def traits_of(recording: Recording) -> Traits | None:
    """What both forms of the trace show."""
    live, sealed = recording.verdict, diagnose(seal(recording.trace), SMALL)
    assert live == sealed
    return None if live.traits is UNSET else live.traits  # type: ignore[return-value]


COMBINATIONS: dict[str, tuple[Callable[[Recording], object], bool | None]] = {
    "all three arrive": (lambda r: r.hold(*QWE).hear(ALL_HELD), True),
    "one does not": (lambda r: r.hold(*QWE).hear(TWO_HELD), False),
    "one does not, and they are still held": (lambda r: r.hold(*QWE).hear("d:KeyQ d:KeyW").wait(2 * SECOND), False),
    "one does not, in too short a time": (lambda r: r.hold(*QWE).hear("d:KeyQ d:KeyW t:900 u:KeyQ u:KeyW"), None),
    "nobody holds them": (lambda r: r.hold(*QWE).wait(5 * SECOND), None),
    "one alone is held": (lambda r: r.hold(*QWE).hear("d:KeyQ t:3000 u:KeyQ"), None),
    "a fourth key is held too": (lambda r: r.hold(*QWE).hear(f"d:KeyT {TWO_HELD} u:KeyT"), None),
    "a fourth key is held from before": (lambda r: r.hear("d:KeyT").hold(*QWE).hear(TWO_HELD), None),
    "one of them is held from before": (lambda r: r.hear("d:KeyE").hold(*QWE).hear(TWO_HELD), None),
    "the listening was disturbed": (
        lambda r: r.hold(*QWE).hear("d:KeyQ d:KeyW").wait(2 * SECOND).incident("stall", SECOND),
        None,
    ),
    "they arrive at the second time": (lambda r: r.hold(*QWE).hear(TWO_HELD).hold(*QWE).hear(ALL_HELD), True),
    "they do not arrive at the second time": (lambda r: r.hold(*QWE).hear(ALL_HELD).hold(*QWE).hear(TWO_HELD), True),
    "a program plays one": (lambda r: r.hold(*QWE).hear(TWO_HELD).hear("d:KeyE", injected=True), False),
    "they are of another keyboard": (lambda r: r.hold(*QWE).hear(ALL_HELD, device=1), None),
    "nobody asked": (lambda r: r.hear(ALL_HELD), None),
}


@pytest.mark.parametrize("case", COMBINATIONS)
def test_which_keys_arrive_together(case: str) -> None:
    then, arrived = COMBINATIONS[case]
    expected = None if arrived is None else Traits((Together(QWE, arrived),))
    recording = held(then)
    assert traits_of(recording) == expected
    assert (recording.verdict.verdict, recording.verdict.voided) == ("no_fault_seen", ())


def test_keys_at_will_are_no_hold() -> None:
    recording = Recording().sweep().hold(*QWE).hear(ALL_HELD).end()
    assert traits_of(recording) is None


def test_key_that_does_not_work_is_not_said_to_stay_away_by_design() -> None:
    recording = Recording().sweep(without={"KeyE"}).phase("confirm").trials(3, "KeyE").trial("KeyR", press("KeyR"))
    recording.trials(2, "KeyE").hold(*QWE).hear(TWO_HELD).end()
    assert finding(recording.verdict).symptom == "dead"
    assert traits_of(recording) is None


def test_setting_that_may_keep_a_key_away_is_no_limit_of_the_keyboard() -> None:
    slow = Setting("Slow Keys", "short presses are lost", "os", blocks=True)
    recording = held(lambda r: r.hold(*QWE).hear(TWO_HELD), sources=(DESKTOP,), settings=(slow,))
    assert traits_of(recording) is None


def test_each_setting_is_asked_once_about_a_key_however_often_it_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(Setting, "acts_on", lambda setting, key, layer: asked.append((setting.name, key, layer)))
    others = tuple(Setting(f"{number}", "keys vanish", "os", blocks=False) for number in range(3))

    def hold(recording: Recording) -> None:
        for _ in range(5):
            recording.hold(*QWE).hear(TWO_HELD).wait(SECOND)

    held(hold, settings=others).verdict  # noqa: B018
    assert len(asked) == len(set(asked)) == len(others) * len(QWE)


def test_two_keyboards_beside_each_other_are_not_one_that_lets_three_keys_through() -> None:
    heard = {KERNEL.id: TWO_HELD, DESKTOP.id: ALL_HELD}
    recording = held(lambda r: r.hold(*QWE).hear(heard), sources=(KERNEL, DESKTOP))
    assert traits_of(recording) == Traits((Together(QWE, arrived=False),))


def repeating(after: int, every: int, times: int = 12) -> str:
    return f"d:KeyT t:{after} " + f"r:KeyT t:{every} " * times + "u:KeyT"


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ({0: repeating(250, 33)}, KeyRepeat("KeyT", "kernel", 250, 33)),
        ({0: repeating(250, 33, 40), 1: repeating(660, 40)}, KeyRepeat("KeyT", "os", 660, 40)),
        ({0: repeating(250, 33, 40), 1: press("KeyT", 1000)}, KeyRepeat("KeyT", "kernel", 250, 33)),
        ({0: repeating(250, 33, 7)}, None),
        ({2: press("KeyT", 3000)}, None),
    ],
    ids=["kernel", "desktop begins later", "desktop tells none", "too few", "reports tell none"],
)
def test_repeat_is_told_as_the_person_meets_it(heard: dict[int, str], expected: KeyRepeat | None) -> None:
    recording = held(lambda r: r.hold("KeyT").hear(heard), sources=(KERNEL, DESKTOP, REPORTS))
    assert traits_of(recording) == (None if expected is None else Traits(key_repeat=expected))


def test_verdict_without_holds_is_written_as_before() -> None:
    assert b"traits" not in msgspec.json.encode(Recording().sweep().end().verdict)


# ── laws ────────────────────────────────────────────────────────────────────────────────────────────────────────────

SLOW = settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40, deadline=None)


def without_traits(verdict: Verdict) -> Verdict:
    return msgspec.structs.replace(verdict, traits=UNSET)


@st.composite
def with_holds(draw: st.DrawFn) -> tuple[Trace, Trace]:
    """A trace with a part of its own in which keys move that were asked to be held, and the same where nobody asked."""
    trace = draw(traces())
    places = [n for n, record in enumerate(trace.records) if isinstance(record, Phase)]
    assume(places)
    place = draw(st.sampled_from(places))
    t = trace.records[place].t
    block: list[Record] = [Phase(t, "confirm")]
    for number in range(draw(st.integers(1, 3))):
        keys = draw(st.permutations(KEYS))
        before, after = (keys[1], keys[2]) if draw(st.booleans()) else (None, None)
        block.append(Prompt(t, 9000 + number, 1, keys[0], SECOND, before, after, "hold"))
        block += [record for record in draw(st.lists(events(t), max_size=8)) if isinstance(record, Event)]
    first, rest = trace.records[:place], trace.records[place:]
    unasked = [record for record in block if not isinstance(record, Prompt)]
    return Trace(trace.header, (*first, *block, *rest)), Trace(trace.header, (*first, *unasked, *rest))


@SLOW
@given(with_holds())
def test_asking_to_hold_keys_changes_nothing_but_what_is_told_of_the_keyboard(both: tuple[Trace, Trace]) -> None:
    """The events of the keys themselves may: a press of a key that nobody had seen shows that it works."""
    asked, unasked = both
    assert without_traits(diagnose(asked, SMALL)) == without_traits(diagnose(unasked, SMALL))


@SLOW
@given(with_holds())
def test_hold_is_no_trial_and_seals(both: tuple[Trace, Trace]) -> None:
    asked, _ = both
    verdict = diagnose(asked, SMALL)
    assert not any(trial.trial >= 9000 for trial in verdict.voided)
    assert verdict == diagnose(seal(asked), SMALL)


def test_sealed_trace_keeps_the_times_of_held_keys_and_of_no_other() -> None:
    recording = held(lambda r: r.hold("KeyT").hear(repeating(250, 33)).hear(press("KeyY")))
    sealed = seal(recording.trace).records
    assert sum(isinstance(record, Event) and record.action == "repeat" for record in sealed) == 12
    assert {record.key for record in sealed if isinstance(record, Event)} == {"KeyT", None}
    assert any(isinstance(record, SweepKey) and record.key == "KeyY" for record in sealed)
