"""Before anything else: is a key down already? A stuck key spoils every other test, so it is looked for first."""

from __future__ import annotations

from keycheck.examination.desk import Desk
from keycheck.examination.step import Answer, Step

SETTLE_NS = 1_000_000_000
"""Time to take the hands off: whoever started with Enter is still letting it go (of presses .021 % last longer)."""


class Opening:
    """Waits until the hands are off; a key that is down then has to be asked to come up."""

    def __init__(self, desk: Desk, now_ns: int) -> None:
        self._desk = desk
        self._settled_ns = now_ns + SETTLE_NS
        desk.enter("start", now_ns)

    def advance(self, now_ns: int) -> bool:
        """Over when the time to take the hands off is."""
        if now_ns < self._settled_ns:
            return False
        plan = self._desk.plan
        plan.to_let_go = [key for key, sources in self._desk.facts.down.items() if sources]
        plan.asked_to_let_go.update(plan.to_let_go)
        return True

    def answer(self, answer: Answer, now_ns: int) -> None:
        """There is nothing to answer here: the keys themselves do."""

    def excuse(self, lost_ns: int) -> None:
        self._settled_ns += lost_ns

    def step(self) -> Step:
        return Step("start", deadline_ns=self._settled_ns)
