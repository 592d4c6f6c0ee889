"""An application that reads a keyboard: it knows whether it is in front, and ends in order whatever ends it."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import sys
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import App
from textual.message import Message
from textual.worker import WorkerFailed

from keycheck.tui.no_break import hold_together
from keycheck.tui.sixteen_colours import SixteenColours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.filter import LineFilter

    from keycheck.session.front import Front

STDOUT, STDERR = 1, 2
"""Their numbers; Textual paints on the second."""

FIRST_PICTURE_S = 0.5
"""After so long the first picture stands, and Python looks for garbage again. What was loaded by then stays to the end:
to have Python look through it for what could go can hold up a key by 20 ms (measured)."""

Result = TypeVar("Result")


class WindowMoved(Message):
    """The system says that the terminal's window came to the front, or went."""

    def __init__(self, in_front: bool) -> None:
        super().__init__()
        self.in_front = in_front


class OrderlyApp(App[Result], inherit_bindings=False):
    """Keys under test reach none of its own bindings, because it has none."""

    CSS_PATH = "keycheck.tcss"
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False

    def __init__(self, front: Front | None = None) -> None:
        """Without a `front` the terminal's word alone is trusted."""
        super().__init__()
        hold_together()
        self._front = front
        self._window_in_front = True
        self._readable = SixteenColours(enabled=self.console.color_system == "standard")
        self.failure: Exception | None = None
        """What ended the application unforeseen; the command says it in one line."""

    # ── what an application adds ────────────────────────────────────────────────────────────────────────────────

    def stop_reading(self) -> None:
        """Another window is in front: when this returns nothing is read. Called in any thread."""

    def front_moved(self) -> None:
        """`in_front` may say something else now."""

    def front_told(self) -> None:
        """The terminal has shown that it says when it is in front."""

    # ── what is painted ─────────────────────────────────────────────────────────────────────────────────────────────

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What goes over every line before it is painted."""
        return [*super().get_line_filters(), *([self._readable] if self._readable.enabled else [])]

    # ── in front or not ─────────────────────────────────────────────────────────────────────────────────────────

    @property
    def in_front(self) -> bool:
        """Whether the terminal is in front, by its own word and by the system's."""
        return self.app_focus and self._window_in_front

    def on_app_focus(self) -> None:
        if self._front is not None:
            was_untold = self._front.untold
            self._front.terminal_said()
            if was_untold is not None:
                self.front_told()

    on_app_blur = on_app_focus

    def watch_app_focus(self) -> None:
        """The terminal's word; a key press or a click says so too, where its own word was lost."""
        self.front_moved()

    def on_window_moved(self, message: WindowMoved) -> None:
        self._window_in_front = message.in_front
        self.front_moved()

    def watch_the_window(self) -> None:
        """From now on the system's word counts too."""
        if self._front is not None:
            self._front.watch(self._window_moved)

    def _window_moved(self, in_front: bool) -> None:
        """Called in the thread of the system's word: the reading stops before a busy screen has time for it."""
        if not in_front:
            self.stop_reading()
        self.post_message(WindowMoved(in_front))

    # ── from the first picture to the end ───────────────────────────────────────────────────────────────────────

    def on_mount(self) -> None:
        self._heed_signals()
        self.set_timer(FIRST_PICTURE_S, self._settle_memory)

    def on_unmount(self) -> None:
        gc.enable()
        if self._front is not None:
            self._front.stop()

    def _settle_memory(self) -> None:
        gc.freeze()
        gc.enable()

    def _heed_signals(self) -> None:
        """A closed terminal or a shutdown ends the application in order, so that what was recorded is kept."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGINT"):
            with contextlib.suppress(NotImplementedError, RuntimeError):
                loop.add_signal_handler(getattr(signal, name), self.exit)
        if sys.platform != "win32":
            signal.signal(signal.SIGHUP, lambda number, frame: self._hang_up(loop))

    def _hang_up(self, loop: asyncio.AbstractEventLoop) -> None:
        """End; where the terminal is gone, what is still written goes nowhere: a write that fails would block the end.

        It runs before the SIGCONT that the system sends with it, for which Textual would begin to paint anew.
        """
        if sys.platform == "win32" or loop.is_closed():
            return
        if not os.isatty(STDERR):
            signal.signal(signal.SIGCONT, signal.SIG_IGN)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, STDOUT)
            os.dup2(nowhere, STDERR)
        loop.call_soon_threadsafe(self.exit)

    def _handle_exception(self, error: Exception) -> None:
        """No traceback reaches a person: the command says one line, and keeps the details in a file."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        self.failure = self.failure or (cause if isinstance(cause, Exception) else error)
        self.exit(return_code=1)
