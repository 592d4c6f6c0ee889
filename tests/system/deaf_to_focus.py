"""A terminal without focus reports: `deaf_to_focus.py COMMAND...` keeps these words from the real one."""

from __future__ import annotations

import os
import pty
import shlex
import sys

OF_FOCUS = (b"\x1b[?1004h", b"\x1b[?1004l", b"\x1b[?1004$p")
NOTHING = b"\x1b[m"
"""What goes on instead of a part that has nothing else in it: an empty one would be the end."""


def for_the_terminal(program: int) -> bytes:
    said = os.read(program, 65_536)
    for words in OF_FOCUS:
        said = said.replace(words, NOTHING)
    return said


if __name__ == "__main__":
    columns, lines = os.get_terminal_size()
    command = f"stty cols {columns} rows {lines}; exec {shlex.join(sys.argv[1:])}"
    sys.exit(os.waitstatus_to_exitcode(pty.spawn(["sh", "-c", command], for_the_terminal)))
