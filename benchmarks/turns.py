"""Two things measured in turns, so that what else the machine does meets both alike."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

HOUSE = Path(__file__).parents[1]

NOT_FOR_USERS = "PYTHONDONTWRITEBYTECODE"
"""Whoever sets it compiles keycheck, and only keycheck, at each start; an installed keycheck is compiled once."""


def in_turns(ours: Callable[[], float], reference: Callable[[], float], rounds: int) -> tuple[float, float]:
    """The medians of both. One round before them is not counted: it fills the caches of the disk and of Python."""
    ours()
    reference()
    figures = [(ours(), reference()) for _ in range(rounds)]
    return median(figure[0] for figure in figures), median(figure[1] for figure in figures)


def milliseconds(work: Callable[[], object]) -> float:
    """How long this takes."""
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1e3


def run(command: Sequence[str], **environment: str) -> None:
    """Run a command of this repository, from its start to its end; subprocess.CalledProcessError where it fails."""
    subprocess.run(command, check=True, cwd=HOUSE, env=surroundings(**environment), capture_output=True)


def surroundings(**environment: str) -> dict[str, str]:
    """The environment of a program that is measured."""
    usual = {name: value for name, value in os.environ.items() if name != NOT_FOR_USERS}
    return usual | {"PYTHONPATH": str(HOUSE)} | environment
