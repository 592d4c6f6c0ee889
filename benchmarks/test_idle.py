"""What keycheck costs while nobody presses anything: the examination's screen and its capture processes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic_ns
from typing import NamedTuple

from benchmarks.process_tree import megabytes, processor_seconds, tree
from benchmarks.row import Row
from benchmarks.terminal import Terminal
from benchmarks.turns import HOUSE

SETTLES_NS = 3_000_000_000
"""What an opening costs is not what an idle screen costs."""
LOOKS_S = 10
ROUNDS = 2
EMPTY = [sys.executable, str(HOUSE / "benchmarks" / "programs" / "empty_app.py")]


class Use(NamedTuple):
    """Of one core, and of the memory."""

    percent: float
    megabytes: float


def idle(terminal: Terminal) -> Use:
    """What the program in it uses, with its children, while nothing happens."""
    terminal.read_until(monotonic_ns() + SETTLES_NS)
    processes = tree(terminal.process)
    before = processor_seconds(processes)
    terminal.read_until(monotonic_ns() + LOOKS_S * 1_000_000_000)
    return Use(100 * (processor_seconds(processes) - before) / LOOKS_S, megabytes(processes))


def examination(folder: Path) -> Use:
    """The sweep, before the first key."""
    command = [sys.executable, "-m", "keycheck", "test", "--source", "pynput", "--layout", "ansi-104"]
    with Terminal(command, KEYCHECK_DATA_DIR=str(folder)) as terminal:
        terminal.wait_for("(pynput) can listen")
        terminal.type(b"\r")
        terminal.wait_for("Press every key once")
        return idle(terminal)


def program(command: Sequence[str]) -> Use:
    with Terminal(command) as terminal:
        terminal.wait_for("an empty application")
        return idle(terminal)


def test_idle_examination(on_display: str, tmp_path: Path, add: Callable[[Row], None]) -> None:
    takes = [(examination(tmp_path), program(EMPTY)) for _ in range(ROUNDS)]
    ours, empty = ([side[number] for side in takes] for number in (0, 1))
    processor = [sum(use.percent for use in side) / ROUNDS for side in (ours, empty)]
    memory = [max(use.megabytes for use in side) for side in (ours, empty)]
    textual = "an empty Textual application"
    add(Row("processor of an idle examination, of one core", processor[0], "%", textual, processor[1], 3, "ours"))
    add(Row("memory of an examination, with its capture process", memory[0], "MB", textual, memory[1], 200, "ours"))
