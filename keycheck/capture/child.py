"""How a capture process is started, and how its end is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TypedDict

import keycheck


class ChildOptions(TypedDict):
    """What every capture process is started with."""

    stderr: int
    env: dict[str, str]
    start_new_session: bool
    process_group: int | None
    creationflags: int


def worker_command(*arguments: str) -> list[str]:
    """The command of a capture process; -P keeps the current directory from standing in for the package."""
    return [sys.executable, "-P", "-m", "keycheck.capture.worker", *arguments]


def child_options(keeps_session: bool = False) -> ChildOptions:
    """Options of Popen that keep a child away from the terminal, and let it find this very package.

    In a session (on Windows: a console) of its own it gets neither the terminal nor its Ctrl+C. sudo knows whom it has
    asked for the password by the session: it `keeps_session`, and stays in the background of the terminal.
    """
    return {
        "stderr": subprocess.DEVNULL,
        "env": _environment(),
        "start_new_session": sys.platform != "win32" and not keeps_session,
        "process_group": 0 if keeps_session else None,
        "creationflags": _no_window(),
    }


def how_it_ended(status: int) -> str:
    """An exit status in words: `status 3`, or the name of the signal (`SIGILL`)."""
    try:
        return f"status {status}" if status >= 0 else signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"


def _no_window() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0


def _environment() -> dict[str, str]:
    place = str(Path(keycheck.__file__).parents[1])
    before = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": f"{place}{os.pathsep}{before}" if before else place}
