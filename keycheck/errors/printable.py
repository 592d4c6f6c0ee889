"""Text from outside made safe to print: one line, no control characters, no hidden marks of direction."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 300
"""Characters; more than any name, number or date needs."""

LONGEST_QUOTE = 120
"""Characters of a bad file that are repeated to the person."""

_AS_SPACE = frozenset({"Cc", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Unicode categories without a sign of their own: control, unassigned, private, surrogate, line and paragraph ends."""

_JOINERS = "\u200c\u200d"
"""Format characters that Arabic and Indic scripts need; all others are dropped."""


_BREAKING_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
"""All but the two that hold a word and its mark together, as in French: `Quel clavier\N{NARROW NO-BREAK SPACE}?`"""


def printable(text: str, longest: int = LONGEST) -> str:
    """The text on one line, without what a terminal, a page or a reader could take for an order; cut to `longest`."""
    safe = text if text.isascii() and text.isprintable() else "".join(map(_safe, text))
    line = _BREAKING_SPACES.sub(" ", safe).strip()
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _safe(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in _AS_SPACE:
        return " "
    if category == "Cf" and sign not in _JOINERS:
        return ""
    return sign
