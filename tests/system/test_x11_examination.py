"""A buyer's whole examination on a real X server: real key events, a real terminal, a mouse, a report at the end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from keycheck.keys.table import native_of
from keycheck.layouts.library import load
from keycheck.tui.click_guard import DOUBLE_CLICK_S
from tests.system import requirements
from tests.system.seen_xterm import SeenXterm, seen_xterm

LAST = ("CapsLock", "NumLock", "ScrollLock")
"""Locks are pressed at the end of the sweep, and change nothing: the key is what counts, not the character."""


def sweep_without(terminal: SeenXterm, dead: str) -> None:
    """Press every key of the map once, but the dead one."""
    terminal.wait_for("Press every key once")
    codes = [key.code for key in load("ansi-104").testable if key.code != dead]
    for code in sorted(codes, key=LAST.__contains__):
        terminal.press(code)


def answer_sandwiches(terminal: SeenXterm, dead: str) -> int:
    """Press what each prompt asks for, but the dead key; how many prompts there were until the result."""
    answered: set[int] = set()
    while any(terminal.data.glob("*.journal.jsonl")):
        for prompt in terminal.prompts():
            if "before" in prompt and prompt["trial"] not in answered:
                answered.add(prompt["trial"])
                for code in (prompt["before"], prompt["key"], prompt["after"]):
                    if code != dead:
                        terminal.press(code, hold_s=0.05)
                    time.sleep(0.05)
        time.sleep(0.05)
    return len(answered)


def examine(folder: Path, display: str, dead: str, name: str, name_of_fault: str = "does not work") -> dict[str, Any]:
    """A whole examination in which the key of this name stays dark; its report. The dead key is never pressed."""
    command = ["test", "--source", "pynput", "--layout", "ansi-104", "--out", str(folder / "out")]
    with seen_xterm(command, folder, display) as terminal:
        terminal.wait_for("(pynput) can listen")
        terminal.click("Start")
        sweep_without(terminal, dead)
        terminal.click("No other key arrives")
        terminal.wait_for(f"Press {name} now")
        terminal.click("Yes, and it stays dark")
        assert answer_sandwiches(terminal, dead) >= 6
        terminal.wait_for(name_of_fault)
        terminal.click("Close")
    report: dict[str, Any] = json.loads((folder / "out" / "report.json").read_text())
    return report


@pytest.mark.parametrize(
    ("keymap", "dead", "name"),
    [("us", "Digit5", "5"), ("fr", "KeyQ", "Q")],
    ids=["5 never arrives", "Q of a US keyboard never arrives under a French keymap, where it types A"],
)
def test_the_key_that_never_arrives_is_named_by_its_place_and_its_cause_left_open(
    on_display: str, tmp_path: Path, keymap: str, dead: str, name: str
) -> None:
    """Only the desktop was listening, so a dead switch and a setting below look alike; every other key works."""
    subprocess.run([requirements.tool("x11", "setxkbmap", package="x11-xkb-utils"), keymap], check=True)
    verdict = examine(tmp_path, on_display, dead, name)["verdict"]
    assert [(f["key"], f["symptom"], f["cause"]) for f in verdict["findings"]] == [(dead, "dead", "not_separated")]
    assert verdict["findings"][0]["layers"] == {"os": "silent"}
    assert (verdict["tested"], verdict["not_tested"], verdict["undecided"]) == (104, [], [])
    assert not list((tmp_path / "data").glob("*.journal.jsonl")), "the live form of the trace must not be left behind"


def test_the_key_that_xmodmap_gives_nothing_is_dead_by_the_keymap_though_only_the_desktop_listens(
    on_display: str, tmp_path: Path
) -> None:
    """It is pressed whenever it is asked for, and the desktop hears it: no program gets anything from it."""
    xmodmap = requirements.tool("x11", "xmodmap", package="x11-xserver-utils")
    subprocess.run([xmodmap, "-e", "keycode 14 ="], check=True)
    try:
        verdict = examine(tmp_path, on_display, "", "5", "sends its signal, but programs do not")["verdict"]
    finally:
        subprocess.run([requirements.tool("x11", "setxkbmap", package="x11-xkb-utils"), "us"], check=True)
    (found,) = verdict["findings"]
    assert (found["key"], found["symptom"], found["cause"]) == ("Digit5", "dead", "software")
    assert found["layers"] == {"os": "seen"}
    assert "keymap" in found["reason"]
    assert "setxkbmap" in found["would_settle"]
    assert [setting["name"] for setting in verdict["settings"]] == ["Custom keymap"]
    assert (verdict["tested"], verdict["not_tested"], verdict["undecided"]) == (104, [], [])


def test_key_that_the_map_lacks_changes_it_and_report_and_recording_name_the_map_that_has_it(
    on_display: str, tmp_path: Path
) -> None:
    """The key between Z and the left Shift of a European keyboard, where an American one was guessed."""
    subprocess.run([requirements.tool("x11", "setxkbmap", package="x11-xkb-utils"), "us"], check=True)
    command = ["test", "--source", "pynput", "--out", str(tmp_path / "out")]
    with seen_xterm(command, tmp_path, on_display) as terminal:
        terminal.wait_for("(pynput) can listen")
        terminal.wait_for("Full size, ANSI, 104 keys")
        terminal.click("Start")
        terminal.wait_for("Press every key once")
        terminal.press("KeyA")
        # Once could be another keyboard's: the desktop does not tell them apart.
        terminal.press("IntlBackslash")
        terminal.press("IntlBackslash")
        terminal.wait_for("2 of 105 keys have arrived")
        terminal.wait_for("Changed the map to: Full size, ISO, 105 keys")
        # Right after a change of the buttons a click is taken for one that was aimed at those before.
        time.sleep(2 * DOUBLE_CLICK_S)
        terminal.click("Stop")
        terminal.wait_for("Not decided")
        terminal.click("Close")
    verdict = json.loads((tmp_path / "out" / "report.json").read_text())["verdict"]
    header, *_ = map(json.loads, (tmp_path / "out" / "trace.jsonl").read_text().splitlines())
    assert (verdict["layout"], verdict["tested"]) == ("iso-105", 2)
    assert (header["layout"], header["began_with"]) == ("iso-105", "ansi-104")
    replayed = [sys.executable, "-m", "keycheck", "replay", str(tmp_path / "out" / "trace.jsonl"), "--json"]
    assert json.loads(subprocess.run(replayed, capture_output=True, check=False).stdout) == verdict


AT_ONCE = "KeyM"
"""Typed in the same moment in which the other window comes to the front: a pipe may still have it, and no file."""

STOPS_WITHIN_S = 0.1
"""The 50 ms in which the reading stops, and as much again for the watcher that slows every write down."""

SECRET = ("KeyS", "KeyE", "KeyC", "KeyR", "KeyE", "KeyT")


@pytest.mark.parametrize("terminal_tells", [True, False], ids=["a terminal with focus reports", "one without them"])
def test_what_is_typed_into_another_window_is_in_no_file_and_in_no_pipe(
    on_display: str, tmp_path: Path, terminal_tells: bool
) -> None:
    """When another window comes to the front the reading stops, and the gap is an incident that voids it.

    Every byte that any process of keycheck writes, to whatever, is looked through.
    """
    written = tmp_path / "written"
    look = [requirements.tool("x11", "strace", package="strace"), "-f", "-qq", "-s", "1000000", "-o", str(written)]
    look += ["-e", "trace=write,writev,pwrite64,sendto,sendmsg", "-e", "signal=none"]
    deaf = [] if terminal_tells else [sys.executable, "-m", "tests.system.deaf_to_focus"]
    command = ["test", "--source", "pynput", "--out", str(tmp_path / "out")]
    with (
        seen_xterm(command, tmp_path, on_display, [*deaf, *look]) as terminal,
        another_window(on_display) as other,
    ):
        terminal.do("windowfocus", "--sync", terminal.window)
        terminal.wait_for("(pynput) can listen", seconds=60)
        terminal.click("Start")
        terminal.wait_for("Press every key once")
        time.sleep(0.5)
        terminal.press("KeyA")
        time.sleep(0.5)
        terminal.do("windowfocus", "--sync", other)
        terminal.press(AT_ONCE)
        time.sleep(STOPS_WITHIN_S)
        for code in SECRET:
            terminal.press(code)
        terminal.wait_for("Paused")
        terminal.do("windowfocus", "--sync", terminal.window)
        terminal.wait_for("Press every key once")
        time.sleep(0.5)
        terminal.press("KeyB")
        time.sleep(0.3)
        terminal.click("Stop")
        terminal.wait_for("Not decided")
        terminal.click("Close")
    everything = {file: file.read_text(errors="replace") for file in tmp_path.rglob("*") if file.is_file()}
    for code in ("KeyA", "KeyB"):
        assert {file.name for file, text in everything.items() if tells_of(code, text)} == {"written", "trace.jsonl"}
    assert [(code, file) for code in SECRET for file, text in everything.items() if tells_of(code, text)] == []
    assert [file for file, text in everything.items() if tells_of(AT_ONCE, text)] in ([], [written])
    trace = [json.loads(line) for line in (tmp_path / "out" / "trace.jsonl").read_text().splitlines()]
    assert {record["key"] for record in trace if record.get("kind") == "sweep_key"} == {"KeyA", "KeyB"}
    assert "blur" in [record["what"] for record in trace if record.get("kind") == "incident"]


def tells_of(code: str, text: str) -> bool:
    """Whether the text has an event of this key, as a line of a pipe or of a file, by its name or its number."""
    plain = text.replace('\\"', '"')
    return f'"key":"{code}"' in plain or f'"native":"{native_of("evdev", code)}"' in plain


def test_screen_outlives_its_source_whatever_happens_to_that(on_display: str, tmp_path: Path) -> None:
    """Killed, crashed and hung, one after the other: each is started again, hears again, and is told in the trace."""
    command = ["test", "--source", "pynput", "--out", str(tmp_path / "out")]
    with seen_xterm(command, tmp_path, on_display) as terminal:
        terminal.wait_for("(pynput) can listen")
        terminal.click("Start")
        terminal.wait_for("Press every key once")
        for number, end in enumerate((signal.SIGKILL, signal.SIGILL, signal.SIGSTOP), start=1):
            lost = terminal.capture_process()
            os.kill(lost, end)
            heard_again(terminal, lost, key=f"Key{'ABC'[number - 1]}")
        terminal.click("Stop")
        terminal.wait_for("Not decided")
        terminal.click("Close")
    trace = [json.loads(line) for line in (tmp_path / "out" / "trace.jsonl").read_text().splitlines()]
    told = [record["what"] for record in trace if record.get("kind") == "incident" and record["what"] != "stall"]
    assert told == ["source_lost", "source_back"] * 3
    assert {"KeyA", "KeyB", "KeyC"} <= {record["key"] for record in trace if record.get("kind") == "sweep_key"}


def heard_again(terminal: SeenXterm, lost: int, key: str) -> None:
    """Press the key until another process has heard it."""
    until = time.monotonic() + 20
    while not any(record.get("key") == key for record in terminal.journal()):
        assert time.monotonic() < until, "the source did not come back"
        terminal.press(key)
        time.sleep(0.2)
    assert terminal.capture_process() != lost


def xterms(xdotool: str) -> set[str]:
    """The windows of all xterms."""
    search = [xdotool, "search", "--onlyvisible", "--class", "xterm"]
    return set(subprocess.run(search, capture_output=True, text=True, check=False).stdout.split())


@contextmanager
def another_window(display: str) -> Iterator[str]:
    """A second xterm, beside the first."""
    xterm = requirements.tool("x11", "xterm", package="xterm")
    xdotool = requirements.tool("x11", "xdotool", package="xdotool")
    before = xterms(xdotool)
    process = subprocess.Popen([xterm, "-geometry", "20x5+900+600"], env=os.environ | {"DISPLAY": display})
    try:
        until = time.monotonic() + 10
        while time.monotonic() < until:
            if new := xterms(xdotool) - before:
                time.sleep(0.5)
                yield sorted(new)[-1]
                return
            time.sleep(0.1)
        raise AssertionError("the second window never opened")
    finally:
        process.terminate()
        process.wait()
