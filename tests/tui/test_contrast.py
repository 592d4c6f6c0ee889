"""Every text of the screens can be read: WCAG 2.1, success criterion 1.4.3 (AA), 4.5 to 1 for what is not large."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from keycheck.tui import exam_screen, practice_band, too_small
from keycheck.tui.key_state import LOOKS, PRESSED, Look

AA = 4.5
SHEET = Path(exam_screen.__file__).with_name("keycheck.tcss").read_text()
PAGE = "#0d1117"
"""What lies behind all that has no ground of its own."""


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.1)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, paper: str) -> float:
    """From 1 (none) to 21 (black on white)."""
    light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


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


@pytest.mark.parametrize(
    ("selector", "pair"),
    [
        *rules(SHEET).items(),
        *rules(practice_band.PracticeBand.DEFAULT_CSS).items(),
        *rules(too_small.TooSmall.DEFAULT_CSS).items(),
    ],
)
def test_text_of_every_rule_can_be_read(selector: str, pair: tuple[str, str]) -> None:
    assert contrast(*pair) >= AA, selector
