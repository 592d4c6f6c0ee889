"""Text that stays readable where a terminal has sixteen colours only: the nearest of them can be white on yellow."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as Ground
from textual.filter import LineFilter

AA = 4.5
"""The least contrast of text that is not large (WCAG 2.1, success criterion 1.4.3)."""

XTERM = (
    *("#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5"),
    *("#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"),
)
"""The sixteen colours as xterm draws them (its resources color0 to color15)."""

BLACK, WHITE = 0, 15
_BRIGHT = 8


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.1)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, paper: str) -> float:
    """From 1 (none) to 21 (black on white)."""
    light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def drawn(style: Style) -> tuple[str, str] | None:
    """Ink and paper as xterm draws this style; None where one of them is the terminal's own."""
    ink, paper = _number(style.color), _number(style.bgcolor)
    if ink is None or paper is None:
        return None
    # xterm and others draw what is bold in the bright colour of the pair: black becomes grey.
    return XTERM[ink + _BRIGHT if style.bold and ink < _BRIGHT else ink], XTERM[paper]


@lru_cache(1024)
def readable(style: Style) -> Style:
    """The style, with black or white ink where its own can't be read on its paper."""
    pair = drawn(style)
    if pair is None or contrast(*pair) >= AA:
        return style
    black, white = (contrast(XTERM[ink], pair[1]) for ink in (BLACK, WHITE))
    if white > black:
        return style + Style(color=Color.from_ansi(WHITE))
    return style + Style(color=Color.from_ansi(BLACK), bold=False)


class SixteenColours(LineFilter):
    """Goes over every line that is painted; frames keep their colours, for nobody has to read them."""

    def apply(self, segments: list[Segment], background: Ground) -> list[Segment]:
        return [
            Segment(text, readable(style) if style and _is_text(text) else style, control)
            for text, style, control in segments
        ]


def _is_text(text: str) -> bool:
    """Whether more stands there than blanks, lines and blocks (U+2500 to U+259F)."""
    return any(sign != " " and not "\u2500" <= sign <= "\u259f" for sign in text)


def _number(colour: Color | None) -> int | None:
    return None if colour is None else colour.downgrade(ColorSystem.STANDARD).number
