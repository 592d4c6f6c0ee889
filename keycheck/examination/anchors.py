"""The two known-good keys that attest a press: near the key under test, proven, and harmless to press."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import dist

from keycheck.layouts.layout import Layout, LayoutKey

SAME_ROW_U = 0.5
"""Keys whose centres differ by less than this in height are in one row."""

NEAR_U = 3
"""A neighbour in the row, and not the other end of it."""

HAND_U = 4
"""As far as a hand reaches without leaving its place; a farther key of the block is no better than others (assumed)."""

_HARMLESS = re.compile(
    r"Key[A-Z]|Digit\d|Arrow\w+|Intl\w+|Numpad(\d|Add|Comma|Decimal|Divide|Equal|Multiply|Subtract)"
    r"|Backquote|Backslash|BracketLeft|BracketRight|Comma|Equal|Minus|Period|Quote|Semicolon|Slash|Space"
    r"|Home|End|Insert|PageUp|PageDown"
)
"""Keys that write a sign or move a cursor; others may dim a screen, eject a disc or switch a language."""


def harmless(code: str) -> bool:
    """Whether a key may be pressed again and again without the desktop or the terminal acting on it."""
    return _HARMLESS.fullmatch(code) is not None


_QUIET = frozenset(
    ("Backspace", "CapsLock", "Delete", "Enter", "Escape", "NumLock", "NumpadEnter", "ScrollLock", "Tab")
)
"""Keys that only the program in front acts on, or that switch back what they switched when pressed once more."""


def repeatable(code: str) -> bool:
    """Whether a key may be pressed many times in a row with nothing between: five Shifts turn Sticky Keys on."""
    return harmless(code) or code in _QUIET


def choose_anchors(layout: Layout, code: str, proven: Callable[[str], bool]) -> tuple[str, str] | None:
    """The anchors to press before and after this key, the left one first; None where fewer than two are proven."""
    target = layout.key(code)
    near = [key for key in layout.by_distance(code) if harmless(key.code) and proven(key.code)]
    # Within one block the hand stays where it is.
    near.sort(key=lambda key: key.zone != target.zone or dist(key.centre, target.centre) > HAND_U)
    if len(near) < 2:
        return None
    left = next((key for key in near if _beside(key, target) and key.x < target.x), None)
    right = next((key for key in near if _beside(key, target) and key.x > target.x), None)
    chosen = [key for key in (left, right) if key is not None]
    chosen += [key for key in near if key not in chosen][: 2 - len(chosen)]
    first, second = sorted(chosen, key=lambda key: key.x)
    return first.code, second.code


def _beside(key: LayoutKey, target: LayoutKey) -> bool:
    across, down = (abs(a - b) for a, b in zip(key.centre, target.centre, strict=True))
    return key.zone == target.zone and down < SAME_ROW_U and across < NEAR_U
