"""`keycheck --version`: how long the command line takes to start."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.row import Row
from benchmarks.turns import in_turns, milliseconds, run

ROUNDS = 25
CLICK = [sys.executable, "-c", "import click"]
BESIDE = '`python -c "import click"`'


def version_beside_click(command: list[str]) -> tuple[float, float]:
    """How long both take, from the start of the interpreter to its end."""
    return in_turns(lambda: milliseconds(lambda: run(command)), lambda: milliseconds(lambda: run(CLICK)), ROUNDS)


def test_version_as_a_module(add: Callable[[Row], None]) -> None:
    ours, click = version_beside_click([sys.executable, "-m", "keycheck", "--version"])
    add(Row("`python -m keycheck --version`", ours, "ms", BESIDE, click, goal=1.5))


def test_version_as_a_command(add: Callable[[Row], None]) -> None:
    command = shutil.which("keycheck", path=str(Path(sys.executable).parent))
    if command is None:
        pytest.skip("the command keycheck is not installed: pip install .")
    ours, click = version_beside_click([command, "--version"])
    add(Row("`keycheck --version`", ours, "ms", BESIDE, click, goal=1.5))
