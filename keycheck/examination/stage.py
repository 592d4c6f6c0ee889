"""A part of the examination: it hears the time and the answers, says what to ask, and hands over to the next part."""

from __future__ import annotations

from typing import Protocol

from keycheck.examination.step import Answer, Step


class Stage(Protocol):
    """One part; the examiner is in exactly one at a time."""

    def advance(self, now_ns: int) -> Stage | None:
        """Do what is due; the stage to go on with (itself while it lasts), or None when all is asked."""

    def answer(self, answer: Answer, now_ns: int) -> None:
        """The person answered by mouse; answers that make no sense here are ignored."""

    def excuse(self, lost_ns: int) -> None:
        """The examination was held up for so long; nobody could press, so nobody is out of time."""

    def step(self) -> Step:
        """What to ask now."""
