"""What system tests share: an X server of their own, and fingers on its keyboard."""

from __future__ import annotations

import os
import select
import subprocess
from collections.abc import Callable, Iterator

import pytest

from tests.system import requirements

SERVER_S = 10
"""How long an X server may take to start."""

XWAYLAND_HINTS = ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE")
"""What the desktop of a developer may say, and the server of a test must not seem to be."""


def start_xvfb() -> tuple[subprocess.Popen[bytes], str]:
    """An X server without a screen, on a free display; skips where there is none. It keeps settings when clients go."""
    program = requirements.tool("x11", "Xvfb", package="xvfb")
    number, say = os.pipe()
    command = [program, "-displayfd", str(say), "-noreset", "-nolisten", "tcp", "-screen", "0", "1280x800x24"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=[say])
    os.close(say)
    with open(number, "rb") as said:
        ready, _, _ = select.select([said], [], [], SERVER_S)
        line = said.readline() if ready else b""
    if not line.endswith(b"\n"):
        server.kill()
        server.wait()
        pytest.fail("Xvfb did not start")
    return server, f":{int(line)}"


@pytest.fixture(scope="session")
def xvfb() -> Iterator[str]:
    """The DISPLAY of an X server that lasts for all tests; it forgets no setting when its clients leave."""
    server, display = start_xvfb()
    yield display
    server.terminate()
    server.wait()


@pytest.fixture
def on_display(xvfb: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The DISPLAY of the X server, in the environment of this test and what it starts; the keymap is a plain us."""
    monkeypatch.setenv("DISPLAY", xvfb)
    for hint in XWAYLAND_HINTS:
        monkeypatch.delenv(hint, raising=False)
    setxkbmap = requirements.tool("x11", "setxkbmap", package="x11-xkb-utils")
    subprocess.run([setxkbmap, "-layout", "us", "-variant", "", "-option", ""], check=True)
    return xvfb


@pytest.fixture
def xdotool(on_display: str) -> Callable[..., None]:
    """Fingers: `xdotool("keydown", "38")`. A number that is no keysym is an X keycode, an evdev code + 8."""
    program = requirements.tool("x11", "xdotool", package="xdotool")

    def move(*arguments: str) -> None:
        subprocess.run([program, *arguments], check=True)

    return move
