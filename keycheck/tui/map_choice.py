"""The list of the maps: each by a name that claims no other country than that of the signs on its picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Select

from keycheck.layouts import library
from keycheck.layouts.legends import named_for, said_name

if TYPE_CHECKING:
    from keycheck.layouts.layout import Layout

SignsOn = Callable[["Layout"], str]
"""The locale of the signs that a picture of this map would show; empty for its own."""


class MapChoice(Select[str]):
    """Its value is the id of a map."""

    def __init__(self, shown: Layout, signs_on: SignsOn) -> None:
        super().__init__(_named(shown, signs_on), value=shown.id, allow_blank=False, id="layout", compact=True)

    def show(self, shown: Layout, signs_on: SignsOn) -> None:
        """This one is on the picture now; an open list stays as it is under the hand."""
        if not self.expanded:
            with self.prevent(Select.Changed):
                self.set_options(_named(shown, signs_on))
                self.value = shown.id


def _named(shown: Layout, signs_on: SignsOn) -> Iterator[tuple[Content, str]]:
    for name in library.ids():
        called = shown.name if name == shown.id else _called(library.head(name), signs_on)
        # Content, because the name of a person's own map is no markup.
        yield Content(said_name(called)), name


def _called(layout: Layout, signs_on: SignsOn) -> str:
    return named_for(layout, signs_on(layout)) if layout.id in library.own_ids() else layout.name
