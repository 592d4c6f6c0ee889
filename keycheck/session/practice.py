"""A simulated examination at the pace of a clock, for a screen to show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from keycheck.capture.clock import now_ns
from keycheck.events.trace import Event, Header, Trace
from keycheck.examination.examiner import Examiner
from keycheck.examination.step import Answer, Step
from keycheck.session.planted import Planted
from keycheck.session.simulated import SimulatedExamination


class PracticeExamination:
    """Stands where a live examination stands; its keyboard and its person are simulated, and its trace says so."""

    def __init__(self, planted: Planted, speed: float, on_event: Callable[[Event], None]) -> None:
        """`speed` 2.0 is twice as fast as life."""
        self._simulated = SimulatedExamination(planted, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), wishes=())
        self._speed = speed
        self._on_event = on_event
        self._zero_ns = now_ns()
        self._blurred_ns: int | None = None

    @property
    def header(self) -> Header:
        return self._simulated.header

    @property
    def examiner(self) -> Examiner:
        return self._simulated.examiner

    @property
    def step(self) -> Step:
        """What to ask now."""
        return self.examiner.step

    @property
    def now_ns(self) -> int:
        """The time of the examination, in its own nanoseconds."""
        until = now_ns() if self._blurred_ns is None else self._blurred_ns
        return int((until - self._zero_ns) * self._speed)

    @property
    def listening(self) -> bool:
        return True

    def answer(self, answer: Answer) -> None:
        """The person who watches clicked."""
        self.pump()
        self._simulated.answer(answer, self.now_ns)

    def nominate(self, key: str) -> None:
        """The person who watches named a key."""
        self._simulated.nominate(key)

    def typed(self, name: str) -> None:
        """What the person who watches types is none of the simulated keyboard's."""

    def pump(self) -> None:
        """Let happen what is due."""
        for event in self._simulated.advance_to(self.now_ns):
            self._on_event(event)

    def blur(self) -> None:
        """Nobody is watching: the clock stands still."""
        self._blurred_ns = self._blurred_ns or now_ns()

    def focus(self) -> None:
        """The clock goes on."""
        if self._blurred_ns is not None:
            self._zero_ns += now_ns() - self._blurred_ns
            self._blurred_ns = None

    def close(self) -> Trace:
        """The trace, ended where it was not."""
        return self._simulated.close(self.now_ns)

    def discard(self) -> None:
        """Nothing of a practice run lies on disk."""
