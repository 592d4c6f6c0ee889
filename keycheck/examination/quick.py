"""A key that came only when it was asked for: eight quick presses; any that stays away starts its test."""

from __future__ import annotations

from keycheck.diagnosis.trial import Trial
from keycheck.events.trace import Prompt
from keycheck.examination.desk import Desk
from keycheck.examination.step import Answer, Step

PRESSES = 8
"""Design: diagnosis, section 5."""
PATIENCE_NS = 15_000_000_000
"""How long the first press may take."""
PAUSE_NS = 1_500_000_000
"""After so long without a press the person has pressed eight times, as far as they are concerned (assumed)."""


class Quick:
    """Goes through the keys that came late; its misses are nobody's word, so they only make suspects."""

    def __init__(self, desk: Desk, now_ns: int) -> None:
        self._desk = desk
        self._trial: Trial | None = None
        self._excused_ns = 0
        desk.enter("confirm", now_ns)

    def advance(self, now_ns: int) -> bool:
        """Ask for the next key when the last one has had its presses; over when none is left."""
        if self._trial is not None:
            came = self._came(self._trial)
            if len(came) < PRESSES and now_ns < self._deadline_ns(self._trial):
                return False
            self._close(missed=len(came) < PRESSES)
        late = self._desk.plan.late
        if not late or self._desk.facts.adrift:
            return True
        window_ns = PATIENCE_NS
        self._excused_ns = 0
        self._trial = self._desk.ask(Prompt(now_ns, self._desk.next_trial(), 1, late[0], window_ns, times=PRESSES))
        return False

    def answer(self, answer: Answer, now_ns: int) -> None:
        if self._trial is not None and answer in ("cannot_press", "skip"):
            self._desk.attest(self._trial, "cannot_press" if answer == "cannot_press" else "skipped", now_ns)
            self._close(missed=False)

    def excuse(self, lost_ns: int) -> None:
        self._excused_ns += lost_ns

    def step(self) -> Step:
        if self._trial is None:
            return Step("done")
        return Step(
            "quick",
            key=self._trial.prompt.key,
            valid=len(self._came(self._trial)),
            needed=PRESSES,
            deadline_ns=self._deadline_ns(self._trial),
        )

    def _came(self, trial: Trial) -> list[int]:
        """When the presses came, as the source tells that heard most of them."""
        downs = [
            [e.t for e in heard if e.action == "down" and e.key == trial.prompt.key] for heard in trial.heard.values()
        ]
        return max(downs, key=len, default=[])

    def _deadline_ns(self, trial: Trial) -> int:
        came = self._came(trial)
        return (came[-1] + PAUSE_NS if came else trial.prompt.t + trial.prompt.window_ns) + self._excused_ns

    def _close(self, missed: bool) -> None:
        key = self._desk.plan.late.popleft()
        self._trial = None
        if missed:
            self._desk.plan.suspect(key, thorough=True)
