"""Which click is meant for what stands there: not one that was aimed at the question before."""

from __future__ import annotations

DOUBLE_CLICK_S = 0.6
"""So long after a question has changed a click was aimed at the one before; so long after a click that counted, another
one in the same row is its second half."""

BY_ITSELF_S = 1.5
"""The same where the time was up: nobody has done anything that could have told them that the question would change."""


class ClickGuard:
    """Follows what each row of buttons asks, and since when."""

    def __init__(self) -> None:
        self._asks: dict[str, object] = {}
        self._from_s: dict[str, float] = {}
        self._clicked: tuple[str, float] = "", -DOUBLE_CLICK_S

    def show(self, row: str, asks: object, now_s: float, by_itself: bool = False) -> None:
        """This row asks that now; `by_itself` where the time of the question before was up."""
        if self._asks.get(row) != asks:
            self._asks[row] = asks
            self._from_s[row] = now_s + (BY_ITSELF_S if by_itself else DOUBLE_CLICK_S)

    def clicked(self, row: str, now_s: float) -> None:
        """A click into this row was taken as an answer."""
        self._clicked = row, now_s

    def is_new(self, row: str, now_s: float) -> bool:
        """Whether somebody who clicks into this row may have aimed at what was there before."""
        return row not in self._from_s or now_s < self._from_s[row]

    def is_second_half(self, row: str, now_s: float) -> bool:
        """Whether a click at this moment belongs to the one that was just taken, in the same place."""
        return self._clicked[0] == row and now_s - self._clicked[1] < DOUBLE_CLICK_S
