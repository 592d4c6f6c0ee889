"""How one key came while the person pressed at will: its presses, its bounces and how long it was held.

It is told the events of one native code at one source within one phase, live one by one and sealed all at once, so that
both give the same counts.
"""

from __future__ import annotations

from dataclasses import dataclass

from keycheck.diagnosis.stroke import SOFT_GAP_NS, Stroke, bounce_of
from keycheck.events.trace import Action


@dataclass(slots=True)
class Counts:
    """Presses, and how many of them bounced; the presses that may be judged for it may be fewer than all."""

    presses: int = 0
    sharp: int = 0
    soft: int = 0

    def add(self, other: Counts) -> None:
        self.presses += other.presses
        self.sharp += other.sharp
        self.soft += other.soft


class Rhythm:
    """The strokes of one key, joined into presses: what follows within the soft gap belongs to the press before it."""

    __slots__ = ("_counts", "_dwells", "_press", "_resolution_ns", "is_down")

    def __init__(self, resolution_ns: int) -> None:
        self._resolution_ns = resolution_ns
        self._press: list[Stroke] = []
        self._counts = Counts()
        self._dwells: list[int] = []
        self.is_down = False

    def hear(self, t: int, action: Action) -> None:
        """The key went down or up at `t`; down while it is down is a repeat."""
        if action == "up":
            if self.is_down:
                self._press[-1].up_ns = t
                self.is_down = False
        elif action == "down" and not self.is_down:
            self.is_down = True
            press = self._press
            if press and t - (press[-1].up_ns or 0) > SOFT_GAP_NS:
                self._take(press, self._counts, self._dwells)
                self._press = press = []
            press.append(Stroke(t, ""))

    def told(self) -> tuple[Counts, list[int]]:
        """The counts so far, and how long each press lasted in nanoseconds; a press that is not over counts too."""
        so_far = self._counts
        counts, dwells = Counts(so_far.presses, so_far.sharp, so_far.soft), self._dwells.copy()
        if self._press:
            self._take(self._press, counts, dwells)
        return counts, dwells

    def _take(self, press: list[Stroke], counts: Counts, dwells: list[int]) -> None:
        bounce = bounce_of(press, self._resolution_ns)
        counts.presses += 1
        counts.sharp += bounce.sharp
        counts.soft += bounce.soft
        if bounce.dwell_ns is not None:
            dwells.append(bounce.dwell_ns)
