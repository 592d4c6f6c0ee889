"""The port to the system's own word on which window the keyboard types into."""

from __future__ import annotations

from typing import Protocol


class Window(Protocol):
    """The window, or the console, that keycheck is shown in. Used from one thread, but for `learn`."""

    @property
    def known(self) -> bool:
        """Whether it is known which window that is; without it nothing can be told."""

    def learn(self) -> None:
        """A key or a click has just come through this terminal: the window in front is its own."""

    def in_front(self) -> bool:
        """Whether what is typed now goes to it; False where that can't be told any more."""

    def wait(self, seconds: float) -> None:
        """Return when something may have changed, or when the time is over."""

    def close(self) -> None:
        """Leave the system alone; nothing else may be called after it."""
