"""A screen on which no key acts: every key may be under test, or be the dead one."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button

Result = TypeVar("Result")


class MouseButton(Button, can_focus=False):
    """A button for the mouse alone: it never takes the focus, so no key can press it."""

    def __init__(self, text: str, name: str, compact: bool = False) -> None:
        # Content, because a name in the text, of a map or of a key, is no markup.
        super().__init__(Content(text), name=name, compact=compact)


class DeafScreen(Screen[Result], inherit_bindings=False):
    """Swallows every key before anything can act on it; its way out is the mouse, or time."""

    AUTO_FOCUS = ""

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
