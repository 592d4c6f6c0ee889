"""How a key that is held repeats: after how long, and how fast; measured, shown, and nobody's fault."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from statistics import median

from keycheck.examination.controls import neighbours_of
from keycheck.examination.desk import Desk
from keycheck.examination.step import Answer, Step

REPEATS = 8
"""So many tell the pace; at the slowest setting, two a second, they take four seconds (diagnosis, section 6)."""
WAIT_NS = 15_000_000_000
"""How long the key is asked for."""


class KeyRepeat:
    """Asks to hold one key that works."""

    def __init__(self, desk: Desk, now_ns: int) -> None:
        self._desk = desk
        middle = desk.layout.testable[len(desk.layout.testable) // 2].code
        near = neighbours_of(desk, middle, 0)
        self._key = near[0][1] if near else ""
        self._began_ns = now_ns
        self._deadline_ns = now_ns + WAIT_NS
        self._is_left = False
        desk.enter("free", now_ns)

    def advance(self, now_ns: int) -> bool:
        """Over when enough repeats came and the key is up again, or nobody holds it."""
        times = self._times()
        if len(times) > REPEATS:
            steps = [after - before for before, after in pairwise(times[1:])]
            measured = (times[1] - times[0]) // 1_000_000, int(median(steps)) // 1_000_000
            self._desk.plan.learned = replace(self._desk.plan.learned, repeat_ms=measured)
        is_known = len(times) > REPEATS and self._key not in self._desk.hands.down
        is_over = is_known or not self._key or self._is_left or now_ns >= self._deadline_ns
        if is_over:
            self._desk.plan.wishes.popleft()
        return is_over

    def answer(self, answer: Answer, now_ns: int) -> None:
        self._is_left = self._is_left or answer in ("skip", "go_on")

    def excuse(self, lost_ns: int) -> None:
        self._deadline_ns += lost_ns

    def step(self) -> Step:
        return Step(
            "repeat",
            key=self._key,
            valid=max(0, min(REPEATS, len(self._times()) - 1)),
            needed=REPEATS,
            deadline_ns=self._deadline_ns,
        )

    def _times(self) -> tuple[int, ...]:
        """The press and its repeats, once it was pressed for this."""
        times = self._desk.hands.repeats(self._key)
        return times if times and times[0] >= self._began_ns else ()
