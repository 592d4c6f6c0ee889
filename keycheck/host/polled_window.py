"""Consoles and windows that have to be asked again and again, because nothing tells of a change."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import sleep

LOOK_S = 0.02
"""How often they are asked: with the 50 ms that a source has to stop in, a change is answered within 70 ms."""

ACTIVE_CONSOLE = Path("sys/class/tty/tty0/active")
"""Where Linux says which of its consoles is on the screen."""


class PolledWindow:
    """Remembers which window is the terminal's own, and compares."""

    def __init__(self, front: Callable[[], object], own: object = None) -> None:
        """`front` names what is in front now, None where nothing is; `own` is the terminal's own, where it is known."""
        self._front = front
        self._own = own

    @property
    def known(self) -> bool:
        return self._own is not None

    def learn(self) -> None:
        self._own = self._front()

    def in_front(self) -> bool:
        return self._own is not None and self._front() == self._own

    def wait(self, seconds: float) -> None:
        sleep(min(seconds, LOOK_S))

    def close(self) -> None:
        """Nothing is held."""


def linux_console(environment: Mapping[str, str], terminal: str, root: Path = Path("/")) -> PolledWindow | None:
    """The console that this terminal (`/dev/tty3`) is; None where it is none."""
    if environment.get("TERM") != "linux" or not (root / ACTIVE_CONSOLE).exists():
        return None
    return PolledWindow(lambda: (root / ACTIVE_CONSOLE).read_text(encoding="ascii").strip(), Path(terminal).name)


def desktop_window() -> PolledWindow | None:
    """The window of this terminal on Windows or macOS, learned by the first click; None on other systems."""
    if sys.platform == "win32":
        from keycheck.host.windows_calls import foreground_window

        return PolledWindow(foreground_window)
    if sys.platform == "darwin":
        return PolledWindow(_mac_window_in_front)
    return None


def _mac_window_in_front() -> object:
    """The number of the uppermost ordinary window. `frontmostApplication` stands still without a run loop."""
    import Quartz

    listed = Quartz.CGWindowListCopyWindowInfo(
        Quartz.kCGWindowListOptionOnScreenOnly | Quartz.kCGWindowListExcludeDesktopElements, Quartz.kCGNullWindowID
    )
    return next((one[Quartz.kCGWindowNumber] for one in listed or () if one[Quartz.kCGWindowLayer] == 0), None)


def terminal_name() -> str:
    """The device of the terminal that keycheck reads from; empty where that is none."""
    if sys.platform == "win32" or sys.__stdin__ is None:
        return ""
    try:
        return os.ttyname(sys.__stdin__.fileno())
    except OSError:
        return ""
