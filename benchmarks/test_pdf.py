"""The report with its letter as a PDF: the whole command, and the writing alone in a process that has written one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.row import Row
from benchmarks.turns import in_turns, milliseconds, run
from keycheck.layouts.library import load
from keycheck.reports.formats import render
from keycheck.reports.report import read
from keycheck.returns.ask import Ask

typst = pytest.importorskip("typst", reason="this system has no typst, and so no PDF", exc_type=ImportError)

ROUNDS = 10
GOAL_MS = 600
GOAL_NEXT_MS = 200
ASK = Ask("GB", "refund")
BESIDE = "one line by typst alone"
WRITE_ONE_LINE = "import typst; typst.compile(b'One line.', font_paths=typst.Fonts(include_system_fonts=False))"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a demo with a dead key."""
    folder = tmp_path_factory.mktemp("demo")
    run([sys.executable, "-m", "keycheck", "demo", "--no-tui", "--out", str(folder)])
    return folder / "report.json"


def assert_is_pdf(data: bytes) -> None:
    assert data.startswith(b"%PDF-"), data[:20]


def test_pdf_by_a_fresh_process(report: Path, add: Callable[[Row], None]) -> None:
    file = report.with_name("again.pdf")
    command = [sys.executable, "-m", "keycheck", "report", str(report), "--format", "pdf", "-o", str(file)]
    command += ["--want", "refund", "--country", "GB"]
    line = [sys.executable, "-c", WRITE_ONE_LINE]
    ours, one_line = in_turns(
        lambda: milliseconds(lambda: run(command)), lambda: milliseconds(lambda: run(line)), ROUNDS
    )
    assert_is_pdf(file.read_bytes())
    add(Row("PDF, `keycheck report --format pdf`", ours, "ms", BESIDE, one_line, GOAL_MS, "ours"))


def test_pdf_by_a_process_that_runs(report: Path, add: Callable[[Row], None]) -> None:
    of, layout = read(report), load("ansi-104")
    fonts = typst.Fonts(include_system_fonts=False)
    assert_is_pdf(render(of, layout, "pdf", ask=ASK))
    ours, one_line = in_turns(
        lambda: milliseconds(lambda: render(of, layout, "pdf", ask=ASK)),
        lambda: milliseconds(lambda: typst.compile(b"One line.", font_paths=fonts)),
        ROUNDS,
    )
    add(Row("PDF, in a process that runs", ours, "ms", BESIDE, one_line, GOAL_NEXT_MS, "ours"))
