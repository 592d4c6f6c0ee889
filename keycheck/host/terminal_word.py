"""Asks a terminal whether it says when its window is in front, before a screen is opened on it."""

from __future__ import annotations

import os
import re
import sys
from time import monotonic

PATIENCE_S = 0.5
"""How long an answer may take; over a slow line none may come, and then nothing is known."""

ASK = b"\x1b[?1004$p\x1b[c"
"""DECRQM of the mode of focus reports, and DA1, which every terminal answers: after its answer none comes any more."""

CAME_TO_FRONT = b"\x1b[I"
ANSWER = re.compile(rb"\x1b\[\?1004;(\d)\$y")
LAST = re.compile(rb"\x1b\[\?[\d;]*c")


def tells_focus() -> bool | None:
    """Whether the terminal says so; None where it does not answer, or where keycheck has no terminal."""
    if sys.platform == "win32" or sys.__stdin__ is None or not sys.__stdin__.isatty():
        return None
    return told_by(_answer(sys.__stdin__.fileno()))


def told_by(answer: bytes) -> bool | None:
    """What an answer says of the focus: 0 is a mode that the terminal does not know, 4 one that is off for good."""
    if CAME_TO_FRONT in answer:
        return True
    state = ANSWER.search(answer)
    return None if state is None else state[1] not in b"04"


def _answer(terminal: int) -> bytes:
    """What the terminal answers, read without waiting for Enter; its settings are as before afterwards."""
    if sys.platform == "win32":
        return b""
    import select
    import termios
    import tty

    before = termios.tcgetattr(terminal)
    answer, until = b"", monotonic() + PATIENCE_S
    try:
        tty.setcbreak(terminal)
        os.write(terminal, ASK)
        while not LAST.search(answer) and (left := until - monotonic()) > 0:
            if select.select([terminal], [], [], left)[0]:
                answer += os.read(terminal, 256)
    except OSError:
        return b""
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)
    return answer
