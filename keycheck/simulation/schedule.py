"""What will happen, and when: the one queue in which finger, switch, firmware and system take their turns."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import count

Happening = Callable[[int], None]
"""Something that happens; it is told what time it is."""


class Schedule:
    """Lets planned things happen in the order of time; of two at one moment the one planned first."""

    def __init__(self) -> None:
        self._due: list[tuple[int, int, Happening]] = []
        self._order = count()

    @property
    def next_ns(self) -> int | None:
        """When something happens next; None while nothing is planned."""
        return self._due[0][0] if self._due else None

    def at(self, t: int, happening: Happening) -> None:
        """Plan it."""
        heapq.heappush(self._due, (t, next(self._order), happening))

    def pass_until(self, now_ns: int) -> None:
        """Let everything happen that is due by now, what follows from it included."""
        while self._due and self._due[0][0] <= now_ns:
            t, _, happening = heapq.heappop(self._due)
            happening(t)
