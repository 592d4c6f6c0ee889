"""A list to choose a key from by mouse: one that is dead, or that sends nothing."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from keycheck.languages import _, retold
from keycheck.languages.patterns import labelled
from keycheck.layouts.layout import LayoutKey
from keycheck.layouts.learning.absent import Absent
from keycheck.layouts.learning.sketch import SketchKey
from keycheck.tui.deaf_screen import DeafScreen, MouseButton
from keycheck.tui.said import head


class _MouseList(OptionList, can_focus=False):
    """A list for the mouse alone."""


class AddKeyScreen(DeafScreen[SketchKey | None]):
    """Asks which key to add; the answer is None where none is wanted."""

    def __init__(self, absent: Absent, where: str) -> None:
        super().__init__()
        self._absent = absent
        self._where = where
        self._keys = {key.code: key for key in (*absent.silent, *absent.likely, *absent.others)}

    def compose(self) -> ComposeResult:
        yield Static(head(_("add a key")), id="title")
        yield Static(
            " ".join((_("Click the key to add."), self._where, _("The wheel shows more."))), id="sentence", markup=False
        )
        yield _MouseList(*self._options(), id="keys")
        with Horizontal(id="buttons", classes="buttons"):
            yield MouseButton(_("None of these"), name="none", compact=True)

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        key = self._keys[str(message.option_id)]
        self.dismiss(SketchKey(key.code, unseen=key.unseen))

    def on_button_pressed(self, message: Button.Pressed) -> None:
        self.dismiss(None)

    def _options(self) -> Iterator[Option | None]:
        yield _heading(_("No program can see these, so that they can only be added here:"))
        yield from (_option(key, labelled(_name(key), retold(key.unseen or ""))) for key in self._absent.silent)
        yield None
        yield _heading(_("These did not come. One that is dead still belongs on the map:"))
        yield from (_option(key, f"{_name(key):<16} {key.code}") for key in self._absent.likely)
        yield None
        yield _heading(_("All other keys:"))
        yield from (_option(key, f"{_name(key):<16} {key.code}") for key in self._absent.others)


def _heading(words: str) -> Option:
    return Option(Content.styled(words, "bold"), disabled=True)


def _option(key: LayoutKey, words: str) -> Option:
    return Option(Content(f"  {words}"), id=key.code)


def _name(key: LayoutKey) -> str:
    return key.legend or key.code
