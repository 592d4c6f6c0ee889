"""The port between a screen and an examination that runs: live or practice."""

from __future__ import annotations

from typing import Protocol

from keycheck.events.trace import Header, Trace
from keycheck.examination.examiner import Examiner
from keycheck.examination.step import Answer, Step


class Driver(Protocol):
    """An examination that a screen shows; it is moved on by `pump`, called some thirty times a second."""

    @property
    def header(self) -> Header: ...

    @property
    def examiner(self) -> Examiner: ...

    @property
    def step(self) -> Step:
        """What to ask now."""

    @property
    def now_ns(self) -> int:
        """The time of the examination, in its own nanoseconds."""

    @property
    def listening(self) -> bool:
        """Whether any source is left that listens."""

    def answer(self, answer: Answer) -> None:
        """The person clicked."""

    def nominate(self, key: str) -> None:
        """The person clicked on a key of the picture: it fails sometimes."""

    def typed(self, name: str) -> None:
        """The terminal got something by this name, or this sign."""

    def pump(self) -> None:
        """Hand over what was heard, and let the time pass."""

    def blur(self) -> None:
        """The screen is no longer in front: read nothing any more."""

    def focus(self) -> None:
        """The screen is in front again."""

    def close(self) -> Trace:
        """Stop listening, and end the trace where it was not."""

    def discard(self) -> None:
        """The trace was sealed and kept; forget its live form."""
