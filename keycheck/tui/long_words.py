"""Room for languages whose words are longer than the English ones: more lines for a sentence, and for its buttons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.cells import cell_len
from textual.geometry import Size
from textual.screen import Screen

WIDE = 112
"""From so many columns on a sentence needs no more lines than the English one at 80: 1.4 times as many, which is what
German and French take (our measure of the catalogues)."""
TALL = 24
"""From so many lines on there are some to spare."""
MORE_LINES = 3
"""What the longer languages take of a narrow screen: one each for the sentence, the note and the line at the foot."""

BESIDE = 3
"""Columns that a button takes beside its words: one at either side, and one to the next."""
NARROWEST = 8


def needs_more_lines(window: Size) -> bool:
    """Whether sentences get more lines in a window of this size."""
    return window.width < WIDE and window.height >= TALL


def make_room(screen: Screen[Any]) -> None:
    """Give the sentences of this screen the lines that they need."""
    screen.set_class(needs_more_lines(screen.app.size), "-more-lines")


def in_lines(texts: Sequence[str], columns: int) -> Iterator[list[int]]:
    """The numbers of the buttons with these texts, line by line; each line as full as it can be."""
    line: list[int] = []
    taken = 0
    for number, text in enumerate(texts):
        width = max(NARROWEST, cell_len(text) + BESIDE)
        if line and taken + width > columns - 1:
            yield line
            line, taken = [], 0
        line.append(number)
        taken += width
    if line:
        yield line
