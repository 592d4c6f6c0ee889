"""The tests of the rooms once more, on Windows: paths, line ends, processes and pipes are others there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.system.wine.windows import Windows

TESTS = Path(__file__).parents[2]

NOT_HERE = {
    "system": "drives what only Linux has, plays examinations that are the same here, and is where this stands",
    "house": "looks at the code, which Linux has just looked at and which is the same here",
    "accuracy": "scores a benchmark that is run on Linux",
}
"""What is left out as a whole. Every other test runs, or says itself why it can't."""

MEASURE_TIME = (
    "tests/capture/test_capture_process.py::test_pause_ends_the_reading",
    "tests/capture/test_capture_process.py::test_pause_of_what_does_not_read_says_nothing",
)
"""Within 50 ms a pause is answered, or its process ended; of them the server of Wine takes a part, and Windows none."""

NEED_NUMPY = ("tests/diagnosis/test_oracle.py",)
"""Wine 8 lacks functions of the C library that NumPy calls, and hangs there."""

STARTS_PROCESSES = ("capture", "cli", "session")
"""Rooms whose tests wait for processes: half of the time, so that two runs at once take half as long."""

SUITE_S = 900.0

OPTIONS = (
    "-q",
    "-n0",
    "-p",
    "no:cacheprovider",
    "--hypothesis-profile=few",
    *map("--deselect={}".format, MEASURE_TIME),
    *map("--ignore={}".format, NEED_NUMPY),
)
"""In one process, for that of pytest-xdist hangs under Wine; and with few examples, for the laws are those of Linux."""


def halves() -> tuple[list[str], list[str]]:
    """The files and folders of tests, those that start processes first."""
    named = [path for path in sorted(TESTS.iterdir()) if path.name.startswith("test_") or any(path.glob("test_*.py"))]
    names = [path.name for path in named if path.name not in NOT_HERE]
    waiting = [name for name in names if name in STARTS_PROCESSES]
    return waiting, [name for name in names if name not in STARTS_PROCESSES]


@pytest.fixture(scope="module")
def said(windows: Windows) -> Iterator[tuple[str, ...]]:
    """What pytest said of each half; the two run at the same time."""

    def run(names: list[str]) -> str:
        done = windows.run("-m", "pytest", *OPTIONS, *(f"tests/{name}" for name in names), patience_s=SUITE_S)
        return (done.stdout + done.stderr).decode(errors="replace")

    with ThreadPoolExecutor() as both:
        yield tuple(both.map(run, halves()))


@pytest.mark.parametrize("half", [0, 1], ids=["those that start processes", "all others"])
def test_every_test_passes_on_windows_or_says_why_it_can_not_run(said: tuple[str, ...], half: int) -> None:
    complaints = re.findall(r"^(?:FAILED|ERROR) .*", said[half], re.MULTILINE)
    assert not complaints, "\n".join(complaints) + said[half][-20_000:]
    assert count("passed", said[half]) > 100, said[half][-2_000:]


def test_few_tests_can_not_run_on_windows(said: tuple[str, ...]) -> None:
    assert sum(count("skipped", one) for one in said) < sum(count("passed", one) for one in said) / 10


def count(outcome: str, said: str) -> int:
    """From pytest's last line."""
    found = re.search(rf"(\d+) {outcome}", said.splitlines()[-1])
    return int(found[1]) if found else 0
