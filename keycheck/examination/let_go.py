"""A key that is down and should not be: asked to come up, and asked again to be pressed and let go."""

from __future__ import annotations

from typing import Literal

from keycheck.diagnosis.judgement import RELEASE_NS
from keycheck.events.asked import SWEPT
from keycheck.events.trace import Prompt
from keycheck.examination.desk import Desk
from keycheck.examination.step import Answer, Step

ASKED_MOST = 4
"""How often a key is asked to come up; twice undisturbed is enough."""


class LetGo:
    """Asks twice for each key that stays down, the second time to press it and let go: that heals a lost release."""

    def __init__(self, desk: Desk, now_ns: int) -> None:
        self._desk = desk
        self._asked = 0
        self._open: Prompt | None = None
        if desk.phase in SWEPT:
            desk.enter("confirm", now_ns)

    def advance(self, now_ns: int) -> bool:
        """Ask for the first key again while it is down, then for the next; over when none is left to ask for."""
        waiting = self._desk.plan.to_let_go
        if self._open is not None and not self._is_over(self._open, now_ns):
            return False
        while waiting:
            if self._is_unsettled(waiting[0]):
                self._ask(waiting[0], now_ns)
                return False
            waiting.pop(0)
            self._asked = 0
        return True

    def answer(self, answer: Answer, now_ns: int) -> None:
        """There is nothing to answer here: the keys themselves do."""

    def excuse(self, lost_ns: int) -> None:
        """A prompt across which the time was lost does not count, and is asked again."""

    def step(self) -> Step:
        if self._open is None:
            return Step("start")
        return Step(
            "release" if self._open.ask == "release" else "tap",
            key=self._open.key,
            deadline_ns=self._open.t + self._open.window_ns,
        )

    def _is_down(self, key: str) -> bool:
        return bool(self._desk.facts.down.get(key))

    def _is_unsettled(self, key: str) -> bool:
        wanted = self._is_down(key) or (self._asked == 0 and key in self._desk.hands.down)
        return wanted and self._asked < ASKED_MOST and len(self._desk.facts.releases(key)) < 2

    def _is_over(self, prompt: Prompt, now_ns: int) -> bool:
        return not self._is_down(prompt.key) or now_ns > prompt.t + prompt.window_ns

    def _ask(self, key: str, now_ns: int) -> None:
        self._asked += 1
        ask: Literal["release", "tap"] = "release" if self._asked == 1 else "tap"
        self._open = Prompt(now_ns, self._desk.next_trial(), self._asked, key, RELEASE_NS, ask=ask)
        self._desk.ask(self._open)
