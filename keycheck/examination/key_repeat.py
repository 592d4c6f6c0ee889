"""How a key that is held repeats: after how long, and how fast; measured, told in the report, and nobody's fault."""

from __future__ import annotations

from keycheck.diagnosis.hold import Hold
from keycheck.diagnosis.rules import top_layer
from keycheck.diagnosis.traits import REPEATS, repeats
from keycheck.examination.controls import neighbours_of
from keycheck.examination.desk import Desk
from keycheck.examination.step import Answer, Step

WAIT_NS = 15_000_000_000
"""How long the key is asked for."""
UPWARDS_NS = 3_000_000_000
"""Held for so long, and the highest layer does not tell enough repeats: then those of a lower one stand. A desktop may
begin later than the kernel below it (X: 660 ms), and some tell none."""


class KeyRepeat:
    """Asks to hold one key that works."""

    def __init__(self, desk: Desk, now_ns: int) -> None:
        self._desk = desk
        middle = desk.layout.testable[len(desk.layout.testable) // 2].code
        near = neighbours_of(desk, middle, 0)
        self._key = near[0][1] if near else ""
        self._hold: Hold | None = desk.ask_to_hold((self._key,), WAIT_NS, now_ns) if near else None
        self._heard = 0
        self._down_since_ns: int | None = None
        self._deadline_ns = now_ns + WAIT_NS
        self._is_left = False

    def advance(self, now_ns: int) -> bool:
        """Over when enough repeats came and the key is up again, or nobody holds it."""
        is_down = self._key in self._desk.hands.down
        self._down_since_ns = (self._down_since_ns or now_ns) if is_down else None
        self._heard = max(self._heard, self._repeats(now_ns))
        is_known = not is_down and self._heard >= REPEATS
        is_over = is_known or self._hold is None or self._is_left or now_ns >= self._deadline_ns
        if is_over:
            self._desk.enter("free", now_ns)
            self._desk.plan.wishes.popleft()
        return is_over

    def answer(self, answer: Answer, now_ns: int) -> None:
        self._is_left = self._is_left or answer in ("skip", "go_on")

    def excuse(self, lost_ns: int) -> None:
        self._deadline_ns += lost_ns

    def step(self) -> Step:
        return Step(
            "repeat", key=self._key, valid=min(REPEATS, self._heard), needed=REPEATS, deadline_ns=self._deadline_ns
        )

    def _repeats(self, now_ns: int) -> int:
        if self._hold is None:
            return 0
        facts = self._desk.facts
        is_long = self._down_since_ns is not None and now_ns - self._down_since_ns >= UPWARDS_NS
        return repeats(facts, self._hold, None if is_long else top_layer(facts, self._key))
