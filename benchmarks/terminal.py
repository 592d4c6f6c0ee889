"""A program on a terminal of its own: what it paints is kept with the time at which it came."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
from collections.abc import Sequence
from time import monotonic, monotonic_ns
from types import TracebackType

from benchmarks.turns import HOUSE, surroundings

COLUMNS, LINES = 120, 40
PATIENCE_S = 30.0

ASKS_FOR_WHOLE_FRAMES, WHOLE_FRAMES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
"""The program asks whether the terminal shows a frame at once; this one does, like most of today."""
ASKS_FOR_FOCUS, TELLS_FOCUS = b"\x1b[?1004$p\x1b[c", b"\x1b[?1004;2$y\x1b[?62c"
"""It asks whether the terminal says when it is in front; this one would."""
FRAME_BEGINS, FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
ESCAPES = re.compile(r"\x1b\[[0-9;?>$]*[A-Za-z]|\s+")


class Terminal:
    """Runs a program; used as a context manager, which ends it."""

    def __init__(self, command: Sequence[str], **environment: str) -> None:
        self.painted: list[tuple[int, bytes]] = []
        """What came, and when, in nanoseconds of the monotonic clock."""
        self._screen, program = pty.openpty()
        fcntl.ioctl(program, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        kind = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        self.began_ns = monotonic_ns()
        self._process = subprocess.Popen(
            command,
            stdin=program,
            stdout=program,
            stderr=program,
            cwd=HOUSE,
            env=surroundings(**kind, **environment),
            start_new_session=True,
        )
        os.close(program)

    @property
    def process(self) -> int:
        """The program's number."""
        return self._process.pid

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._screen)

    def wait_for(self, words: str) -> int:
        """When the frame that has these words was on the screen, whole; fails with what there is when they don't come.

        The words have to be alike in colour: they are looked for in the bytes.
        """
        until, seen = monotonic() + PATIENCE_S, 0
        while monotonic() < until and self.read(until - monotonic()):
            everything = b"".join(part for _, part in self.painted)
            seen = everything.find(words.encode())
            if seen >= 0 and not _within_frame(everything, seen):
                return self.painted[-1][0]
        raise AssertionError(f"{words!r} was never painted, only: {self._last_words()}")

    def read(self, at_most_s: float) -> bool:
        """Take what comes, as soon as it comes; whether the program still runs."""
        ready, _, _ = select.select([self._screen], [], [], max(0.0, at_most_s))
        if not ready:
            return True
        try:
            part = os.read(self._screen, 65_536)
        except OSError:
            return False
        self.painted.append((monotonic_ns(), part))
        if ASKS_FOR_WHOLE_FRAMES in part:
            self.type(WHOLE_FRAMES)
        if ASKS_FOR_FOCUS in part:
            self.type(TELLS_FOCUS)
        return bool(part)

    def read_until(self, moment_ns: int) -> None:
        """Take what comes until then; AssertionError where the program ends before."""
        while (left_ns := moment_ns - monotonic_ns()) > 0:
            assert self.read(left_ns / 1e9), f"the program ended: {self._last_words()}"

    def read_to_end(self) -> None:
        """Take what comes until the program ends by itself; AssertionError where it does not."""
        until = monotonic() + PATIENCE_S
        while self.read(until - monotonic()):
            assert monotonic() < until, f"the program did not end: {self._last_words()}"
        self._process.wait(PATIENCE_S)

    def type(self, keys: bytes) -> None:
        """What a terminal sends for these keys."""
        os.write(self._screen, keys)

    def _last_words(self) -> str:
        """The end of what was painted, without its colours and places."""
        return ESCAPES.sub(" ", b"".join(part for _, part in self.painted[-20:]).decode(errors="replace"))[-2000:]


def _within_frame(everything: bytes, place: int) -> bool:
    """Whether the frame around this place has begun and not ended."""
    begun = everything.rfind(FRAME_BEGINS, 0, place) > everything.rfind(FRAME_ENDS, 0, place)
    return begun and everything.find(FRAME_ENDS, place) < 0
