"""Whether this very terminal is in front of the person, by all who can tell: only then is the keyboard read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from keycheck.host.foreground import NO_CLICK, NOT_YET, SILENT, Untold, untold, window_of
from keycheck.host.terminal_word import tells_focus
from keycheck.host.window import Window

LOOK_AGAIN_S = 0.5
"""How often the system is asked even where it should have told by itself."""


class Front:
    """What the terminal and the system say of the window. The system is listened to in a thread of its own."""

    def __init__(
        self, environment: Mapping[str, str], terminal_tells: bool | None, window: Window | None = None
    ) -> None:
        """`terminal_tells`: whether the terminal says so, by its own word; None where it gave none."""
        self._untold = untold(environment)
        self._in_multiplexer = bool(environment.get("TMUX") or environment.get("STY"))
        self._terminal_tells = terminal_tells
        self._window = window
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    @classmethod
    def here(cls, environment: Mapping[str, str]) -> Front:
        """That of this terminal. A terminal is asked only where its answer decides."""
        window = window_of(environment)
        asks = not environment.get("TMUX") and not environment.get("STY") and (window is None or not window.known)
        return cls(environment, tells_focus() if asks else None, window)

    @property
    def untold(self) -> Untold | None:
        """Why nobody would tell that another window came to the front; None where somebody does."""
        if self._in_multiplexer or self._terminal_tells or (self._window is not None and self._window.known):
            return self._untold
        if self._window is not None:
            return NO_CLICK
        return NOT_YET if self._terminal_tells is None else SILENT

    def terminal_said(self) -> None:
        """A focus report came: this terminal tells."""
        self._terminal_tells = True

    def touched(self) -> None:
        """A key or a click came through the terminal."""
        if self._window is not None:
            self._window.learn()

    def watch(self, changed: Callable[[bool], None]) -> None:
        """Call this, from another thread, whenever the system says that the window came to the front, or went."""
        if self._window is not None and self._window.known and self._thread is None:
            self._thread = threading.Thread(target=self._watch, args=(self._window, changed), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Watch no more."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()
        if self._window is not None:
            self._window.close()

    def _watch(self, window: Window, changed: Callable[[bool], None]) -> None:
        said = True
        while not self._over.is_set():
            try:
                in_front = window.in_front()
            except Exception:
                # A system that has stopped telling must not be taken for one that says yes.
                changed(False)
                return
            if in_front != said:
                said = in_front
                changed(in_front)
            window.wait(LOOK_AGAIN_S)
