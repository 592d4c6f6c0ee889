"""The peak memory of a whole demo, from its start to the written report."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.row import Row
from benchmarks.terminal import Terminal
from benchmarks.turns import HOUSE, in_turns, run

ROUNDS = 3
PROGRAMS = HOUSE / "benchmarks" / "programs"
# -S and -E: no site packages, so that the watcher is smaller than what it watches.
WATCH = [sys.executable, "-S", "-E", str(PROGRAMS / "peak_memory.py")]
MEGABYTE = 1e6
GOAL_MB = 150


def without_screen(command: list[str], folder: Path) -> float:
    """Megabytes at most, of a command that needs no terminal."""
    run([*WATCH, str(folder / "peak"), *command], KEYCHECK_DATA_DIR=str(folder))
    return peak(folder)


def on_screen(command: list[str], words: str, leave: bytes, folder: Path) -> float:
    """Megabytes at most, of a program on a terminal, that is left with a key once these words are painted."""
    with Terminal([*WATCH, str(folder / "peak"), *command], KEYCHECK_DATA_DIR=str(folder)) as terminal:
        terminal.wait_for(words)
        terminal.type(leave)
        terminal.read_to_end()
    return peak(folder)


def peak(folder: Path) -> float:
    return int((folder / "peak").read_text(encoding="ascii")) / MEGABYTE


def test_demo_without_a_screen(tmp_path: Path, add: Callable[[Row], None]) -> None:
    demo = [sys.executable, "-m", "keycheck", "demo", "--no-tui", "--out", str(tmp_path / "out")]
    ours, python = in_turns(
        lambda: without_screen(demo, tmp_path), lambda: without_screen([sys.executable, "-c", ""], tmp_path), ROUNDS
    )
    add(Row("memory of `keycheck demo --no-tui`", ours, "MB", "Python alone", python, GOAL_MB, "ours"))


def test_demo_on_screen(tmp_path: Path, add: Callable[[Row], None]) -> None:
    demo = [sys.executable, "-m", "keycheck", "demo", "--speed", "20", "--out", str(tmp_path / "out")]
    empty = [sys.executable, str(PROGRAMS / "empty_app.py")]
    ours, textual = in_turns(
        lambda: on_screen(demo, "Open the page", b"q", tmp_path),
        lambda: on_screen(empty, "an empty application", b"\x11", tmp_path),
        ROUNDS,
    )
    add(Row("memory of `keycheck demo`", ours, "MB", "an empty Textual application", textual, GOAL_MB, "ours"))
