"""A key that the person named: twenty presses on a beat, in which doubled presses show."""

from __future__ import annotations

from keycheck.events.trace import BEAT_LEAD_NS, BEAT_NS, Prompt
from keycheck.examination.desk import Desk
from keycheck.examination.step import Answer, Step

PRESSES = 20
"""Beats on which the key is to come (design: diagnosis 1.3)."""
BEATS_AT_MOST = 30
"""A beat on which nobody pressed is no press; so many are offered."""
MISSED_IN_A_ROW = 6
"""After so many beats in a row without a press nobody is pressing."""
MISSED_TOO_OFTEN = 2
"""So many beats without a press prove nothing, but call for sandwiches again; one is a slip (assumed)."""
MORE_TRIALS = 10
"""Sandwiches that a named key gets then; misses come in runs, and the first ones may have met none (assumed)."""
READY_NS = 2_000_000_000
"""Time to find the key before the first beat (assumed)."""


class Paced:
    """Beats for the first key that waits for them: one prompt a beat, whose silence means nothing."""

    def __init__(self, desk: Desk, now_ns: int) -> None:
        self._desk = desk
        self._key = desk.plan.paced[0]
        desk.plan.asked_on_beat.add(self._key)
        self._beat_ns = now_ns + READY_NS
        self._beats = 0
        self._came: list[bool] = []
        self._is_left = False
        desk.enter("nominated", now_ns)

    def advance(self, now_ns: int) -> bool:
        """Open the next beat when it is due."""
        if now_ns < self._beat_ns - BEAT_LEAD_NS:
            return False
        if self._beats:
            self._came.append(self._is_heard())
        if self._is_enough():
            self._conclude()
            return True
        self._beats += 1
        self._desk.ask(Prompt(now_ns, self._desk.next_trial(), 1, self._key, BEAT_NS))
        self._beat_ns += BEAT_NS
        return False

    def answer(self, answer: Answer, now_ns: int) -> None:
        if answer in ("skip", "cannot_press"):
            self._came = [False] * MISSED_IN_A_ROW
            self._is_left = True

    def excuse(self, lost_ns: int) -> None:
        self._beat_ns += lost_ns

    def step(self) -> Step:
        return Step("paced", key=self._key, valid=sum(self._came), needed=PRESSES, beat_ns=self._beat_ns)

    def _conclude(self) -> None:
        """A key that stayed away from several beats is asked for in sandwiches again, which tell it from the person."""
        plan = self._desk.plan
        plan.paced.popleft()
        suspect = plan.suspects.get(self._key)
        if suspect is not None and not self._is_left and self._came.count(False) >= MISSED_TOO_OFTEN:
            suspect.trials_due = self._desk.count(self._key).trials + MORE_TRIALS

    def _is_heard(self) -> bool:
        trial = self._desk.facts.trials[-1]
        return any(e.action == "down" and e.key == self._key for heard in trial.heard.values() for e in heard)

    def _is_enough(self) -> bool:
        is_left = len(self._came) >= MISSED_IN_A_ROW and not any(self._came[-MISSED_IN_A_ROW:])
        is_done = sum(self._came) >= PRESSES or self._beats >= BEATS_AT_MOST
        return is_done or is_left or self._desk.is_found(self._key)
