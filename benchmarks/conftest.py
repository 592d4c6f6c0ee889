"""What the benchmarks share: each adds its row, and the rows are printed and kept at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from benchmarks import results
from benchmarks.row import Row
from tests.system.conftest import on_display, xvfb

__all__ = ["on_display", "xvfb"]

# These measure on a terminal, on an X server, or by what Linux tells of processes.
LINUX = ("test_blur.py", "test_idle.py", "test_time_stamps.py")
POSIX = ("test_first_paint.py", "test_key_to_cell.py", "test_memory.py")
collect_ignore = [*(POSIX if sys.platform == "win32" else ()), *(LINUX if sys.platform != "linux" else ())]

ROWS = pytest.StashKey[list[Row]]()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One after the other, with the whole machine for each."""
    return 0


def pytest_configure(config: pytest.Config) -> None:
    config.stash[ROWS] = []


@pytest.fixture
def add(pytestconfig: pytest.Config) -> Callable[[Row], None]:
    """Add a row. A missed goal fails nothing: machines differ, and the row says it."""
    return pytestconfig.stash[ROWS].append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    rows = config.stash[ROWS]
    if not rows:
        return
    terminalreporter.section("keycheck beside what is known")
    for row in rows:
        terminalreporter.write_line(row.line(), yellow=row.met is False)
    results.keep(rows)
    terminalreporter.write_line("kept in benchmarks/results.json; `python -m benchmarks.readme` writes the table")
