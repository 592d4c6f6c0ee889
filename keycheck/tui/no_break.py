"""Spaces that hold a word and its mark together hold on screens too, where Rich would end a line at any blank."""

from __future__ import annotations

import re

from rich import _wrap

_WORD = re.compile(r"[^\S\u00a0\u202f]*[\S\u00a0\u202f]+[^\S\u00a0\u202f]*")
"""As Rich has it, but U+00A0 and U+202F are part of a word (Unicode: no break before or after them)."""


def hold_together() -> None:
    """From here on no line of this process ends at a space that does not break."""
    _wrap.re_word = _WORD
