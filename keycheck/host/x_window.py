"""Which window of an X server has the keyboard: asked of the server, which says at once when it changes."""

from __future__ import annotations

import contextlib
import select
import threading
from collections.abc import Iterator, Mapping
from time import monotonic
from typing import Any

from keycheck.host.desktop import is_wayland

NOWHERE, POINTER_ROOT = 0, 1
"""The two answers to "who has the focus" that are no window: nobody, and whatever is under the pointer."""

GRAB, UNGRAB = 1, 2
"""`mode` of a focus event: a program takes all keys without a change of focus, and gives them back."""

GRAB_LASTS_S = 0.25
"""A hotkey of the desktop grabs the keyboard while it is down, a median press for 0.1 s; a screen lock stays longer."""

POINTER_LOOK_S = 0.02
"""How often to look where the pointer is while the focus follows it: no event tells of that."""


class XWindow:
    """The window of this terminal, and who has the focus; its toplevel counts, with all that is inside."""

    def __init__(self, display: str, window: int | None) -> None:
        """`window` is what the terminal says of itself (WINDOWID). Raises whatever the connection raises."""
        from Xlib.display import Display

        self._server: Any = Display(display)
        # A window that has gone is an answer and no accident: the library would print it.
        self._server.set_error_handler(lambda error, request: None)
        self._turn = threading.Lock()
        self._top: int | None = None
        self._grabbed_s: float | None = None
        if window is not None:
            self._follow(window)

    @property
    def known(self) -> bool:
        return self._top is not None

    def learn(self) -> None:
        """What a terminal inherits from another one (WINDOWID) may be wrong; what has the focus now is not."""
        with self._turn:
            focus = self._focus()
            if focus is not None and self._top_of(focus) != self._top:
                self._follow(focus)

    def in_front(self) -> bool:
        with self._turn:
            self._hear()
            focus = self._focus()
            if focus is None or self._top is None or self._is_grabbed:
                return False
            return self._top_of(focus) == self._top

    def wait(self, seconds: float) -> None:
        with self._turn:
            if self._hear():
                return
            follows_pointer = self._focus_word() == POINTER_ROOT
            if self._hear():
                return
        watchful = follows_pointer or self._grabbed_s is not None
        select.select([self._server.fileno()], [], [], min(seconds, POINTER_LOOK_S) if watchful else seconds)

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self._server.close()

    @property
    def _is_grabbed(self) -> bool:
        return self._grabbed_s is not None and monotonic() - self._grabbed_s >= GRAB_LASTS_S

    def _hear(self) -> bool:
        """Take in what the server said; whether it said anything."""
        heard = bool(self._server.pending_events())
        while self._server.pending_events():
            event = self._server.next_event()
            if getattr(event, "mode", None) == GRAB:
                self._grabbed_s = self._grabbed_s or monotonic()
            elif getattr(event, "mode", None) == UNGRAB:
                self._grabbed_s = None
        return heard

    def _follow(self, window: int) -> None:
        from Xlib import X

        line = list(self._up_from(window))
        self._top = line[-1] if line else None
        for one in line:
            self._window(one).change_attributes(event_mask=X.FocusChangeMask)
        self._server.sync()

    def _focus_word(self) -> int:
        focus = self._server.get_input_focus().focus
        return int(getattr(focus, "id", focus))

    def _focus(self) -> int | None:
        """The window that gets the keys; None where none does."""
        word = self._focus_word()
        if word == POINTER_ROOT:
            under = self._server.screen().root.query_pointer().child
            word = int(getattr(under, "id", under))
        return None if word == NOWHERE else word

    def _top_of(self, window: int) -> int | None:
        return next(reversed([*self._up_from(window)]), None)

    def _up_from(self, window: int) -> Iterator[int]:
        """This window and those around it, up to the last below the root; nothing where it has gone."""
        from Xlib.error import XError

        root = int(self._server.screen().root.id)
        with contextlib.suppress(XError):
            while window not in (root, NOWHERE):
                parent = self._window(window).query_tree().parent
                yield window
                window = int(getattr(parent, "id", parent))

    def _window(self, number: int) -> Any:
        return self._server.create_resource_object("window", number)


def x_window(environment: Mapping[str, str]) -> XWindow | None:
    """The window of this terminal on its X server; None without one, and under Wayland, whose windows X can't see."""
    if not environment.get("DISPLAY") or is_wayland(environment):
        return None
    said = environment.get("WINDOWID", "")
    try:
        return XWindow(environment["DISPLAY"], int(said) if said.isdecimal() else None)
    except Exception:
        # A server that can't be asked can't tell; what else can is asked next.
        return None
