"""A short recording for tests, as a value and as a file."""

from __future__ import annotations

from pathlib import Path

from keycheck.events.trace import SCHEMA, Device, Event, Header, Source, Trace
from keycheck.events.trace_file import encode

MS = 1_000_000


def recording(*moves: tuple[int, str, str], sealed: bool = False, sources: int = 1) -> Trace:
    """A trace of one keyboard: each move is when, in milliseconds, which key, and what it did."""
    header = Header(
        schema=SCHEMA,
        started="2026-11-22T10:00:00Z",
        keycheck="0",
        rules="1",
        practice=True,
        layout="ansi-104",
        devices=(Device(3, "Recorded Keyboard", "usb", 0x1234, 0x5678),),
        sources=tuple(Source(n, "evdev", "kernel", 1_000, "all", {"Fn": "never sent"}) for n in range(sources)),
        sealed=sealed,
    )
    return Trace(header, tuple(Event(t * MS, 0, 3, key, key, action) for t, key, action in moves))  # type: ignore[arg-type]


def saved(trace: Trace, folder: Path) -> str:
    """The path of a file that holds it."""
    file = folder / "trace.jsonl"
    file.write_bytes(encode(trace))
    return str(file)


def typing(taps: int, every_ms: int = 40) -> Trace:
    """So many taps of KeyA, at this pace."""
    moves = [
        (n * every_ms + half, "KeyA", "up" if half else "down") for n in range(taps) for half in (0, every_ms // 2)
    ]
    return recording(*moves)
