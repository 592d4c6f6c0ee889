"""Every key once, in any order: one pass clears the keys that work and leaves the dark ones to be asked about."""

from __future__ import annotations

from collections import deque

from keycheck.examination.desk import Desk
from keycheck.examination.hands import JAM_NS
from keycheck.examination.step import Answer, Step

IDLE_NS = 15_000_000_000
"""After this long without a press the dark keys are asked about, because the one to say "done" may be the dead one."""
FIRST_PRESS_NS = 60_000_000_000
"""How long to wait for the first press of all."""
LET_GO_NS = JAM_NS + 100_000_000
"""How long the last keys have to come up: after that they are jammed, and asked about."""

LEFT_AT_MOST = 10
"""A second sweep that leaves more keys was not made: nobody's key is looked at closer for it (assumed)."""


class Sweep:
    """Lasts until every key was seen, until the person says so, or until nothing comes any more.

    Where nobody can hear silence, nobody knows which keys are still to come.
    """

    def __init__(self, desk: Desk, now_ns: int) -> None:
        self._desk = desk
        self._is_first = not desk.plan.swept
        self._deadline_ns = now_ns + FIRST_PRESS_NS
        self._heard_ns: int | None = None
        self._whole_ns: int | None = None
        """Since when no key of this map is left to come."""
        self._map = desk.layout
        self._began_ns = now_ns
        self._done = False
        desk.hands.begin_sweep()
        desk.enter("sweep", now_ns)

    def advance(self, now_ns: int) -> bool:
        """Over when every key was seen, or no more are to be expected."""
        self._follow()
        if self._map is not self._desk.layout:
            self._map, self._whole_ns = self._desk.layout, None
        if self._whole_ns is None and not self._left() and self._desk.diagnosis.hears_silence:
            self._whole_ns = now_ns
        if not (self._done or now_ns >= self._deadline_ns or self._is_let_go(now_ns)):
            return False
        self._conclude()
        return True

    def answer(self, answer: Answer, now_ns: int) -> None:
        if answer == "go_on":
            self._done = True
        elif answer == "other_map" and self._is_first and self._desk.plan.offered is not None:
            self._desk.use(self._desk.plan.offered)

    def excuse(self, lost_ns: int) -> None:
        self._deadline_ns += lost_ns

    def step(self) -> Step:
        offered = self._desk.plan.offered
        return Step(
            "sweep",
            deadline_ns=self._deadline_ns,
            left=None if self._is_first else self._left(),
            other_map=offered.name if offered is not None and self._is_first else "",
        )

    def _left(self) -> tuple[str, ...]:
        """The keys still to come; in a second sweep also those that came in the first."""
        dark = self._desk.diagnosis.dark()
        if self._is_first:
            return dark
        pressed = self._desk.hands.pressed
        settled = self._desk.diagnosis.answered("no_such_key") | {f.key for f in self._desk.diagnosis.findings()}
        return tuple(key for key in self._desk.diagnosis.testable() if key not in pressed and key not in settled)

    def _conclude(self) -> None:
        """Dark keys are asked about; a key that came in the first sweep and not in the second is looked at closer."""
        plan, dark = self._desk.plan, self._desk.diagnosis.dark()
        if self._is_first:
            plan.swept = True
            plan.dark = deque(dark)
            return
        left = self._left()
        for key in left if len(left) <= LEFT_AT_MOST else ():
            if key not in dark:
                plan.checked.discard(key)
                plan.check(key)

    def _is_let_go(self, now_ns: int) -> bool:
        """Whether every key was seen and came up again, as far as its release can still be awaited."""
        if self._whole_ns is None:
            return False
        return now_ns >= self._whole_ns + LET_GO_NS or not self._desk.hands.down

    def _follow(self) -> None:
        heard = [ear.last_heard_ns for ear in self._desk.facts.ears.values() if ear.last_heard_ns is not None]
        latest = max(heard, default=None)
        if latest is not None and latest >= self._began_ns and latest != self._heard_ns:
            self._heard_ns = latest
            self._deadline_ns = latest + IDLE_NS
