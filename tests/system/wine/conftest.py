"""One Windows for all tests here, and fingers on its keyboard."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.system import requirements
from tests.system.conftest import start_xvfb
from tests.system.wine.window import TITLE
from tests.system.wine.windows import PATIENCE_S, Windows
from tests.system.wine.windows_python import HOUSE

BENCH = HOUSE / ".bench" / "wine"

Fingers = Callable[..., None]


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """An X server for Windows alone: its windows must not take the keys of other tests."""
    server, display = start_xvfb()
    yield display
    server.terminate()
    server.wait()


@pytest.fixture(scope="session")
def windows(display: str) -> Iterator[Windows]:
    """Wine without a trace of earlier tests; skips where a program for it is missing."""
    windows = Windows(_fresh(BENCH), display)
    yield windows
    windows.close()


def _fresh(bench: Path) -> Path:
    """The folder of the bench, of which only Python is kept."""
    for folder in ("prefix", "home"):
        subprocess.run(["rm", "-rf", str(bench / folder)], check=True)
    bench.mkdir(parents=True, exist_ok=True)
    return bench


@pytest.fixture(scope="session")
def fingers(windows: Windows, display: str) -> Iterator[Fingers]:
    """xdotool on a window of Windows: `fingers("key", "38")`. A number is an X keycode, an evdev code + 8."""
    program = requirements.tool("x11", "xdotool", package="xdotool")
    environment = os.environ | {"DISPLAY": display}

    def move(*arguments: str) -> None:
        subprocess.run([program, *arguments], check=True, env=environment, timeout=PATIENCE_S)

    window = windows.python("-m", "tests.system.wine.window")
    try:
        move("search", "--sync", "--onlyvisible", "--name", TITLE, "windowfocus", "--sync", "%1")
        yield move
    finally:
        window.communicate(timeout=PATIENCE_S)
