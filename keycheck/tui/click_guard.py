"""Which click is meant for what stands there: not one that was aimed at the question before."""

from __future__ import annotations

DOUBLE_CLICK_S = 0.6
"""So long after a question has changed a click was aimed at the one before; so long after a click that counted, another
one is its second half."""


class ClickGuard:
    """Follows what each row of buttons asks, and since when."""

    def __init__(self) -> None:
        self._asks: dict[str, object] = {}
        self._since_s: dict[str, float] = {}
        self._clicked_s = -DOUBLE_CLICK_S

    def show(self, row: str, asks: object, now_s: float) -> None:
        """This row asks that now."""
        if self._asks.get(row) != asks:
            self._asks[row], self._since_s[row] = asks, now_s

    def clicked(self, now_s: float) -> None:
        """A click was taken as an answer."""
        self._clicked_s = now_s

    def is_new(self, row: str, now_s: float) -> bool:
        """Whether somebody who clicks into this row may have aimed at what was there before."""
        return now_s - self._since_s.get(row, now_s) < DOUBLE_CLICK_S

    def is_second_half(self, now_s: float) -> bool:
        """Whether a click at this moment belongs to the one that was just taken."""
        return now_s - self._clicked_s < DOUBLE_CLICK_S
