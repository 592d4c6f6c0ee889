"""A part of the examination: it hears the time and the answers, and says what to ask."""

from __future__ import annotations

from typing import Protocol

from keycheck.examination.step import Answer, Step


class Stage(Protocol):
    """One part; the examiner is in exactly one at a time."""

    def advance(self, now_ns: int) -> bool:
        """Do what is due; whether this part is over."""

    def answer(self, answer: Answer, now_ns: int) -> None:
        """The person answered by mouse; answers that make no sense here are ignored."""

    def excuse(self, lost_ns: int) -> None:
        """The examination was held up for so long; nobody could press, so nobody is out of time."""

    def step(self) -> Step:
        """What to ask now."""
