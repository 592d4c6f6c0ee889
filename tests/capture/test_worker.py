"""The capture process by itself: it ends with its parent, and says everything in one line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from keycheck.capture.child import child_options, worker_command
from keycheck.capture.outlet import Outlet
from keycheck.capture.pipe import (
    Command,
    Failed,
    Listening,
    Message,
    Pause,
    Ready,
    Resume,
    Stopped,
    line_of,
    message_of,
)
from keycheck.capture.source import Disturbance
from keycheck.capture.worker import Worker
from keycheck.events.raw_event import RawEvent
from tests.capture.recorded import saved, typing

Child = subprocess.Popen[bytes]


@pytest.fixture
def spawn(tmp_path: Path) -> Iterator[Callable[..., Child]]:
    """Start a worker as a shell would, in the session of this test, with its stderr caught."""
    children: list[Child] = []
    environment = child_options()["env"]

    def one(*arguments: str) -> Child:
        pipe = subprocess.PIPE
        command = worker_command(*arguments)
        # Another directory: the package must be found without the current one.
        children.append(subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, cwd=tmp_path))
        return children[-1]

    yield one
    for child in children:
        child.kill()
        child.communicate()


def say(child: Child, command: Command) -> None:
    assert child.stdin is not None
    child.stdin.write(line_of(command))
    child.stdin.flush()


def hear(child: Child, *kinds: type) -> Message:
    """The next message of one of these kinds."""
    assert child.stdout is not None
    for line in child.stdout:
        message = message_of(line)
        if isinstance(message, kinds):
            return message
    raise AssertionError("it ended without it")


@pytest.fixture
def replay(tmp_path: Path) -> str:
    return f"replay:{saved(typing(taps=500), tmp_path)}"


@pytest.mark.parametrize("reading", [False, True])
def test_child_ends_at_once_when_its_stdin_ends(spawn: Callable[..., Child], replay: str, reading: bool) -> None:
    child = spawn(replay)
    hear(child, Ready)
    if reading:
        say(child, Resume())
        hear(child, RawEvent)
    assert child.stdin is not None
    child.stdin.close()
    closed = time.monotonic()
    assert child.wait(timeout=5) == 0
    assert time.monotonic() - closed < 0.5
    assert child.stderr is not None
    assert child.stderr.read() == b""
    # communicate() would flush what is closed.
    child.stdin = None


def test_child_ends_when_nobody_reads_it(spawn: Callable[..., Child], replay: str) -> None:
    child = spawn(replay)
    hear(child, Ready)
    assert child.stdout is not None
    child.stdout.close()
    assert child.wait(timeout=5) == 0
    child.stdout = None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")
def test_ctrl_c_in_the_terminal_does_not_end_the_child(spawn: Callable[..., Child], replay: str) -> None:
    child = spawn(replay)
    hear(child, Ready)
    child.send_signal(signal.SIGINT)
    say(child, Resume())
    hear(child, RawEvent)
    child.send_signal(signal.SIGINT)
    say(child, Pause())
    hear(child, Stopped)
    assert child.poll() is None


def test_resume_and_pause_are_answered_in_order(spawn: Callable[..., Child], replay: str) -> None:
    child = spawn(replay)
    for command in (Resume(), Pause(), Resume(), Pause()):
        say(child, command)
    answers = [hear(child, Listening, Stopped) for _ in range(4)]
    assert [type(answer) for answer in answers] == [Listening, Stopped, Listening, Stopped]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("telepathy", "--source: found telepathy, expected one of "), ("replay:/nowhere", "No such file")],
)
def test_source_that_can_not_be_made_is_told_in_one_line(spawn: Callable[..., Child], name: str, reason: str) -> None:
    child = spawn(name)
    failed = hear(child, Failed)
    assert isinstance(failed, Failed)
    assert reason in failed.reason
    assert "\n" not in failed.reason
    _, errors = child.communicate(timeout=5)
    assert (child.returncode, errors) == (1, b"")


def test_command_that_is_none_is_told_in_one_line(spawn: Callable[..., Child], replay: str) -> None:
    child = spawn(replay)
    hear(child, Ready)
    assert child.stdin is not None
    child.stdin.write(b"{}\n")
    child.stdin.flush()
    assert isinstance(hear(child, Failed), Failed)
    _, errors = child.communicate(timeout=5)
    assert errors == b""


def test_call_without_a_source_says_how_it_is_called(spawn: Callable[..., Child]) -> None:
    child = spawn()
    _, errors = child.communicate(timeout=5)
    assert errors.startswith(b"usage: python -m keycheck.capture.worker")
    assert child.returncode == 1


def test_paused_one_passes_on_no_key_and_only_the_troubles_that_last() -> None:
    """The end of a loss may be found in the moment of a stop: it would never be said again."""
    out, into = os.pipe()
    outlet = Outlet(into, parent_is_gone=lambda: None)
    worker = Worker(outlet)
    back, lost = Disturbance(1, "source_back", 2), Disturbance(3, "source_lost", 4)
    for seen in (RawEvent(1, "30", "down"), Disturbance(1, "stall", 2), back, Disturbance(2, "dropped", 3), lost):
        worker.hand_over(seen)
    outlet.close(10.0)
    os.close(into)
    with os.fdopen(out, "rb") as told:
        assert [message_of(line) for line in told] == [back, lost]
