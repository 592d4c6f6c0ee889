"""From the start of the process to the first whole frame on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.row import Row
from benchmarks.terminal import Terminal
from benchmarks.turns import HOUSE, in_turns

ROUNDS = 15
EMPTY = [sys.executable, str(HOUSE / "benchmarks" / "programs" / "empty_app.py")]


def until_painted(command: list[str], words: str, data: Path) -> float:
    """Milliseconds until the frame that has these words is on the screen."""
    with Terminal(command, KEYCHECK_DATA_DIR=str(data)) as terminal:
        return (terminal.wait_for(words) - terminal.began_ns) / 1e6


@pytest.mark.parametrize(
    ("what", "arguments", "words"),
    [
        ("first paint of `keycheck demo`, 104 keys", ["demo", "--out", "{folder}"], "keys have arrived"),
        ("first paint of `keycheck`, the start screen", [], "finds the keys"),
    ],
    ids=["demo", "start"],
)
def test_first_paint(what: str, arguments: list[str], words: str, tmp_path: Path, add: Callable[[Row], None]) -> None:
    command = [sys.executable, "-m", "keycheck", *(part.format(folder=tmp_path) for part in arguments)]
    ours, empty = in_turns(
        lambda: until_painted(command, words, tmp_path),
        lambda: until_painted(EMPTY, "an empty application", tmp_path),
        ROUNDS,
    )
    add(Row(what, ours, "ms", "an empty Textual application", empty, goal=1.3))
