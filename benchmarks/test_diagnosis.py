"""The diagnosis: events through normalize, observe and rules, and the verdict of an hour, beside reading it as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache

import pytest

from benchmarks import hostile
from benchmarks.row import Row
from benchmarks.turns import in_turns, milliseconds
from keycheck.diagnosis.diagnosis import Diagnosis, diagnose
from keycheck.diagnosis.verdict import Verdict
from keycheck.events import trace_file
from keycheck.events.normalize import Normalizer
from keycheck.events.raw_event import RawEvent
from keycheck.events.trace import Incident, Phase, PhaseName, Record
from keycheck.keys.table import native_of
from tests.scenarios import DESKTOP, FULL, KERNEL, MS, SECOND, Recording, header, press

ROUNDS = 5
EVENTS = 200_000
HOUR_NS = 3600 * SECOND
BESIDE = "the same lines by json"

NATIVE = [native for key in FULL.testable if (native := native_of("evdev", key.code)) is not None]


@cache
def typed() -> list[RawEvent]:
    """Key after key of the whole board, 80 ms down and 50 ms apart."""
    events, t = [], SECOND
    for number in range(EVENTS // 2):
        native = NATIVE[number % len(NATIVE)]
        events += [RawEvent(t, native, "down", "board"), RawEvent(t + 80 * MS, native, "up", "board")]
        t += 130 * MS
    return events


def diagnosed(phase: PhaseName) -> Verdict:
    normalize = Normalizer(KERNEL.id, "evdev", {"board": 0}, 0)
    diagnosis = Diagnosis(header(FULL), FULL)
    diagnosis.receive(Phase(0, phase))
    for raw in typed():
        diagnosis.receive(normalize(raw))
    return diagnosis.verdict()


@pytest.mark.parametrize("phase", ["sweep", "confirm"])
def test_events_are_diagnosed(phase: PhaseName, add: Callable[[Row], None]) -> None:
    normalize = Normalizer(KERNEL.id, "evdev", {"board": 0}, 0)
    lines = [trace_file.encode_line(normalize(raw)) for raw in typed()]
    ours, theirs = in_turns(
        lambda: milliseconds(lambda: diagnosed(phase)),
        lambda: milliseconds(lambda: [json.loads(line) for line in lines]),
        ROUNDS,
    )
    what = f"{EVENTS:,} events normalized, observed and judged ({phase})"
    add(Row(what, ours, "ms", BESIDE, theirs, goal=1000, goal_is_for="ours"))


@cache
def hour(incidents: int = 0) -> bytes:
    """An hour of trials, heard by two sources, every fifth of them silent; with so many incidents spread over it."""
    recording = Recording(layout=FULL, sources=(KERNEL, DESKTOP)).sweep().phase("confirm")
    keys = [key.code for key in FULL.testable if key.code not in ("KeyQ", "KeyY")]
    number = 0
    while recording.t < HOUR_NS:
        key = keys[number // 3 % len(keys)]
        recording.trial(key, press(key) if number % 5 else "")
        number += 1
    times = [number * recording.t // incidents for number in range(incidents)]
    stalls: list[Record] = [Incident(t, None, "stall", t + MS) for t in times]
    recording.records = sorted([*recording.records, *stalls], key=lambda record: record.t)
    return trace_file.encode(recording.end().trace)


@pytest.mark.parametrize("incidents", [0, 4000])
def test_hour_is_replayed(incidents: int, add: Callable[[Row], None]) -> None:
    data = hour(incidents)
    add(verdict_row(f"trace of an hour, {len(data.splitlines()):,} lines, {incidents:,} incidents", data))


@pytest.mark.parametrize("shape", hostile.SHAPES)
def test_hostile_recording_is_judged(shape: str, add: Callable[[Row], None]) -> None:
    data = hostile.recording(shape)
    add(verdict_row(f"hostile recording of {len(data) / 2**20:.1f} MiB ({shape.replace('_', ' ')})", data))


def verdict_row(what: str, data: bytes) -> Row:
    """How long the verdict of this recording takes, beside its lines read by json alone."""
    lines = data.splitlines()
    ours, theirs = in_turns(
        lambda: milliseconds(lambda: diagnose(trace_file.decode(data, "trace.jsonl"), FULL)),
        lambda: milliseconds(lambda: [json.loads(line) for line in lines]),
        ROUNDS,
    )
    return Row(f"verdict of a {what}", ours, "ms", BESIDE, theirs, goal=1000, goal_is_for="ours")
