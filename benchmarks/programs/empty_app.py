"""The smallest application that Textual can show."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        yield Static("an empty application")


if __name__ == "__main__":
    EmptyApp().run()
