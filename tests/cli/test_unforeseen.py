"""What nobody foresaw ends as one line too, and a script can tell it from a fault of a key."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from keycheck.cli import READER_LEFT, UNFORESEEN
from keycheck.errors import NothingKept
from keycheck.session import outcome
from tests.cli.command import HOUSE, Run
from tests.cli.conftest import Demo


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """An examination that can't be concluded."""

    def conclude(*arguments: object) -> None:
        raise ZeroDivisionError("a bug\nof two lines\x1b[2J")

    monkeypatch.setattr(outcome, "conclude", conclude)


@pytest.mark.usefixtures("few_keys", "broken")
def test_bug_is_one_line_and_its_details_are_in_a_file(run: Run, data: Path) -> None:
    ran = run("demo")
    assert ran.status == UNFORESEEN
    assert "unexpected error: ZeroDivisionError: a bug" in ran.complaint
    (details,) = data.iterdir()
    assert str(details) in ran.complaint
    assert "Traceback" in details.read_text("utf-8")
    assert "in conclude" in details.read_text("utf-8")


@pytest.mark.usefixtures("few_keys", "broken")
def test_bug_is_one_line_where_the_details_can_not_be_kept(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("KEYCHECK_DATA_DIR", str(tmp_path / "file"))
    assert run("demo").complaint.endswith("ZeroDivisionError: a bug")


def test_a_bug_is_not_called_a_fault_of_the_keyboard() -> None:
    assert UNFORESEEN not in range(6)


@pytest.mark.usefixtures("few_keys")
def test_closed_terminal_is_no_bug(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is left to be told, and nothing is to be reported to the makers."""

    def conclude(*arguments: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(outcome, "conclude", conclude)
    ran = run("demo")
    assert (ran.status, ran.err) == (UNFORESEEN, "")
    assert not data.exists()


@pytest.mark.skipif(
    sys.platform == "win32" or not Path("/dev/full").exists(), reason="this system has no disk that is always full"
)
@pytest.mark.parametrize("words", [["replay", "TRACE"], ["replay", "TRACE", "--json"], ["schema", "trace"], ["--help"]])
def test_stdout_that_is_full_is_one_line_and_no_fault(demo: Demo, data: Path, words: list[str]) -> None:
    command = [sys.executable, "-m", "keycheck", *(str(demo.trace) if word == "TRACE" else word for word in words)]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, cwd=HOUSE, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    (line,) = done.stderr.splitlines()
    assert "stdout can't be written (No space left" in line
    assert done.returncode == NothingKept.exit_code
    assert not (data / "last-error.txt").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no shell that closes stdout")
@pytest.mark.parametrize("words", ["schema trace", "test", "--version"])
def test_stdout_that_is_closed_is_one_line_and_no_fault(words: str) -> None:
    """An answer that goes nowhere must not end like one that was given."""
    command = ["sh", "-c", f'"$0" -m keycheck {words} >&-', sys.executable]
    done = subprocess.run(command, cwd=HOUSE, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (74, "keycheck: stdout is closed, and the answer goes there\n")


@pytest.mark.parametrize("words", [["report", "REPORT", "--format", "pdf"], ["replay", "TRACE"], ["--help"]])
def test_reader_that_leaves_early_is_no_error_and_no_fault(demo: Demo, words: list[str]) -> None:
    """As `keycheck simulate | head -1` does."""
    files = {"REPORT": str(demo.report), "TRACE": str(demo.trace)}
    command = [sys.executable, "-m", "keycheck", *(files.get(word, word) for word in words)]
    with subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == READER_LEFT
