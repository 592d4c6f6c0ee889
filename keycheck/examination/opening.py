"""Before anything else: is a key down already? A stuck key spoils every other test, so it is looked for first."""

from __future__ import annotations

from typing import Literal

from keycheck.events.trace import Phase, Prompt
from keycheck.examination.desk import Desk
from keycheck.examination.stage import Stage
from keycheck.examination.step import Answer, Step
from keycheck.examination.sweep import Sweep

SETTLE_NS = 1_500_000_000
"""Time to take the hands off: whoever started with Enter is still letting it go."""
RELEASE_NS = 2_000_000_000
"""How long a key has to come up after the prompt (design: diagnosis 1.4)."""
ASKED_MOST = 4
"""How often a key is asked to come up; twice undisturbed is enough."""


class Opening:
    """Waits until all keys are up; asks twice for each that stays down, the second time to press it and let go."""

    def __init__(self, desk: Desk, now_ns: int) -> None:
        self._desk = desk
        self._settled_ns = now_ns + SETTLE_NS
        self._asked: dict[str, int] = {}
        self._open: Prompt | None = None
        desk.say(Phase(now_ns, "start"))

    def advance(self, now_ns: int) -> Stage | None:
        """Ask for the next key that is down; go on to the sweep when none is left to ask for."""
        if now_ns < self._settled_ns:
            return self
        if self._open is not None and not self._is_over(self._open, now_ns):
            return self
        key = next((key for key in self._down() if self._is_unsettled(key)), None)
        if key is None:
            return Sweep(self._desk, now_ns)
        self._ask(key, now_ns)
        return self

    def excuse(self, lost_ns: int) -> None:
        self._settled_ns += lost_ns

    def answer(self, answer: Answer, now_ns: int) -> None:
        """There is nothing to answer here: the keys themselves do."""

    def step(self) -> Step:
        if self._open is None:
            return Step("start", deadline_ns=self._settled_ns)
        return Step(
            "release" if self._open.ask == "release" else "tap",
            key=self._open.key,
            deadline_ns=self._open.t + self._open.window_ns,
        )

    def _down(self) -> list[str]:
        return [key for key, sources in self._desk.facts.down.items() if sources]

    def _is_unsettled(self, key: str) -> bool:
        return self._asked.get(key, 0) < ASKED_MOST and len(self._desk.facts.releases(key)) < 2

    def _is_over(self, prompt: Prompt, now_ns: int) -> bool:
        return prompt.key not in self._down() or now_ns > prompt.t + prompt.window_ns

    def _ask(self, key: str, now_ns: int) -> None:
        self._asked[key] = self._asked.get(key, 0) + 1
        ask: Literal["release", "tap"] = "release" if self._asked[key] == 1 else "tap"
        self._open = Prompt(now_ns, self._desk.next_trial(), self._asked[key], key, RELEASE_NS, ask=ask)
        self._desk.ask(self._open)
