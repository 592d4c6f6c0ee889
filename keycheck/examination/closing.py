"""Everything is asked: the result stands as far as it goes, and the person may ask for more."""

from __future__ import annotations

from keycheck.diagnosis.traits import traits
from keycheck.examination.desk import Desk
from keycheck.examination.step import Answer, Step

WAIT_NS = 30_000_000_000
"""How long somebody may take to ask for more; then the report is written."""


class Closing:
    """Offers to test again what has no answer, and the tests that inform and decide nothing."""

    def __init__(self, desk: Desk, now_ns: int) -> None:
        self._desk = desk
        self._deadline_ns = now_ns + WAIT_NS
        self._is_hurried = desk.pace == "too_many_missed"
        # With too many known-good keys missed, no more trials of this examination could decide.
        undecided = () if self._is_hurried else desk.diagnosis.verdict().undecided
        self._open = tuple(item.key for item in undecided)
        self._no_lamps = ""
        self._is_over = False

    def advance(self, now_ns: int) -> bool:
        """Over when the person has chosen, or has not for long enough, and where a key needs trials again."""
        plan = self._desk.plan
        if now_ns >= self._deadline_ns:
            plan.finished = True
        # Where nothing listens no key can be tested: what waits for its test would bring nothing but this offer again.
        is_reopened = self._desk.is_listening and (self._desk.has_open() or bool(plan.nominated))
        return self._is_over or plan.finished or is_reopened

    def answer(self, answer: Answer, now_ns: int) -> None:
        plan = self._desk.plan
        if answer == "go_on":
            plan.finished = True
        elif answer == "again" and self._open:
            self._test_again()
        elif answer == "second_sweep":
            plan.sweep_again = True
        elif answer == "lamps" and not plan.lamps:
            self._no_lamps = plan.no_lamps
            return
        elif answer in ("combinations", "key_repeat", "lamps"):
            plan.wishes.append(answer)
        else:
            return
        self._is_over = True

    def excuse(self, lost_ns: int) -> None:
        self._deadline_ns += lost_ns

    def step(self) -> Step:
        return Step(
            "closing",
            group=self._open,
            deadline_ns=self._deadline_ns,
            operator=self._is_hurried,
            no_lamps=self._no_lamps,
            traits=traits(self._desk.facts),
        )

    def _test_again(self) -> None:
        """One key at a time now: three in a row were too much for an answer."""
        plan = self._desk.plan
        plan.slow = True
        for key in self._open:
            plan.suspects.pop(key, None)
            plan.suspect(key, thorough=self._desk.facts.works(key))
