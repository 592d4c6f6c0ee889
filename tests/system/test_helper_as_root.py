"""The helper as root and keycheck as a plain user, by real sudo: it streams, ends with its parent, and asks once."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.plain_user import NAME, PASSWORD, PlainUser, plain_user
from tests.system.seen_tmux import HOUSE, seen_tmux

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sudo is not for Windows")

PATIENCE_S = 60.0


@pytest.fixture
def user() -> Iterator[PlainUser]:
    with plain_user(asks_for_password=False) as one:
        yield one


def said(user: PlainUser, what: str) -> list[str]:
    """What the program of this name says, run as the user."""
    command = user.command("-m", "tests.system.under_sudo", what)
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_it_streams_as_root_to_a_parent_who_is_not(user: PlainUser) -> None:
    assert said(user, "stream") == ["user root", "paused True 1", "ended 0"]


def test_it_hangs_and_its_parent_who_can_not_kill_it_goes_on(user: PlainUser) -> None:
    assert said(user, "hang") == ["lost 1 1", "stopped True", "ended"]


def test_the_real_one_is_started_and_answers(user: PlainUser) -> None:
    assert said(user, "real") == ["permitted evdev", "beats True"]


def test_it_ends_with_its_parent_however_that_ends(user: PlainUser) -> None:
    command = user.command("-m", "tests.system.under_sudo", "wait")
    with subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "listening\n"
        assert running("tests.capture.misbehaving")
        for process in running("tests.system.under_sudo"):
            subprocess.run(["kill", "-9", process], check=True)
        until = time.monotonic() + PATIENCE_S
        while running("tests.capture.misbehaving"):
            assert time.monotonic() < until, "it outlived its parent"
            time.sleep(0.01)


def running(module: str) -> list[str]:
    """The processes of a Python that runs this module."""
    listed = subprocess.run(["ps", "-wweo", "pid=,comm=,args="], capture_output=True, text=True, check=True).stdout
    lines = [line.split() for line in listed.splitlines() if f"-m {module}" in line]
    return [pid for pid, name, *_ in lines if name.startswith("python")]


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that others may enter, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "data").mkdir()
        (folder / "data").chmod(0o777)
        yield folder


def test_password_is_asked_for_once_before_the_screen_opens(place: Path) -> None:
    """A sudo that stood in the foreground of this terminal would take keys away from the screen."""
    with plain_user(asks_for_password=True) as user:
        keycheck = user.command(
            "-m", "keycheck", "test", "--elevate", "--source", "evdev", KEYCHECK_DATA_DIR=str(place / "data")
        )
        with seen_tmux(keycheck, place, (100, 30)) as terminal:
            screen = terminal.wait_for(f"Password of {NAME}:")
            assert not [line for line in screen if "finds the keys" in line]
            terminal.press(*(key if key != " " else "Space" for key in PASSWORD), "Enter")
            terminal.come_to_the_front()
            screen = terminal.wait_for("(evdev) can", "Quit")
            assert "root only" not in " ".join(screen)
            terminal.press("C-c")
            assert terminal.wait_for_the_end() in (3, 5)
