"""Which three keys arrive together: a design limit of the keyboard, told in the report and never called a fault."""

from __future__ import annotations

from keycheck.diagnosis.hold import Hold
from keycheck.diagnosis.traits import is_known
from keycheck.examination.anchors import repeatable
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
LET_GO_NS = 4_000_000_000
"""How long its keys have to come up before the next one is asked for; while one is down, that would show nothing."""
SHIFT_NS = 5_000_000_000
"""A key that desktops watch is held no longer: a Shift that is down for eight seconds turns Slow Keys on."""


class Combinations:
    """Goes through the combinations whose keys all came alone."""

    def __init__(self, desk: Desk, now_ns: int) -> None:
        self._desk = desk
        self._threes = [three for three in THREES if all(key in desk.layout and desk.facts.works(key) for key in three)]
        self._place = -1
        self._hold: Hold | None = None
        self._deadline_ns = now_ns
        self._is_enough = True
        """Whether the keys of this combination are to be let go."""
        self._watched_since_ns: int | None = None
        self._go_on(now_ns)

    def advance(self, now_ns: int) -> bool:
        """On to the next combination when this one has shown itself, or nobody holds it, and its keys are up."""
        while self._place < len(self._threes):
            if not self._is_enough and not self._is_over(now_ns):
                return False
            if not self._is_enough:
                self._is_enough, self._deadline_ns = True, now_ns + LET_GO_NS
            if self._desk.hands.down & set(self._three) and now_ns < self._deadline_ns:
                return False
            self._go_on(now_ns)
        self._desk.enter("free", now_ns)
        self._desk.plan.wishes.popleft()
        return True

    def answer(self, answer: Answer, now_ns: int) -> None:
        if answer == "skip":
            self._is_enough, self._deadline_ns = True, now_ns + LET_GO_NS
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
            valid=int(self._is_enough),
            deadline_ns=self._deadline_ns,
        )

    @property
    def _three(self) -> tuple[str, ...]:
        return self._threes[self._place]

    def _is_over(self, now_ns: int) -> bool:
        down = self._desk.hands.down & set(self._three)
        is_watched = any(not repeatable(key) for key in down)
        self._watched_since_ns = (self._watched_since_ns or now_ns) if is_watched else None
        is_too_long = self._watched_since_ns is not None and now_ns - self._watched_since_ns >= SHIFT_NS
        is_shown = self._hold is not None and is_known(self._desk.facts, self._hold)
        return is_shown or is_too_long or now_ns >= self._deadline_ns

    def _go_on(self, now_ns: int) -> None:
        self._place += 1
        self._watched_since_ns = None
        if self._place < len(self._threes):
            self._is_enough, self._deadline_ns = False, now_ns + WAIT_NS
            self._hold = self._desk.ask_to_hold(self._three, WAIT_NS, now_ns)
