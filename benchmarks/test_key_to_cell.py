"""From a key event to the painted cell of its key, with 104 keys on screen, while the examination runs beside it.

The clock starts with the time stamp of the event and stops when the frame that shows the key lit, or dark again, has
come out of the program's terminal. What a keyboard does before, and a terminal and a screen after it, is not in it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import quantiles
from time import monotonic, monotonic_ns

from benchmarks.keystrokes import LAYOUT, Stroke, plan, presses, read_log, write_traces
from benchmarks.lit_cells import LAST_NS, changes, lightings
from benchmarks.row import Row
from benchmarks.terminal import PATIENCE_S, Terminal
from benchmarks.turns import HOUSE
from benchmarks.x_keyboard import XKeyboard
from keycheck.tui.key_state import PRESSED

PROGRAMS = HOUSE / "benchmarks" / "programs"
PASSES = 2
"""Each presses 103 keys and lets them go: 206 events. Ours and the reference take turns, pass by pass."""
BEGINS_NS = 2_500_000_000
"""When a played trace begins: the examination first waits until all hands are off the keyboard."""
GOAL_MS = 33

Delays = list[float]


def checked(strokes: Sequence[Stroke], terminal: Terminal, keys: int) -> Delays:
    """The delays of these strokes; fails where the keys do not light cells of their own."""
    shown = lightings(strokes, changes(terminal.painted, PRESSED.paper.removeprefix("#")))
    places = {lighting.cells for lighting in shown if lighting.cells}
    assert keys // 2 < len(places) <= keys, f"{keys} keys lit {len(places)} places: {places}"
    return [delay for lighting in shown for delay in (lighting.down_ms, lighting.up_ms)]


def of_program(program: str, arguments: Sequence[object], keys: int, folder: Path) -> Delays:
    """Let a program play one pass; its log says when it played what."""
    log = folder / "log"
    log.unlink(missing_ok=True)
    command = [sys.executable, str(PROGRAMS / program), str(log), *map(str, arguments)]
    events = 2 * len(presses())
    with Terminal(command, KEYCHECK_DATA_DIR=str(folder / "data")) as terminal:
        until = monotonic() + 2 * PATIENCE_S
        while len(read_log(log)) < events:
            assert monotonic() < until, f"only {len(read_log(log))} of {events} events came"
            terminal.read_until(monotonic_ns() + 500_000_000)
        terminal.read_until(monotonic_ns() + LAST_NS)
    return checked(read_log(log), terminal, keys)


def of_x_server(display: str, folder: Path) -> Delays:
    """Press keys of an X server, to which the command itself listens."""
    command = [sys.executable, "-m", "keycheck", "test", "--source", "pynput", "--layout", LAYOUT]
    with XKeyboard(display) as keyboard, Terminal(command, KEYCHECK_DATA_DIR=str(folder)) as terminal:
        terminal.wait_for("(pynput) can listen")
        terminal.type(b"\r")
        terminal.wait_for("Press every key once")
        strokes: list[Stroke] = []
        for stroke in plan(monotonic_ns() + 500_000_000):
            terminal.read_until(stroke.t)
            strokes.append(keyboard.strike(stroke))
        terminal.read_until(monotonic_ns() + LAST_NS)
    return checked(strokes, terminal, len(presses()))


def add_rows(add: Callable[[Row], None], what: str, takes: Sequence[tuple[Delays, Delays]]) -> None:
    """A row for the 50th, the 95th and the 99th of a hundred events; the goal is for the last."""
    ours, reference = ([delay for delays in side for delay in delays] for side in zip(*takes, strict=True))
    told, known = quantiles(ours, n=100), quantiles(reference, n=100)
    for n, goal in ((50, None), (95, None), (99, GOAL_MS)):
        what_share = f"{what}, {n} % of {len(ours)} within"
        add(Row(what_share, told[n - 1], "ms", "one cell by Textual alone", known[n - 1], goal, "ours"))


def of_one_key(trace: Path, folder: Path) -> Delays:
    """The reference: the same events, and one cell to paint."""
    return of_program("one_key_app.py", (trace, PRESSED.paper), 1, folder)


def test_played_keys(tmp_path: Path, add: Callable[[Row], None]) -> None:
    """From the capture process on, heard twice as on a Linux desktop: by the kernel's source and the desktop's."""
    kernel, desktop = write_traces(plan(BEGINS_NS), tmp_path)
    takes = [
        (of_program("exam_app.py", (kernel, desktop), len(presses()), tmp_path), of_one_key(kernel, tmp_path))
        for _ in range(PASSES)
    ]
    add_rows(add, "a played key to its cell", takes)


def test_keys_of_an_x_server(on_display: str, tmp_path: Path, add: Callable[[Row], None]) -> None:
    """From the X server on, through the command as people use it."""
    kernel, _ = write_traces(plan(BEGINS_NS), tmp_path)
    takes = [
        (of_x_server(on_display, tmp_path / str(number)), of_one_key(kernel, tmp_path)) for number in range(PASSES)
    ]
    add_rows(add, "a key of the X server to its cell", takes)
