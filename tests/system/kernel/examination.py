"""keycheck in the guest, in a terminal of its own there, and the person at the keyboard out here."""

from __future__ import annotations

import json
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyte

from keycheck.layouts.library import load
from tests.system.kernel.guest import Guest

COLUMNS, LINES = 120, 40
STEP_S = 180
"""How long one step may take on a busy machine: to start Python, to draw a screen, to write a PDF."""
TAP_S = 60
"""How long a press may take from the key to the journal."""

TYPED = "/run/keycheck.typed"
"""A pipe in the guest: what is written to it is typed into the terminal of keycheck."""
GROUP = "/run/keycheck.group"
"""The process group of keycheck."""

ENTER = r"\r"
IN_FRONT = r"\033[I"
"""What a terminal says when its window comes to the front."""

DEAF_S = 1.0
"""Longer than a new button is deaf."""
AHEAD = 6
"""So many keys are pressed before the first of them must have arrived: a PS/2 keyboard keeps 16 bytes."""

FINGER_S = 0.15
"""What a finger takes from one key to the next, by the guest's clock."""

Press = Callable[[str], None]
"""Fingers: presses the key of a W3C code and lets it go."""


class Examination:
    """A running `keycheck test`; what it leaves behind lies in `folder`."""

    def __init__(self, guest: Guest, folder: Path) -> None:
        self.guest = guest
        self.folder = folder
        self._log, self._read = folder / "screen.log", 0
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def screen(self) -> str:
        """What stands on its screen; nothing where it has none."""
        if not self._log.exists():
            return ""
        with self._log.open("rb") as log:
            log.seek(self._read)
            new = log.read()
        self._read += len(new)
        self._stream.feed(new)
        return "\n".join(line.rstrip() for line in self._screen.display)

    def journal(self, kind: str) -> list[dict[str, Any]]:
        """The records of this kind so far, as they lie on disk; the last line may still be on its way."""
        files = list((self.folder / "data").glob("*.journal.jsonl"))
        lines = (json.loads(line) for file in files for line in file.read_text().split("\n")[:-1])
        return [record for record in lines if record.get("kind") == kind]

    def moves(self, key: str | None) -> list[str]:
        """What this key did so far; None: the keys that no table knows."""
        return [event["action"] for event in self.journal("event") if event["key"] == key]

    @property
    def running(self) -> bool:
        """Whether the examination goes on."""
        self.guest.check()
        return any((self.folder / "data").glob("*.journal.jsonl"))

    def wait_for(self, come_true: Callable[[], object], seconds: float = STEP_S) -> None:
        """Return when this has come true; fails with the screen when it does not, or keycheck has ended before it."""
        end = time.monotonic() + seconds
        while not come_true():
            self.guest.check()
            assert self.status is None or come_true(), f"keycheck ended with {self.status}; the screen:\n{self.screen}"
            assert time.monotonic() < end, f"it did not come; the screen:\n{self.screen}"
            time.sleep(0.03)

    @property
    def status(self) -> int | None:
        """The exit status of keycheck; None while it runs."""
        file = self.folder / "status"
        return int(file.read_text()) if file.exists() and file.read_text().endswith("\n") else None

    def type(self, text: str) -> None:
        """Type this into the terminal, in the words of printf: not by a key of the guest."""
        self.guest.run(f"printf '{text}' >{TYPED}").checked()

    def click(self, label: str) -> None:
        """Click on what is written on the screen; a button is deaf for a moment when it is new."""
        self.wait_for(lambda: label in self.screen)
        self.guest.wait(DEAF_S)
        line, column = next(
            (n, text.index(label)) for n, text in enumerate(self.screen.split("\n"), 1) if label in text
        )
        self.type("".join(rf"\033[<0;{column + 2};{line}{move}" for move in "Mm"))

    def begin(self) -> None:
        """Start the examination; return when it asks for every key."""
        self.wait_for(lambda: "keycheck" in self.screen)
        self.type(IN_FRONT)
        self.wait_for(lambda: "can listen" in self.screen)
        self.type(ENTER)
        self.wait_for(lambda: "Press every key once" in self.screen)

    def tap(self, code: str, press: Press) -> None:
        """Press a key, and return when keycheck has heard it come up."""
        before = self.moves(code).count("up")
        press(code)
        self.wait_for(lambda: self.moves(code).count("up") > before, TAP_S)

    def press_until_heard(self, code: str, press: Press, sources: set[int]) -> None:
        """Press a key until each of these sources has heard it: the desktop takes its time to know a new keyboard."""

        def heard() -> bool:
            downs = (event for event in self.journal("event") if (event["key"], event["action"]) == (code, "down"))
            return {event["source"] for event in downs} >= sources

        while self.running and not heard():
            press(code)
            self.guest.wait(FINGER_S)

    def sweep(self, press: Press, without: tuple[str, ...] = (), layout: str = "ansi-104") -> None:
        """Press every key of the map once, but these."""
        keys = [key.code for key in load(layout).testable if key.code not in without]
        for place, code in enumerate(keys):
            press(code)
            early = keys[max(0, place - AHEAD)]
            self.wait_for(lambda early=early: "up" in self.moves(early), TAP_S)  # type: ignore[misc]
        self.wait_for(lambda: all("up" in self.moves(code) for code in keys[-AHEAD:]), TAP_S)

    def sandwiches(self) -> list[dict[str, Any]]:
        """The prompts so far that ask for three keys."""
        return [prompt for prompt in self.journal("prompt") if "before" in prompt]

    def incidents(self, what: str) -> list[dict[str, Any]]:
        """The incidents of this kind so far."""
        return [incident for incident in self.journal("incident") if incident["what"] == what]

    def answer(self, press: Press, dead: tuple[str, ...] = (), instead: Press = lambda code: None) -> int:
        """Press what each sandwich asks for until the end; how many there were. `instead` is done for the dead keys."""
        answered: set[int] = set()
        while self.running:
            for prompt in self.sandwiches():
                if prompt["trial"] not in answered:
                    answered.add(prompt["trial"])
                    for code in (prompt["before"], prompt["key"], prompt["after"]):
                        if code in dead:
                            instead(code)
                            self.guest.wait(FINGER_S)
                        else:
                            self.tap(code, press)
            time.sleep(0.05)
        return len(answered)

    def end(self) -> int:
        """Wait for the result and close it by Enter; the exit status of keycheck."""
        self.wait_for(lambda: "The report lies in" in self.screen)
        self.type(ENTER)
        self.wait_for(lambda: self.status is not None)
        assert self.status is not None
        return self.status

    @property
    def report(self) -> dict[str, Any]:
        """What it left behind."""
        report: dict[str, Any] = json.loads((self.folder / "out" / "report.json").read_text())
        return report

    @property
    def verdict(self) -> dict[str, Any]:
        """The verdict of its report."""
        verdict: dict[str, Any] = self.report["verdict"]
        return verdict


@contextmanager
def examination(guest: Guest, folder: Path, *options: str) -> Iterator[Examination]:
    """Run `keycheck test` with these options in a terminal of the guest; `folder` is a new one that both can write."""
    folder.mkdir(parents=True)
    (folder / "screen.log").touch()
    keycheck = [sys.executable, "-m", "keycheck", "test", "--source", "evdev", "--out", str(folder / "out"), *options]
    terminal = f"stty cols {COLUMNS} rows {LINES}; exec {shlex.join(keycheck)}"
    environment = f"KEYCHECK_DATA_DIR={folder}/data TERM=xterm-256color LC_ALL=C.UTF-8 SHELL=/bin/sh"
    shown = f"env {environment} script -qfec {shlex.quote(terminal)} {folder}/screen.log"
    # Both ends of the pipe stay open while the program runs, so that it can be typed into at any time.
    program = f"rm -f {TYPED}; mkfifo {TYPED}; {shown} <>{TYPED}; echo $? >{folder}/status"
    guest.run(f"echo $$ >{GROUP}; ( {program} ) >/dev/null 2>&1 &").checked()
    try:
        yield Examination(guest, folder)
    finally:
        guest.run(f"kill -- -$(cat {GROUP})")
