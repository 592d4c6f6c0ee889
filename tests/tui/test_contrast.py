"""Every text of the screens can be read: WCAG 2.1, success criterion 1.4.3 (AA), 4.5 to 1 for what is not large."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as Ground

from keycheck.tui import exam_screen, practice_band, too_small
from keycheck.tui.key_state import LOOKS, PRESSED, Look
from keycheck.tui.orderly_app import OrderlyApp
from keycheck.tui.sixteen_colours import AA, XTERM, SixteenColours, contrast, drawn

SHEET = Path(exam_screen.__file__).with_name("keycheck.tcss").read_text()
PAGE = "#0d1117"
"""What lies behind all that has no ground of its own."""


def rules(sheet: str) -> dict[str, tuple[str, str]]:
    """Selector -> ink and paper, of every rule that sets one of them."""
    found = {}
    for selector, body in re.findall(r"([^{}/]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)):
        inks = re.findall(r"(?<!-)\bcolor:\s*(#[0-9a-f]{6})", body)
        papers = re.findall(r"\bbackground:\s*(#[0-9a-f]{6})", body)
        if inks or papers:
            found[" ".join(selector.split())] = ((inks or ["#e6edf3"])[-1], (papers or [PAGE])[-1])
    return found


def test_measure_is_that_of_the_specification() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", [*LOOKS.values(), PRESSED], ids=[*LOOKS, "pressed"])
def test_name_of_a_key_can_be_read_in_every_state_and_its_sign_on_the_page_too(look: Look) -> None:
    assert contrast(look.ink, look.paper) >= AA
    if look is not PRESSED:
        assert contrast(look.ink, PAGE) >= AA


SHEETS: dict[str, tuple[str, str]] = {
    **rules(SHEET),
    **rules(practice_band.PracticeBand.DEFAULT_CSS),
    **rules(too_small.TooSmall.DEFAULT_CSS),
}
PAIRS: dict[str, tuple[str, str]] = {
    **SHEETS,
    **{state: (look.ink, look.paper) for state, look in LOOKS.items()},
    "pressed": (PRESSED.ink, PRESSED.paper),
}


@pytest.mark.parametrize(("selector", "pair"), SHEETS.items())
def test_text_of_every_rule_can_be_read(selector: str, pair: tuple[str, str]) -> None:
    assert contrast(*pair) >= AA, selector


def painted(text: str, style: Style) -> Style:
    """What a terminal of sixteen colours is told."""
    [segment] = SixteenColours().apply([Segment(text, style)], Ground.parse(PAGE))
    assert segment.text == text
    assert segment.style is not None
    return segment.style


def as_xterm_draws(style: Style) -> tuple[str, str]:
    pair = drawn(style)
    assert pair is not None
    return pair


@pytest.mark.parametrize("bold", [False, True], ids=["plain", "bold"])
@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_text_can_be_read_with_sixteen_colours_and_with_256(pair: tuple[str, str], bold: bool) -> None:
    ink, paper = pair
    style = Style(color=ink, bgcolor=paper, bold=bold)
    assert contrast(*as_xterm_draws(painted("Not settled", style))) >= AA
    nearest = (Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex for colour in pair)
    assert contrast(*nearest) >= AA


@pytest.mark.parametrize("bold", [False, True], ids=["plain", "bold"])
def test_every_pair_of_the_sixteen_colours_can_be_read(bold: bool) -> None:
    for ink in range(16):
        for paper in range(16):
            style = Style(color=Color.from_ansi(ink), bgcolor=Color.from_ansi(paper), bold=bold)
            assert contrast(*as_xterm_draws(painted("Q", style))) >= AA, (ink, paper)


def test_black_is_not_bold_because_xterm_draws_that_grey() -> None:
    band = Style(color="#0d1117", bgcolor="#d29922", bold=True)
    assert as_xterm_draws(band) == (XTERM[8], XTERM[3])
    assert as_xterm_draws(painted("PRACTICE", band)) == (XTERM[0], XTERM[3])


def test_frame_of_a_key_keeps_its_colour() -> None:
    frame = Style(color="#a8201a", bgcolor=PAGE)
    assert painted(" ▄▄▄ ", frame) == frame


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the colours of a terminal by its name")
@pytest.mark.parametrize(("terminal", "goes_over"), [("xterm", True), ("xterm-256color", False)])
def test_only_a_terminal_of_sixteen_colours_gets_other_ones(
    terminal: str, goes_over: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", terminal)
    filters = OrderlyApp[None]().get_line_filters()
    assert any(isinstance(each, SixteenColours) for each in filters) is goes_over
