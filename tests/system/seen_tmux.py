"""A real terminal in tmux: a command in it, what stands on its screen, and keys and signals for it."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.system import requirements

HOUSE = Path(__file__).parents[2]
ARTEFACTS = HOUSE / "test-artefacts" / "terminal"
"""Where the screens that a test has seen are kept, for people to look at."""

PATIENCE_S = 40.0
"""How long a test waits for what has to come; a busy machine is slow."""


def in_one_line(lines: Sequence[str]) -> str:
    """All their words, with one blank between each two."""
    return " ".join(" ".join(lines).split())


@dataclass(frozen=True, slots=True)
class SeenTmux:
    """One terminal, on a tmux server of its own."""

    tmux: tuple[str, ...]
    """The command that speaks to this server."""
    columns: int
    lines: int

    @property
    def text(self) -> list[str]:
        """The lines of the screen as they are now, without the blanks at their ends."""
        return self._ask("capture-pane", "-p").split("\n")[: self.lines]

    @property
    def pid(self) -> int:
        """The process in the terminal."""
        return int(self._ask("display-message", "-p", "#{pane_pid}"))

    @property
    def ended(self) -> int | None:
        """The exit status of the process, or the number of the signal that ended it, negative; None while it runs."""
        # tmux 3.3a can miss that its child has ended; told once more, it looks.
        server = self._ask("display-message", "-p", "#{pid}").strip()
        if server.isdigit():
            os.kill(int(server), signal.SIGCHLD)
        dead = self._ask("display-message", "-p", "#{pane_dead_status} -#{pane_dead_signal}").strip()
        return next((int(number) for number in dead.split() if number != "-"), None)

    @property
    def last_words(self) -> str:
        """What stands on the screen after the end, with what has been pushed out of it, as one line."""
        return in_one_line([self._ask("capture-pane", "-p", "-J", "-S", "-")])

    def wait_for(self, *words: str) -> list[str]:
        """The screen, as soon as all these words stand on it, also from a line to the next; fails with the screen."""

        def stand_on(screen: list[str]) -> bool:
            return all(in_one_line([word]) in in_one_line(screen) for word in words)

        return self.wait_until(stand_on, str(words))

    def wait_until(self, come_true: Callable[[list[str]], bool], what: str) -> list[str]:
        end = time.monotonic() + PATIENCE_S
        while not come_true(screen := self.text):
            assert time.monotonic() < end, f"{what} never stood on the screen:\n" + "\n".join(screen)
            time.sleep(0.03)
        return screen

    def wait_for_the_end(self) -> int:
        """The exit status."""
        end = time.monotonic() + PATIENCE_S
        while (status := self.ended) is None:
            assert time.monotonic() < end, "it did not end:\n" + "\n".join(self.text)
            time.sleep(0.03)
        return status

    def press(self, *keys: str) -> None:
        """Keys by tmux's names: `Enter`, `C-c`."""
        self._ask("send-keys", *keys)

    def come_to_the_front(self) -> None:
        """The start screen is told that its window is in front, as a terminal tells it that can."""
        self.wait_for("finds the keys")
        self._ask("send-keys", "-H", "1b", "5b", "49")

    def close(self) -> None:
        """Close the terminal under the program, as a person closes a window."""
        self._ask("kill-server")

    def keep(self, name: str) -> None:
        """Keep the screen as text and with its colours."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        stem = ARTEFACTS / f"{self.columns}x{self.lines}-{name}"
        stem.with_suffix(".txt").write_text(self._ask("capture-pane", "-p"), encoding="utf-8")
        stem.with_suffix(".ansi").write_text(self._ask("capture-pane", "-e", "-p", "-N"), encoding="utf-8")

    def _ask(self, *words: str) -> str:
        done = subprocess.run([*self.tmux, *words], capture_output=True, check=False, encoding="utf-8")
        return done.stdout


@contextmanager
def seen_tmux(command: Sequence[str], folder: Path, size: tuple[int, int]) -> Iterator[SeenTmux]:
    """Run the command in a terminal of so many columns and lines; the data folder is `folder/data`."""
    tmux = requirements.tool("terminal", "tmux", package="tmux")
    columns, lines = size
    server = (tmux, "-u", "-S", str(folder / "tmux.socket"), "-f", "/dev/null")
    environment = os.environ | {
        "KEYCHECK_DATA_DIR": str(folder / "data"),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "SHELL": "/bin/sh",
    }
    # Nobody is attached to this tmux, so that it would say that its window is never in front: keycheck takes it for a
    # terminal that may say so, until a test lets it. The terminal stays when its program has ended: what it said last
    # is part of the test.
    start = ["new-session", "-d", "-x", str(columns), "-y", str(lines), f"exec env -u TMUX {shlex.join(command)}"]
    subprocess.run(
        [*server, "start-server", ";", "set-option", "-g", "remain-on-exit", "on", ";", *start],
        env=environment, cwd=HOUSE, check=True,
    )  # fmt: skip
    try:
        yield SeenTmux(server, columns, lines)
    finally:
        subprocess.run([*server, "kill-server"], check=False, stderr=subprocess.DEVNULL)
