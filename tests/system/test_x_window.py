"""Which window of a real X server has the keyboard, and who notices when another one gets it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from Xlib import X
from Xlib.display import Display

from keycheck.host.x_window import GRAB_LASTS_S, XWindow, x_window

PATIENCE_S = 10.0


class Screen:
    """Two windows side by side: ours, with one inside it, and another."""

    def __init__(self, display: str) -> None:
        self.server: Any = Display(display)
        root = self.server.screen().root
        self.ours = self._opened(root, 0)
        self.inside = self._opened(self.ours, 0)
        self.other = self._opened(root, 300)
        self.focus(self.ours)

    def _opened(self, parent: Any, x: int) -> Any:
        window = parent.create_window(x, 0, 200, 200, 0, self.server.screen().root_depth)
        window.map()
        self.server.sync()
        return window

    def focus(self, window: Any) -> None:
        self.server.set_input_focus(window, X.RevertToNone, X.CurrentTime)
        self.server.sync()

    def point_at(self, x: int) -> None:
        self.server.screen().root.warp_pointer(x, 100)
        self.server.sync()


@pytest.fixture
def screen(on_display: str) -> Iterator[Screen]:
    one = Screen(on_display)
    yield one
    one.focus(X.PointerRoot)
    one.server.close()


@pytest.fixture
def window(screen: Screen, on_display: str) -> Iterator[XWindow]:
    one = XWindow(on_display, screen.ours.id)
    yield one
    one.close()


def becomes(window: XWindow, in_front: bool) -> float:
    """Seconds until the window says so, waiting only when it says that nothing has changed."""
    began = time.monotonic()
    while window.in_front() != in_front:
        assert time.monotonic() - began < PATIENCE_S, "it was not noticed"
        window.wait(PATIENCE_S)
    return time.monotonic() - began


def test_window_is_in_front_while_it_has_the_focus(screen: Screen, window: XWindow) -> None:
    assert window.known
    assert window.in_front()
    screen.focus(screen.other)
    becomes(window, False)
    screen.focus(screen.ours)
    becomes(window, True)


def test_what_is_inside_the_window_is_the_window(screen: Screen, window: XWindow) -> None:
    screen.focus(screen.inside)
    becomes(window, True)
    screen.focus(screen.other)
    becomes(window, False)


def test_window_that_lies_inside_another_is_that_other(screen: Screen, on_display: str) -> None:
    """What a terminal calls its window may lie inside of what the person sees as one."""
    window = XWindow(on_display, screen.inside.id)
    assert window.in_front()
    screen.focus(screen.other)
    becomes(window, False)
    window.close()


def test_nobody_has_the_focus(screen: Screen, window: XWindow) -> None:
    screen.focus(X.NONE)
    becomes(window, False)


def test_focus_that_follows_the_pointer(screen: Screen, window: XWindow) -> None:
    screen.point_at(100)
    screen.focus(X.PointerRoot)
    becomes(window, True)
    screen.point_at(400)
    becomes(window, False)
    screen.point_at(100)
    becomes(window, True)


def test_screen_lock_takes_the_keyboard_and_leaves_the_focus(screen: Screen, window: XWindow) -> None:
    assert window.in_front()
    screen.other.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
    screen.server.sync()
    assert becomes(window, False) >= GRAB_LASTS_S * 0.9, "a hotkey of the desktop is no screen lock"
    screen.server.ungrab_keyboard(X.CurrentTime)
    screen.server.sync()
    becomes(window, True)


def test_window_that_was_inherited_is_corrected_by_the_first_click(screen: Screen, on_display: str) -> None:
    window = XWindow(on_display, screen.other.id)
    assert not window.in_front()
    window.learn()
    assert window.in_front()
    screen.focus(screen.other)
    becomes(window, False)
    window.close()


@pytest.mark.parametrize("said", ["", "4294967294", "none"])
def test_window_that_is_not_there_is_learned(screen: Screen, on_display: str, said: str) -> None:
    window = x_window({"DISPLAY": on_display, "WINDOWID": said})
    assert window is not None
    assert not window.known
    assert not window.in_front()
    window.learn()
    assert window.in_front()
    window.close()


def test_window_that_is_closed_is_not_in_front(screen: Screen, window: XWindow) -> None:
    screen.ours.destroy()
    screen.server.sync()
    becomes(window, False)


# Xlib leaves its socket to the collector when nobody answers.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_wayland_and_no_display_have_no_word(on_display: str) -> None:
    assert x_window({"DISPLAY": on_display, "WAYLAND_DISPLAY": "wayland-0"}) is None
    assert x_window({}) is None
    assert x_window({"DISPLAY": ":987"}) is None
