"""keycheck in the guest, in a terminal of its own there, and the person at the keyboard out here."""

from __future__ import annotations

import json
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from keycheck.layouts.library import load
from tests.system.kernel.guest import HOUSE, Guest

TMUX = "tmux -S /run/tmux-keycheck"
COLUMNS, LINES = 120, 40
STEP_S = 120
"""How long the guest may take for one step on a busy machine: to start Python, to draw a screen, to write a PDF."""

Press = Callable[[str], None]
"""Fingers: presses the key of a W3C code and lets it go."""


@dataclass
class Examination:
    """A running `keycheck test`; what it leaves behind lies in `folder`."""

    guest: Guest
    folder: Path

    @property
    def screen(self) -> str:
        """What stands on its screen."""
        return self.guest.run(f"{TMUX} capture-pane -p").output

    def journal(self) -> list[dict[str, Any]]:
        """The trace so far, as it lies on disk; the last line may still be on its way."""
        files = list((self.folder / "data").glob("*.journal.jsonl"))
        return [json.loads(line) for file in files for line in file.read_text().split("\n")[:-1]]

    def events(self, key: str | None) -> list[str]:
        """What this key did so far."""
        return [record["action"] for record in self.journal() if record.get("kind") == "event" and record["key"] == key]

    @property
    def running(self) -> bool:
        """Whether the examination goes on."""
        return any((self.folder / "data").glob("*.journal.jsonl"))

    def wait_for(self, come_true: Callable[[], object], seconds: float = STEP_S) -> None:
        """Return when this has come true; fails with the screen when it does not."""
        end = time.monotonic() + seconds
        while not come_true():
            assert time.monotonic() < end, f"it did not come; the screen:\n{self.screen}\n{self.journal()[-10:]}"
            time.sleep(0.03)

    def wait_for_words(self, words: str) -> None:
        """Return when these words stand on the screen."""
        self.wait_for(lambda: words in self.screen)

    def begin(self) -> None:
        """Start the examination by Enter, typed into the terminal; return when it asks for every key."""
        self.wait_for_words("can listen")
        self.guest.run(f"{TMUX} send-keys Enter").checked()
        self.wait_for(lambda: any(record.get("name") == "sweep" for record in self.journal()))

    def tap(self, code: str, press: Press) -> None:
        """Press a key, and return when keycheck has heard it come up."""
        before = self.events(code).count("up")
        press(code)
        self.wait_for(lambda: self.events(code).count("up") > before, seconds=30)

    def sweep(self, press: Press, without: tuple[str, ...] = (), layout: str = "ansi-104") -> None:
        """Press every key of the map once, but these."""
        for key in load(layout).testable:
            if key.code not in without:
                self.tap(key.code, press)

    def answer(self, press: Press, dead: tuple[str, ...] = ()) -> int:
        """Press what each sandwich asks for, but the dead keys, until the end; how many sandwiches there were."""
        answered: set[int] = set()
        while self.running:
            for prompt in self.journal():
                if prompt.get("kind") == "prompt" and "before" in prompt and prompt["trial"] not in answered:
                    answered.add(prompt["trial"])
                    for code in (prompt["before"], prompt["key"], prompt["after"]):
                        if code not in dead:
                            self.tap(code, press)
            time.sleep(0.05)
        return len(answered)

    def end(self) -> int:
        """Close the result by Enter; the exit status of keycheck."""
        self.wait_for((self.folder / "out" / "report.json").exists)
        status = self.folder / "status"
        self.wait_for_words("The report lies in")
        self.guest.run(f"{TMUX} send-keys Enter").checked()
        self.wait_for(lambda: status.exists() and status.read_text().endswith("\n"))
        return int(status.read_text())

    @property
    def verdict(self) -> dict[str, Any]:
        """The verdict of its report."""
        report: dict[str, Any] = json.loads((self.folder / "out" / "report.json").read_text())
        verdict: dict[str, Any] = report["verdict"]
        return verdict

    def records(self, kind: str) -> Iterator[dict[str, Any]]:
        """The records of this kind in the trace that was left behind."""
        lines = (self.folder / "out" / "trace.jsonl").read_text().splitlines()
        yield from (record for record in map(json.loads, lines) if record.get("kind") == kind)


@contextmanager
def examination(guest: Guest, folder: Path, *options: str) -> Iterator[Examination]:
    """Run `keycheck test` with these options in a terminal of the guest; `folder` is one that both can write."""
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "keycheck", "test", "--source", "evdev", "--out", str(folder / "out"), *options]
    environment = f"KEYCHECK_DATA_DIR={shlex.quote(str(folder / 'data'))} LC_ALL=C.UTF-8 COLORTERM=truecolor"
    inner = f"cd {shlex.quote(str(HOUSE))}; env {environment} {shlex.join(command)}; echo $? >{folder / 'status'}"
    guest.run(f"LC_ALL=C.UTF-8 {TMUX} new-session -d -x {COLUMNS} -y {LINES} {shlex.quote(inner)}").checked()
    try:
        yield Examination(guest, folder)
    finally:
        guest.run(f"{TMUX} kill-server")
