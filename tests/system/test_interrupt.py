"""An examination that is cut off, on a real terminal and with real processes: what was recorded is kept."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from keycheck.cli import UNFORESEEN
from tests.capture.recorded import saved, typing
from tests.system.seen_tmux import HOUSE, PATIENCE_S, SeenTmux, seen_tmux

SIZE = (100, 30)

PROGRAM = """
import sys
from pathlib import Path
from keycheck import cli
from keycheck.cli import examine
from keycheck.session.wanted import Wanted
wanted = Wanted(sources=(sys.argv.pop(1),), out=Path(sys.argv.pop(1)))
examine.test.callback = lambda **options: sys.exit(examine._run(wanted))
cli.main()
"""
"""`keycheck test` with a source that the command line does not offer: a recording that is played."""


def examination(folder: Path) -> list[str]:
    """The command of an examination in which KeyA is tapped without end."""
    return [sys.executable, "-c", PROGRAM, f"replay:{saved(typing(taps=5_000), folder)}", str(folder / "out"), "test"]


def wait_until(come_true: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not come_true():
        assert time.monotonic() < end, f"{what}: it did not come"
        time.sleep(0.03)


def children(pid: int) -> list[int]:
    """The processes that this one has started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def lives(pid: int) -> bool:
    """Whether the process is there and no mere remains of one."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def journals(folder: Path) -> list[Path]:
    return list((folder / "data").glob("*.journal.jsonl"))


def replayed(trace: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "keycheck", "replay", str(trace), "--json"]
    return subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)


def begin(terminal: SeenTmux, folder: Path) -> list[int]:
    """Start the examination and let it hear something; all its processes, the first is keycheck itself."""
    terminal.come_to_the_front()
    terminal.wait_for("can listen")
    terminal.press("Enter")
    wait_until(lambda: journals(folder), "a journal")
    wait_until(lambda: journals(folder)[0].read_bytes().count(b"\n") > 10, "ten lines in it")
    return [terminal.pid, *children(terminal.pid)]


def assert_kept(folder: Path) -> None:
    """A sealed trace with what was heard, and no live form of it."""
    wait_until(lambda: not journals(folder), "the journal to go")
    trace = folder / "out" / "trace.jsonl"
    assert '"sealed":true' in trace.read_text()
    assert '"reason":"interrupted"' in trace.read_text()
    done = replayed(trace)
    assert (done.returncode, done.stderr) == (3, "")
    assert '"tested": 1,' in done.stdout
    assert not (folder / "data" / "last-error.txt").exists()


def assert_no_process_is_left(processes: list[int]) -> None:
    assert len(processes) > 1
    wait_until(lambda: not any(map(lives, processes)), f"the end of {processes}")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda number: number.name)
def test_examination_that_gets_a_signal_is_kept_and_told(tmp_path: Path, number: signal.Signals) -> None:
    with seen_tmux(examination(tmp_path), tmp_path, SIZE) as terminal:
        processes = begin(terminal, tmp_path)
        os.kill(terminal.pid, number)
        assert terminal.wait_for_the_end() == 3
        assert "Not decided" in terminal.last_words
        assert f"report: {tmp_path / 'out'}" in terminal.last_words
        assert "Traceback" not in terminal.last_words
        assert_no_process_is_left(processes)
    assert_kept(tmp_path)


def test_examination_whose_terminal_is_closed_is_kept(tmp_path: Path) -> None:
    with seen_tmux(examination(tmp_path), tmp_path, SIZE) as terminal:
        processes = begin(terminal, tmp_path)
        terminal.close()
        assert_no_process_is_left(processes)
    assert_kept(tmp_path)


def test_examination_that_is_killed_leaves_its_journal_and_the_next_start_seals_it(tmp_path: Path) -> None:
    with seen_tmux(examination(tmp_path), tmp_path, SIZE) as terminal:
        processes = begin(terminal, tmp_path)
        os.kill(terminal.pid, signal.SIGKILL)
        assert_no_process_is_left(processes)
    (journal,) = journals(tmp_path)
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    assert (replayed(journal).returncode, replayed(journal).stderr) == (3, "")
    assert not (tmp_path / "out").exists()
    (tmp_path / "again").mkdir()
    with seen_tmux(examination(tmp_path), tmp_path, SIZE) as terminal:
        terminal.wait_for("An examination was cut off.")
        terminal.press("C-c")
        assert terminal.wait_for_the_end() == 3
    assert not journals(tmp_path)
    (trace,) = (tmp_path / "data" / "kept").rglob("trace.jsonl")
    assert (replayed(trace).returncode, replayed(trace).stderr) == (3, "")


def test_capture_process_that_is_killed_costs_nothing_but_a_moment(tmp_path: Path) -> None:
    with seen_tmux(examination(tmp_path), tmp_path, SIZE) as terminal:
        first, child = begin(terminal, tmp_path)[:2]
        os.kill(child, signal.SIGKILL)
        wait_until(lambda: [c for c in children(first) if c != child and lives(c)], "another capture process")
        wait_until(lambda: '"source_back"' in journals(tmp_path)[0].read_text(), "its return")
        terminal.press("C-c", "C-c", "C-c")
        terminal.wait_for("Not decided", "Close")
        terminal.press("q")
        assert terminal.wait_for_the_end() == 3
    assert '"source_lost"' in (tmp_path / "out" / "trace.jsonl").read_text()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_signal_on_the_result_loses_nothing(tmp_path: Path, number: signal.Signals) -> None:
    """The report is written by then; where it lies is still said."""
    with seen_tmux(examination(tmp_path), tmp_path, SIZE) as terminal:
        processes = begin(terminal, tmp_path)
        terminal.press("C-c", "C-c", "C-c")
        terminal.wait_for("Not decided", "Close")
        os.kill(terminal.pid, number)
        assert terminal.wait_for_the_end() == 3
        assert f"report: {tmp_path / 'out'}" in terminal.last_words
        assert_no_process_is_left(processes)
    assert [place for place in (tmp_path / "out").iterdir() if place.is_dir()] == [], "it is not written twice"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda number: number.name)
def test_signal_before_the_start_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    with seen_tmux(examination(tmp_path), tmp_path, SIZE) as terminal:
        terminal.come_to_the_front()
        terminal.wait_for("can listen")
        processes = [terminal.pid, *children(terminal.pid)]
        os.kill(terminal.pid, number)
        assert terminal.wait_for_the_end() == 3
        assert "Traceback" not in terminal.last_words
        assert_no_process_is_left(processes)
    assert not (tmp_path / "out").exists()
    assert [file for file in (tmp_path / "data").rglob("*") if file.is_file()] == []


BROKEN = """
import sys
from keycheck.cli import main
from keycheck.session.practice import PracticeExamination
PracticeExamination.pump = lambda examination: 1 / 0
sys.argv = ["keycheck", "demo"]
main()
"""


def test_bug_is_one_line_on_a_terminal_that_can_be_used_again(tmp_path: Path) -> None:
    with seen_tmux([sys.executable, "-c", BROKEN], tmp_path, SIZE) as terminal:
        assert terminal.wait_for_the_end() == UNFORESEEN
        assert terminal.last_words.startswith(
            "keycheck: unexpected error: ZeroDivisionError: division by zero; the details"
        )
        assert "Traceback" not in terminal.last_words
    assert "Traceback" in (tmp_path / "data" / "last-error.txt").read_text()


def test_examination_of_the_real_desktop_whose_terminal_is_closed_is_kept(on_display: str, tmp_path: Path) -> None:
    """Not a recording: pynput on an X server, where nobody presses anything."""
    command = [sys.executable, "-m", "keycheck", "test", "--source", "pynput", "--out", str(tmp_path / "out")]
    with seen_tmux(command, tmp_path, SIZE) as terminal:
        terminal.come_to_the_front()
        terminal.wait_for("(pynput) can listen")
        terminal.press("Enter")
        wait_until(lambda: journals(tmp_path), "a journal")
        terminal.wait_for("Press every key once")
        processes = [terminal.pid, *children(terminal.pid)]
        terminal.close()
        assert_no_process_is_left(processes)
    wait_until(lambda: not journals(tmp_path), "the journal to go")
    done = replayed(tmp_path / "out" / "trace.jsonl")
    assert (done.returncode, done.stderr) == (3, "")
    assert not (tmp_path / "data" / "last-error.txt").exists()
