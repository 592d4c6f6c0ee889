"""The process that may run as root: what it refuses, how little it loads, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from keycheck.capture import elevation
from keycheck.capture.elevation import elevated_command, permitted
from keycheck.errors import UsageError
from tests.cli.command import HOUSE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="sudo and devices that only root may read are Linux's")

HELPER = [sys.executable, "-P", "-m", "keycheck.capture.elevated_worker"]
PATIENCE_S = 20.0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "found nothing"),
        (["pynput"], "found pynput, expected one of: evdev, hidraw"),
        (["replay:/etc/shadow"], "found replay:/etc/shadow, expected one of: evdev, hidraw"),
        (["--probe", "replay:/etc/shadow"], "expected one of: evdev, hidraw"),
        (["--anything", "evdev"], "expected one of: evdev, hidraw"),
        (["evdev", "evdev"], "expected one of: evdev, hidraw"),
    ],
)
def test_it_opens_nothing_but_devices(arguments: list[str], said: str) -> None:
    """What it could be made to read as root, it could be made to show."""
    done = subprocess.run([*HELPER, *arguments], cwd=HOUSE, input=b"", capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("keycheck: capture-helper: ")
    assert said in line


@pytest.mark.parametrize("instead", ["a terminal", "a file"])
@pytest.mark.parametrize("of", ["stdin", "stdout"])
def test_it_speaks_to_pipes_only(tmp_path: Path, instead: str, of: str) -> None:
    if instead == "a terminal":
        screen, other = os.openpty()
    else:
        screen, other = (os.open(tmp_path / name, os.O_RDWR | os.O_CREAT) for name in "ab")
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, of: other}
    with subprocess.Popen([*HELPER, "evdev"], cwd=HOUSE, stderr=subprocess.PIPE, **streams) as helper:
        assert helper.wait(PATIENCE_S) == 2
        assert helper.stderr is not None
        (line,) = helper.stderr.read().decode().splitlines()
    assert "keycheck starts it by itself (keycheck test --elevate)" in line
    os.close(screen)
    os.close(other)


def test_it_loads_nothing_that_it_does_not_need() -> None:
    program = (
        "import sys, keycheck.capture.elevated_worker; from keycheck.capture import sources; sources.make('evdev'); "
    )
    loaded = subprocess.run(
        [sys.executable, "-P", "-c", program + "print(*sys.modules)"], capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": str(HOUSE)},
    ).stdout.split()  # fmt: skip
    strange = {"textual", "click", "pynput", "Xlib", "jinja2", "typst", "rich", "socket", "ssl", "ctypes"}
    assert strange.isdisjoint(loaded)
    rooms = {name.split(".")[1] for name in loaded if name.startswith("keycheck.")}
    assert rooms <= {"capture", "config", "errors", "events", "keys"}


def test_it_reads_nothing_and_ends_when_its_parent_says_nothing() -> None:
    with subprocess.Popen([*HELPER, "evdev"], cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as helper:
        assert helper.stdin is not None
        helper.stdin.close()
        began = time.monotonic()
        assert helper.wait(PATIENCE_S) in (0, 1)
        assert time.monotonic() - began < PATIENCE_S
        assert helper.stdout is not None
        assert b'"kind":"raw"' not in helper.stdout.read()


def test_sudo_is_never_asked_for_a_password_where_a_screen_is_open() -> None:
    command = elevated_command("evdev")
    assert command[1:3] == ["-n", "--"]
    assert command[-3:] == ["-m", "keycheck.capture.elevated_worker", "evdev"]


def test_system_without_sudo_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elevation.shutil, "which", lambda program: None)
    with pytest.raises(UsageError, match="found no sudo"):
        permitted(["evdev"])
