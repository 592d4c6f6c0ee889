"""A real xterm on a real X server, used as a person uses it: look for words, click on them, press keys."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyte

from keycheck.keys.table import native_of
from tests.system import requirements

COLUMNS, LINES = 120, 40
X_OF_EVDEV = 8
"""An X keycode is the evdev code plus this."""


@dataclass
class SeenXterm:
    """One xterm with one program in it, at the upper left corner of a screen without a window manager."""

    log: Path
    data: Path
    xdotool: str
    window: str
    cell: tuple[float, float]
    """Pixels of one character."""

    def __post_init__(self) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._read = 0

    @property
    def text(self) -> list[str]:
        """The lines of the screen as they are now."""
        with self.log.open("rb") as log:
            log.seek(self._read)
            new = log.read()
        self._read += len(new)
        self._stream.feed(new)
        return list(self._screen.display)

    def wait_for(self, words: str, seconds: float = 20) -> tuple[int, int]:
        """Where these words stand (column, line), as soon as they do; fails with the screen when they don't."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for number, line in enumerate(self.text):
                if (column := line.find(words)) >= 0:
                    return column, number
            time.sleep(0.05)
        raise AssertionError(f"{words!r} never stood on the screen:\n" + "\n".join(self.text))

    def click(self, words: str) -> None:
        """Click with the mouse on these words."""
        column, line = self.wait_for(words)
        wide, high = self.cell
        self.do("mousemove", str(int((column + len(words) / 2) * wide)), str(int((line + 0.5) * high)), "click", "1")

    def press(self, code: str, hold_s: float = 0.03) -> None:
        """Press the physical key of this W3C code."""
        native = native_of("evdev", code)
        assert native is not None
        # xdotool takes a lone digit for the key that is printed so; a leading zero keeps it a keycode.
        keycode = f"{int(native) + X_OF_EVDEV:03d}"
        self.do("keydown", keycode)
        time.sleep(hold_s)
        self.do("keyup", keycode)

    def do(self, *arguments: str) -> None:
        subprocess.run([self.xdotool, *arguments], check=True)

    def capture_process(self) -> int:
        """The process of the one source of the examination that runs."""
        (journal,) = self.data.glob("*.journal.jsonl")
        of_keycheck = ["ps", "-o", "pid=", "--ppid", journal.name.removesuffix(".journal.jsonl").split()[-1]]
        (child, *_) = subprocess.run(of_keycheck, capture_output=True, text=True, check=True).stdout.split()
        return int(child)

    def journal(self) -> list[dict[str, Any]]:
        """The trace so far, as it lies on disk."""
        files = list(self.data.glob("*.journal.jsonl"))
        return [json.loads(line) for file in files for line in file.read_text().splitlines()]

    def prompts(self) -> list[dict[str, Any]]:
        """The prompts so far."""
        return [record for record in self.journal() if record.get("kind") == "prompt"]


@contextmanager
def seen_xterm(command: list[str], folder: Path, display: str, through: Sequence[str] = ()) -> Iterator[SeenXterm]:
    """Run `python -m keycheck COMMAND`, started by `through`, in an xterm; `folder/screen.log` has its screen too."""
    xterm = requirements.tool("x11", "xterm", package="xterm")
    xdotool = requirements.tool("x11", "xdotool", package="xdotool")
    script = requirements.tool("x11", "script", package="bsdutils")
    log, data = folder / "screen.log", folder / "data"
    log.touch()
    inner = shlex.join([*through, sys.executable, "-m", "keycheck", *command])
    environment = os.environ | {
        "DISPLAY": display,
        "KEYCHECK_DATA_DIR": str(data),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "SHELL": "/bin/sh",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }
    geometry = f"{COLUMNS}x{LINES}+0+0"
    look = ["-fa", "DejaVu Sans Mono", "-fs", "8", "-b", "0", "-bw", "0", "+sb", "-geometry", geometry]
    process = subprocess.Popen(
        [xterm, *look, "-e", script, "-qfe", "-c", inner, str(log)], env=environment, cwd=Path(__file__).parents[2]
    )
    try:
        window = _window_of(xdotool, process.pid)
        subprocess.run([xdotool, "windowfocus", "--sync", window], check=True)
        yield SeenXterm(log, data, xdotool, window, _cell_of(xdotool, window))
    finally:
        process.terminate()
        process.wait()
        # `script` outlives its xterm where a test failed before the program in it had ended.
        subprocess.run(["pkill", "-f", f"script .*{log}"], check=False)


def _cell_of(xdotool: str, window: str) -> tuple[float, float]:
    asked = subprocess.run(
        [xdotool, "getwindowgeometry", "--shell", window], capture_output=True, text=True, check=True
    )
    geometry = dict(line.split("=") for line in asked.stdout.split())
    return int(geometry["WIDTH"]) / COLUMNS, int(geometry["HEIGHT"]) / LINES


def _window_of(xdotool: str, pid: int) -> str:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        search = [xdotool, "search", "--onlyvisible", "--class", "xterm"]
        found = subprocess.run(search, capture_output=True, text=True, check=False)
        if found.stdout.split():
            return found.stdout.split()[-1]
        time.sleep(0.1)
    raise AssertionError(f"the xterm {pid} never opened a window")
