"""What is odd in a map before it is saved: a last look, by mouse."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Static

from keycheck.languages import _
from keycheck.tui.deaf_screen import DeafScreen, MouseButton
from keycheck.tui.said import head


class OddScreen(DeafScreen[bool]):
    """Shows the sentences; the answer is whether to save all the same."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__()
        self._sentences = sentences

    def compose(self) -> ComposeResult:
        yield Static(head(_("before the map is saved")), id="title")
        yield Static(_("Some of it looks odd. It may be right all the same."), id="headline", markup=False)
        with VerticalScroll(id="details", can_focus=False):
            for sentence in self._sentences:
                yield Static(f"•  {sentence}", classes="detail", markup=False)
        with Horizontal(id="buttons", classes="buttons"):
            yield MouseButton(_("Correct it"), name="correct", compact=True)
            yield MouseButton(_("Save the map as it is"), name="save", compact=True)

    def on_button_pressed(self, message: Button.Pressed) -> None:
        self.dismiss(message.button.name == "save")
