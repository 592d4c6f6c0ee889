"""The presses of a benchmark: which key, when down, when up; as a plan, as a trace to play, and as they really came."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import msgspec

from keycheck.diagnosis.verdict import RULES
from keycheck.events.trace import SCHEMA, Event, Header, Layer, Source, Trace
from keycheck.events.trace_file import encode
from keycheck.layouts.library import load

LAYOUT = "ansi-104"
LEFT_OUT = "Digit5"
"""The key that is never pressed: as long as one is dark, the examination does not go on to its end."""

DWELL_NS = (40_000_000, 70_000_000)
GAP_NS = (35_000_000, 65_000_000)
"""How long a key is down, and all are up. Together 105 ms on average, the pace of the fastest typist in a thousand
(median from press to press, Dhakal et al. 2018), and never in step with the screen."""

DESKTOP_DELAY_NS = 400_000
"""How much later the desktop hears what the kernel heard (assumed)."""


class Stroke(msgspec.Struct, frozen=True, array_like=True):
    """A key went down or up."""

    t: int
    """In nanoseconds of the monotonic clock; in a plan, since its start."""
    key: str
    is_down: bool


def presses() -> tuple[str, ...]:
    """The keys that are pressed, each once."""
    return tuple(key.code for key in load(LAYOUT).testable if key.code != LEFT_OUT)


def plan(begins_ns: int) -> tuple[Stroke, ...]:
    """Every key but one goes down and up, one after the other; always the same."""
    random, now_ns = Random(1), begins_ns
    strokes: list[Stroke] = []
    for key in presses():
        released_ns = now_ns + random.randint(*DWELL_NS)
        strokes += [Stroke(now_ns, key, True), Stroke(released_ns, key, False)]
        now_ns = released_ns + random.randint(*GAP_NS)
    return tuple(strokes)


def write_traces(strokes: Sequence[Stroke], folder: Path) -> tuple[Path, Path]:
    """The same presses as the kernel hears them and, a little later, the desktop: two traces to play at once."""
    return (
        _write_trace(strokes, folder / "kernel.jsonl", "kernel", 0),
        _write_trace(strokes, folder / "desktop.jsonl", "os", DESKTOP_DELAY_NS),
    )


def _write_trace(strokes: Sequence[Stroke], file: Path, layer: Layer, delay_ns: int) -> Path:
    header = Header(
        schema=SCHEMA,
        started="2026-11-22T10:00:00Z",
        keycheck="0",
        rules=RULES,
        practice=True,
        layout=LAYOUT,
        sources=(Source(0, layer, layer, 1, "all"),),
    )
    events = tuple(
        Event(stroke.t + delay_ns, 0, None, stroke.key, stroke.key, "down" if stroke.is_down else "up")
        for stroke in strokes
    )
    file.write_bytes(encode(Trace(header, events)))
    return file


def read_log(file: Path) -> tuple[Stroke, ...]:
    """The strokes that a program noted, one line each."""
    lines = file.read_bytes().splitlines() if file.exists() else []
    return tuple(msgspec.json.decode(line, type=Stroke) for line in lines)
