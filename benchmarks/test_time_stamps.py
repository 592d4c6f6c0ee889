"""How far the time stamp of a key is from the moment it went down, while the screen is busy."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import quantiles
from time import monotonic, monotonic_ns, sleep

from benchmarks.keystrokes import plan
from benchmarks.row import Row
from benchmarks.turns import HOUSE, surroundings
from benchmarks.x_keyboard import XKeyboard

PROGRAM = HOUSE / "benchmarks" / "programs" / "busy_screen.py"
PASSES = 3
"""Each has 206 events. Ours and the reference take turns, pass by pass."""
PATIENCE_S = 10.0
GOAL_MS, GOAL_RATIO = 4, 0.1


def errors(how: str, display: str, log: Path) -> list[float]:
    """Milliseconds between the stamp of each event and the moment at which the X server got it.

    Of that is known that it lies between the order and the server's answer; a stamp between them is right. The question
    makes the server send what it has recorded, as other programs on a desktop do all the time.
    """
    log.unlink(missing_ok=True)
    command = [sys.executable, str(PROGRAM), how, str(log)]
    with (
        XKeyboard(display) as keyboard,
        subprocess.Popen(command, cwd=HOUSE, env=surroundings(), stdout=subprocess.PIPE) as program,
    ):
        try:
            return _errors(keyboard, program, log)
        finally:
            program.kill()


def _errors(keyboard: XKeyboard, program: subprocess.Popen[bytes], log: Path) -> list[float]:
    assert program.stdout is not None
    assert program.stdout.readline() == b"listening\n"
    sleep(1)
    struck: list[tuple[int, int]] = []
    for stroke in plan(monotonic_ns() + 100_000_000):
        sleep(max(0, stroke.t - monotonic_ns()) / 1e9)
        ordered = keyboard.strike(stroke).t
        keyboard.ask()
        struck.append((ordered, monotonic_ns()))
    stamps = _stamps(log, len(struck), keyboard)
    spans = zip(stamps, struck, strict=True)
    return [max(0, ordered - stamp, stamp - answered) / 1e6 for stamp, (ordered, answered) in spans]


def _stamps(log: Path, count: int, keyboard: XKeyboard) -> Sequence[int]:
    until = monotonic() + PATIENCE_S
    while len(stamps := log.read_bytes().split()) < count:
        assert monotonic() < until, f"only {len(stamps)} of {count} events came"
        keyboard.ask()
        sleep(0.05)
    return [int(stamp) for stamp in stamps]


def test_time_stamps(on_display: str, tmp_path: Path, add: Callable[[Row], None]) -> None:
    log = tmp_path / "log"
    takes = [(errors("process", on_display, log), errors("thread", on_display, log)) for _ in range(PASSES)]
    ours, thread = ([error for take in takes for error in take[side]] for side in (0, 1))
    told, known = quantiles(ours, n=100), quantiles(thread, n=100)
    beside = "a listener of pynput in a thread"
    for n in (50, 99):
        what = f"time stamp of a key beside a busy screen, {n} % of {len(ours)} off by"
        add(Row(what, told[n - 1], "ms", beside, known[n - 1], GOAL_MS if n == 99 else None, "ours"))
    add(Row("the same stamp, as a share of the listener's", told[98], "ms", beside, known[98], GOAL_RATIO))
