"""Which three keys arrive together: a design limit of the keyboard, shown to the person and never called a fault."""

from __future__ import annotations

from dataclasses import replace

from keycheck.examination.desk import Desk
from keycheck.examination.step import Answer, Step

THREES = (
    ("KeyW", "KeyA", "Space"),
    ("KeyW", "KeyD", "Space"),
    ("KeyW", "KeyA", "ShiftLeft"),
    ("KeyA", "KeyS", "KeyD"),
    ("ArrowUp", "ArrowLeft", "Space"),
    ("KeyE", "KeyD", "KeyF"),
)
"""What people hold together, from those that hardly any keyboard blocks to one that most do (diagnosis 1.5)."""
WAIT_NS = 10_000_000_000
"""How long a combination is asked for."""
STEADY_NS = 1_500_000_000
"""Two of three keys held for so long, and the third has not arrived: it does not (assumed)."""


class Combinations:
    """Goes through the combinations whose keys all came alone."""

    def __init__(self, desk: Desk, now_ns: int) -> None:
        self._desk = desk
        self._threes = [three for three in THREES if all(key in desk.layout and desk.facts.works(key) for key in three)]
        self._place = 0
        self._deadline_ns = now_ns + WAIT_NS
        self._two_since_ns: int | None = None
        desk.enter("free", now_ns)

    def advance(self, now_ns: int) -> bool:
        """On to the next combination when this one has shown itself, or nobody holds it."""
        if self._place < len(self._threes):
            down = self._desk.hands.down & set(self._three)
            self._two_since_ns = (self._two_since_ns or now_ns) if len(down) == 2 else None
            is_steady = self._two_since_ns is not None and now_ns - self._two_since_ns >= STEADY_NS
            if len(down) == 3 or is_steady:
                self._learn(len(down) == 3)
                self._go_on(now_ns)
            elif now_ns >= self._deadline_ns:
                self._go_on(now_ns)
        is_over = self._place >= len(self._threes)
        if is_over:
            self._desk.plan.wishes.popleft()
        return is_over

    def answer(self, answer: Answer, now_ns: int) -> None:
        if answer == "skip":
            self._go_on(now_ns)
        elif answer == "go_on":
            self._place = len(self._threes)

    def excuse(self, lost_ns: int) -> None:
        self._deadline_ns += lost_ns

    def step(self) -> Step:
        if self._place >= len(self._threes):
            return Step("done")
        return Step(
            "combination",
            group=self._three,
            place=self._place + 1,
            places=len(self._threes),
            deadline_ns=self._deadline_ns,
        )

    @property
    def _three(self) -> tuple[str, ...]:
        return self._threes[self._place]

    def _learn(self, arrived: bool) -> None:
        learned = self._desk.plan.learned
        others = tuple(item for item in learned.combinations if item[0] != self._three)
        self._desk.plan.learned = replace(learned, combinations=(*others, (self._three, arrived)))

    def _go_on(self, now_ns: int) -> None:
        self._place += 1
        self._deadline_ns = now_ns + WAIT_NS
        self._two_since_ns = None
