"""A key that came only in its trial, or stayed away as a known-good one: eight quick presses, before it is tested."""

from __future__ import annotations

from keycheck.diagnosis.trial import Trial
from keycheck.events.trace import Prompt
from keycheck.examination.desk import Desk
from keycheck.examination.presses import PAUSE_NS, PRESSES, came, is_paused, is_whole, missing
from keycheck.examination.step import Answer, Step

PATIENCE_NS = 15_000_000_000
"""How long the first press may take."""


class Quick:
    """Goes through these keys; a press that stays away is nobody's word, so it only makes a suspect."""

    def __init__(self, desk: Desk, now_ns: int) -> None:
        self._desk = desk
        self._trial: Trial | None = None
        self._excused_ns = 0
        desk.enter("confirm", now_ns)

    def advance(self, now_ns: int) -> bool:
        """Ask for the next key when the last one has had its presses; over when none is left."""
        if self._trial is not None:
            whole = is_whole(self._trial)
            if not whole and now_ns < self._deadline_ns(self._trial) and not is_paused(self._trial, now_ns):
                return False
            self._close(missing(self._trial))
        late = self._desk.plan.late
        if not late or not self._desk.is_listening:
            return True
        self._excused_ns = 0
        self._trial = self._desk.ask(Prompt(now_ns, self._desk.next_trial(), 1, late[0], PATIENCE_NS, times=PRESSES))
        return False

    def answer(self, answer: Answer, now_ns: int) -> None:
        if self._trial is not None and answer in ("cannot_press", "skip"):
            self._desk.attest(self._trial, "cannot_press" if answer == "cannot_press" else "skipped", now_ns)
            self._close(missed=0)

    def excuse(self, lost_ns: int) -> None:
        self._excused_ns += lost_ns

    def step(self) -> Step:
        if self._trial is None:
            return Step("done")
        return Step(
            "quick",
            key=self._trial.prompt.key,
            valid=len(came(self._trial)),
            needed=PRESSES,
            deadline_ns=self._deadline_ns(self._trial),
        )

    def _deadline_ns(self, trial: Trial) -> int:
        times = came(trial)
        return (times[-1] + PAUSE_NS if times else trial.prompt.t + PATIENCE_NS) + self._excused_ns

    def _close(self, missed: int) -> None:
        key = self._desk.plan.late.popleft()
        self._trial = None
        if missed:
            self._desk.plan.doubt(key, missed)
