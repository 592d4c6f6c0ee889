"""What stands on a screen, widget by widget: what was to be said there, and what of it can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a screen."""

    where: str
    said: str
    """All of it, with single spaces."""
    seen: str
    """What stands in its place on the terminal, with single spaces."""

    @property
    def is_whole(self) -> bool:
        """Whether nobody misses a word of it; only spaces may go where a line is broken."""
        return self.said.replace(" ", "") in self.seen.replace(" ", "")


def texts(screen: Screen[Any], within: str = "") -> Iterator[Text]:
    """Every text of the screen, or of these parts of it, that is not empty; each key of the picture excepted."""
    lines = [strip.text for strip in screen._compositor.render_strips()]
    for widget in _parts(screen, within):
        for said in _said_by(widget) if _is_shown(widget) else ():
            left, top, width, height = widget.content_region
            seen = " ".join(line[left : left + width] for line in lines[top : top + height])
            if said.strip():
                yield Text(f"{type(widget).__name__}#{widget.id}", " ".join(said.split()), " ".join(seen.split()))


def _is_shown(widget: Widget) -> bool:
    return all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget))


def _said_by(widget: Widget) -> Iterator[str]:
    if isinstance(widget, Button):
        yield str(widget.label)
    elif isinstance(widget, Static):
        visual = widget.visual
        yield visual.plain if isinstance(visual, Content) else str(visual)
    elif isinstance(widget, Input):
        yield widget.value or widget.placeholder
    elif isinstance(widget, OptionList):
        yield from (str(option.prompt) for option in widget.options)


def _parts(screen: Screen[Any], within: str) -> Iterator[Widget]:
    if not within:
        yield from screen.query("*")
    for part in screen.query(within) if within else ():
        yield from (part, *part.query("*"))
