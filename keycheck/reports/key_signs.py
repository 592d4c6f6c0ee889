"""Where the signs of a key stand on its cap: with Shift above, without below, the third level beside."""

from __future__ import annotations

from typing import NamedTuple

from keycheck.errors.printable import printable
from keycheck.layouts.layout import LayoutKey
from keycheck.layouts.legends import shift_first


class Signs(NamedTuple):
    """The signs of one cap; empty where none stands there."""

    main: str
    """What the key is called by; one of the others too."""
    upper: str
    lower: str = ""
    third: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """From above; a single sign stands in the upper line."""
        return tuple(sign for sign in (self.upper, self.lower) if sign)


def signs_of(key: LayoutKey, locale: str) -> Signs | None:
    """How the signs are placed; None for a key that carries words, or nothing."""
    signs = printable(key.legend).split()
    if not signs or key.zone == "numpad" or any(len(sign) != 1 for sign in signs):
        return None
    first, second, third = (*signs, "", "")[:3]
    if len(signs) == 1 or shift_first(key.code, locale):
        return Signs(first, first, second, third)
    if len(signs) == 2 and first.isupper():
        return Signs(first, first, third=second)
    return Signs(first, second, first, third)
