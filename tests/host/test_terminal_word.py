"""What a terminal's answer says of its focus reports, and how it is asked."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from keycheck.host import terminal_word
from keycheck.host.terminal_word import ASK, told_by


@pytest.mark.parametrize(
    ("answer", "tells"),
    [
        (b"\x1b[?1004;2$y\x1b[?64;1;2c", True),
        (b"\x1b[?1004;1$y\x1b[?6c", True),
        (b"\x1b[?1004;0$y\x1b[?62;c", False),
        (b"\x1b[?1004;4$y\x1b[?62c", False),
        (b"\x1b[?1;2c", None),
        (b"", None),
        (b"abc\x1b[I\x1b[?1;2c", True),
    ],
)
def test_answer_is_understood(answer: bytes, tells: bool | None) -> None:
    assert told_by(answer) is tells


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals of this kind")
@pytest.mark.parametrize("answer", [b"\x1b[?1004;2$y\x1b[?64;1;2c", b""])
def test_terminal_is_asked_and_left_as_it_was(answer: bytes) -> None:
    import pty
    import termios

    screen, terminal = pty.openpty()
    before = termios.tcgetattr(terminal)

    def reply() -> None:
        assert os.read(screen, 100) == ASK
        os.write(screen, answer)

    threading.Thread(target=reply).start()
    assert terminal_word._answer(terminal) == answer
    assert termios.tcgetattr(terminal) == before
    os.close(screen)
    os.close(terminal)
