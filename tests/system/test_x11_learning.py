"""A keyboard is learned on a real X server: real key events, a real terminal, a mouse, a map at the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from keycheck.layouts.library import load, read
from keycheck.layouts.rows import rows_of
from tests.system import requirements
from tests.system.seen_xterm import SeenXterm, seen_xterm

DEAD = "KeyD"
BRIEF = 0.01


def press_rows(terminal: SeenXterm, rows: int) -> None:
    """The first rows of a laptop, from left to right, but the dead key and what no program sees."""
    for number, row in enumerate(rows_of(load("laptop-13-ansi").keys)[:rows]):
        for key in row:
            if key.unseen is None and key.code != DEAD:
                terminal.press(key.code, hold_s=BRIEF)
        if number == 0:
            terminal.wait_for("15 keys in one row")
            terminal.click(" End of row")


@pytest.mark.parametrize("keymap", ["us", "fr"])
def test_a_laptop_is_learned_and_its_map_can_be_used(on_display: str, tmp_path: Path, keymap: str) -> None:
    """Under a French keymap too the keys are known by their places, and the dead one is added by mouse."""
    subprocess.run([requirements.tool("x11", "setxkbmap", package="x11-xkb-utils"), keymap], check=True)
    file = tmp_path / "map.toml"
    command = ["layouts", "learn", "--source", "pynput", "--name", "Acme Book 14", "-o", str(file)]
    with seen_xterm(command, tmp_path, on_display) as terminal:
        terminal.wait_for("Press the keys of the top row")
        time.sleep(0.5)
        press_rows(terminal, rows=6)
        terminal.wait_for("77 keys in 6 rows")
        terminal.click(" Add a key")
        terminal.click(DEAD)
        terminal.click(" Add a key")
        terminal.click("Fn: handled inside the keyboard")
        terminal.wait_for("79 keys in 6 rows")
        terminal.click(" Save the map")
        until = time.monotonic() + 20
        while not file.is_file() and time.monotonic() < until:
            time.sleep(0.1)
    known = load("laptop-13-ansi")
    learned = read(file)
    assert {(k.code, k.x, k.y, k.w, k.h, k.unseen) for k in learned.keys} == {
        (k.code, k.x, k.y, k.w, k.h, k.unseen) for k in known.keys
    }
    show = [sys.executable, "-m", "keycheck", "layouts", "show", str(file)]
    shown = subprocess.run(show, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONUTF8": "1"})
    assert "Acme Book 14, 79 keys" in shown.stdout


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_no_end_loses_what_was_learned(on_display: str, tmp_path: Path, end: signal.Signals) -> None:
    command = ["layouts", "learn", "--source", "pynput", "--name", "Acme Book 14"]
    with seen_xterm(command, tmp_path, on_display) as terminal:
        terminal.wait_for("Press the keys of the top row")
        time.sleep(0.5)
        for code in ("Escape", "F1", "F2"):
            terminal.press(code)
        terminal.wait_for("3 keys in one row")
        os.kill(keycheck_in(terminal), end)
        time.sleep(1)
    with seen_xterm(command, tmp_path, on_display) as terminal:
        terminal.wait_for("This goes on with what was learned before.")
        terminal.wait_for("3 keys in one row")
        terminal.click(" Go on later")
        terminal.wait_for("The same command goes on with them.")


def keycheck_in(terminal: SeenXterm) -> int:
    """The process that draws the screen: the one that `script` runs."""
    wanted = "layouts learn --source pynput"
    listed = subprocess.run(["ps", "-eo", "pid=,args="], capture_output=True, text=True, check=True).stdout
    of_keycheck = [line.split()[0] for line in listed.splitlines() if "-m keycheck" in line and wanted in line]
    environments = {pid: Path(f"/proc/{pid}/environ").read_bytes() for pid in of_keycheck}
    ours = [pid for pid, environment in environments.items() if str(terminal.data).encode() in environment]
    return int(next(pid for pid in ours if "script" not in Path(f"/proc/{pid}/comm").read_text()))
