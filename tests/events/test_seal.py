"""The sealed form: no order of keys is left, and everything that the verdict hangs on is."""

from __future__ import annotations

import msgspec
from hypothesis import HealthCheck, given, settings

from keycheck.events.seal import first_in_order, seal
from keycheck.events.trace import Attest, End, Event, Incident, Phase, Prompt, SweepKey, Trace
from keycheck.events.trace_file import MAX_BYTES, decode, encode
from tests.events.random_traces import traces
from tests.scenarios import MS, SECOND, Recording, silent


def sweep_keys(trace: Trace) -> list[SweepKey]:
    return [record for record in trace.records if isinstance(record, SweepKey)]


def events(trace: Trace) -> list[Event]:
    return [record for record in trace.records if isinstance(record, Event)]


def test_sweep_is_kept_by_key_each_from_its_own_first_press() -> None:
    recording = Recording().wait(SECOND).phase("sweep").wait(SECOND)
    recording.hear("d:KeyW t:80 u:KeyW t:20 d:KeyE t:50 r:KeyE t:33 u:KeyE t:17 d:KeyW t:10 u:KeyW").end()
    sealed = seal(recording.trace)
    assert sealed.header.sealed
    assert events(sealed) == []
    e, w = sweep_keys(sealed)
    assert (e.key, e.t, e.events) == ("KeyE", SECOND, ((0, "down"), (83 * MS, "up")))
    assert (w.key, w.t) == ("KeyW", SECOND)
    assert w.events == ((0, "down"), (80 * MS, "up"), (200 * MS, "down"), (210 * MS, "up"))


def test_each_source_device_and_native_code_has_its_own_line() -> None:
    recording = Recording().phase("sweep").hear("d:KeyW").hear("d:KeyW", device=1).hear("d:KeyW", injected=True)
    recording.hear("d:? u:?").end()
    lines = [(line.key, line.device, line.injected) for line in sweep_keys(seal(recording.trace))]
    assert sorted(lines, key=str) == [("KeyW", 0, False), ("KeyW", 0, True), ("KeyW", 1, False), (None, 0, False)]


def test_asked_keys_keep_their_times_and_the_others_lose_names_and_rhythm() -> None:
    recording = Recording().phase("confirm").ask("KeyE", "KeyQ", "KeyY").wait(MS)
    recording.hear("d:KeyQ t:80 u:KeyQ t:20 d:KeyX t:80 u:KeyX t:20 d:KeyY").end()
    sealed = seal(recording.trace)
    heard = [(event.t // MS, event.key, event.native, event.action) for event in events(sealed)]
    assert heard == [
        (1, "KeyQ", "KeyQ", "down"),
        (81, "KeyQ", "KeyQ", "up"),
        (81, None, "", "down"),
        (81, None, "", "up"),
        (201, "KeyY", "KeyY", "down"),
    ]
    assert [(line.key, line.t, line.events) for line in sweep_keys(sealed)] == [
        ("KeyX", 0, ((0, "down"), (0, "up"))),
    ]


def test_key_that_repeats_for_an_hour_leaves_a_recording_that_is_read() -> None:
    """A stuck key that was asked for; what a program plays of it stays."""
    recording = Recording().phase("confirm").ask("KeyE", "KeyQ", "KeyY").wait(MS).hear("d:KeyE")
    recording.hear("r:KeyE t:33 " * 3600 * 30)
    recording.hear("r:KeyE", injected=True).end()
    sealed = seal(recording.trace)
    assert [(event.action, event.injected) for event in events(sealed)] == [("down", False), ("repeat", True)]
    assert len(encode(recording.trace)) > MAX_BYTES
    assert decode(encode(sealed), "trace.jsonl") == sealed


def test_how_often_a_key_that_was_not_asked_for_came_is_not_told() -> None:
    once, thrice = (
        seal(Recording().phase("confirm").ask("KeyE").hear("t:1 d:KeyX u:KeyX " * n).end().trace) for n in (1, 3)
    )
    assert sweep_keys(once) == sweep_keys(thrice)


def test_key_that_was_down_at_the_start_and_asked_about_is_kept() -> None:
    recording = Recording().phase("start").wait(MS).hear("d:KeyE d:KeyX u:KeyX").wait(SECOND)
    recording.ask("KeyE", ask="release").hear("t:100 u:KeyE").end()
    sealed = seal(recording.trace)
    assert [(event.key, event.action) for event in events(sealed)] == [
        ("KeyE", "down"),
        (None, "down"),
        (None, "up"),
        ("KeyE", "up"),
    ]


def test_key_that_was_asked_to_come_up_keeps_its_times_wherever_presses_are_asked_for() -> None:
    recording = Recording().phase("confirm").ask("KeyR").hear("t:1 d:KeyE d:KeyX").ask("KeyE", ask="release").end()
    assert [event.key for event in events(seal(recording.trace))] == ["KeyE", None]


def test_of_the_places_of_one_key_the_one_heard_last_comes_last() -> None:
    recording = Recording().phase("sweep").hear("d:KeyW t:80").hear("u:KeyW", device=None).hear("d:KeyE").end()
    lines = [(line.key, line.device) for line in sweep_keys(seal(recording.trace))]
    assert lines == [("KeyE", 0), ("KeyW", 0), ("KeyW", None)]


def test_asking_to_let_go_in_a_sweep_names_no_key_after_it() -> None:
    recording = Recording().phase("sweep").ask("KeyE", ask="tap").hear("u:KeyE").phase("confirm").ask("KeyR")
    recording.hear("d:KeyE u:KeyE").end()
    sealed = seal(recording.trace)
    assert decode(encode(sealed), "trace.jsonl") == sealed


def test_what_is_no_event_stays_where_it_was() -> None:
    recording = silent().incident("stall", SECOND).end()
    kept = Phase | Prompt | Attest | Incident | End
    live, sealed = recording.trace, seal(recording.trace)
    assert [r for r in sealed.records if isinstance(r, kept)] == [r for r in live.records if isinstance(r, kept)]


def test_trace_that_was_cut_off_is_sealed_as_interrupted() -> None:
    recording = Recording().phase("sweep").hear("d:KeyE t:80 u:KeyE")
    assert seal(recording.trace).records[-1] == End(80 * MS, "interrupted")


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(traces())
def test_sealing_twice_is_sealing_once(trace: Trace) -> None:
    once = seal(trace)
    assert seal(once) is once


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(traces())
def test_sealed_trace_can_be_read_back(trace: Trace) -> None:
    sealed = seal(trace)
    assert decode(encode(sealed), "trace.jsonl") == sealed


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(traces())
def test_sealed_sweep_holds_no_event_and_time_never_falls(trace: Trace) -> None:
    phase, t = "", 0
    for record in seal(trace).records:
        assert record.t >= t
        t = record.t
        phase = record.name if isinstance(record, Phase) else phase
        assert not (phase in ("sweep", "free") and isinstance(record, Event))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(traces())
def test_only_the_sealed_form_passes_for_sealed(trace: Trace) -> None:
    """What sealing would take away is found by whoever reads a file that says it is sealed."""
    sealed = seal(trace)
    assert first_in_order(sealed) is None
    place = first_in_order(trace)
    pressed = [record for record in trace.records if isinstance(record, Event)]
    assert place is None or trace.records[place] in pressed
    if place is None:
        assert [r for r in events(sealed) if r.key] == [r for r in pressed if r.key]


def test_nameless_event_says_nothing_of_its_key() -> None:
    recording = Recording().phase("confirm").hear("d:KeyX").end()
    (event,) = events(seal(recording.trace))
    assert event == msgspec.structs.replace(event, key=None, native="")
