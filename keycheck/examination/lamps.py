"""The lock lamps, one after the other: keycheck has each of them blink, and the person says whether it does."""

from __future__ import annotations

from typing import Final

from keycheck.events.trace import Lamp, LampWord
from keycheck.examination.desk import Desk
from keycheck.examination.step import Answer, Step

WAIT_NS = 20_000_000_000
"""How long somebody may look for a lamp; without an answer nothing is written down of it."""
BLINK_NS = 700_000_000
"""For so long it is lit, and then dark: a lamp that was lit before shows itself too (assumed)."""

_WORDS: Final[dict[Answer, LampWord]] = {"lit": "lit", "not_lit": "not_lit", "no_such_lamp": "no_such_lamp"}


class Lamps:
    """Goes through the lamps that can be switched; what is said of them decides nothing."""

    def __init__(self, desk: Desk, now_ns: int) -> None:
        self._desk = desk
        self._place = 0
        self._began_ns = now_ns
        self._deadline_ns = now_ns + WAIT_NS
        self._lit = True
        desk.enter("free", now_ns)

    def advance(self, now_ns: int) -> bool:
        """Blink; on to the next lamp when nobody has answered for long enough."""
        if now_ns >= self._deadline_ns:
            self._go_on(now_ns)
        self._lit = (now_ns - self._began_ns) // BLINK_NS % 2 == 0
        is_over = self._place >= len(self._desk.plan.lamps)
        if is_over:
            self._desk.plan.wishes.popleft()
        return is_over

    def answer(self, answer: Answer, now_ns: int) -> None:
        if answer == "go_on":
            self._place = len(self._desk.plan.lamps)
        elif self._place < len(self._desk.plan.lamps):
            if answer in _WORDS:
                self._desk.say(Lamp(now_ns, self._desk.plan.lamps[self._place], _WORDS[answer]))
            if answer in _WORDS or answer == "skip":
                self._go_on(now_ns)

    def excuse(self, lost_ns: int) -> None:
        self._deadline_ns += lost_ns

    def step(self) -> Step:
        lamps = self._desk.plan.lamps
        if self._place >= len(lamps):
            return Step("done")
        return Step(
            "lamp",
            key=lamps[self._place],
            place=self._place + 1,
            places=len(lamps),
            deadline_ns=self._deadline_ns,
            lit=self._lit,
        )

    def _go_on(self, now_ns: int) -> None:
        self._place += 1
        self._began_ns = now_ns
        self._deadline_ns = now_ns + WAIT_NS
