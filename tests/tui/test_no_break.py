"""A line of a screen ends at a blank, and never between a word and the mark that belongs to it."""

from __future__ import annotations

import pytest
from textual.content import Content

from keycheck.tui.no_break import hold_together


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (8, ["Une", "touche\u00a0?", "Non."]),
        (10, ["Une", "touche\u00a0?", "Non."]),
        (12, ["Une touche\u00a0?", "Non."]),
    ],
)
def test_a_line_does_not_end_at_a_space_that_does_not_break(width: int, lines: list[str]) -> None:
    hold_together()
    assert [line.plain for line in Content("Une touche\u00a0? Non.").wrap(width)] == lines
