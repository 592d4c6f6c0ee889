"""The examiner: told what was heard, what the person answered and what time it is, it says what to ask next."""

from __future__ import annotations

from typing import Literal

from keycheck.diagnosis.diagnosis import Diagnosis
from keycheck.events.trace import End, Header, Incident, Record
from keycheck.examination.desk import Desk
from keycheck.examination.opening import Opening
from keycheck.examination.stage import Stage
from keycheck.examination.step import Answer, Step
from keycheck.layouts.layout import Layout


class Examiner:
    """Leads one examination: opening, sweep, questions about the dark keys, sandwich trials, end.

    It holds no clock and no device. Whoever drives it passes on every event (`receive`), every click (`answer`) and the
    time (`advance_to`), and takes the records that it adds to the trace (`drain`).
    """

    def __init__(self, header: Header, layout: Layout) -> None:
        self.diagnosis = Diagnosis(header, layout)
        self._desk = Desk(self.diagnosis, layout)
        self._stage: Stage | None = Opening(self._desk, 0)
        self._now_ns = 0

    @property
    def done(self) -> bool:
        """Whether everything is asked."""
        return self._stage is None

    @property
    def step(self) -> Step:
        """What to ask now."""
        return Step("done") if self._stage is None else self._stage.step()

    def receive(self, record: Record) -> None:
        """Something was heard, or an incident happened."""
        self.diagnosis.receive(record)
        if isinstance(record, Incident) and record.source is None and self._stage is not None:
            self._stage.excuse(record.until - record.t)
        self.advance_to(record.t)

    def answer(self, answer: Answer, now_ns: int) -> None:
        """The person answered by mouse."""
        self.advance_to(now_ns)
        if self._stage is None:
            return
        if answer == "stop":
            self._end(self._now_ns, "stopped")
            return
        self._stage.answer(answer, self._now_ns)
        self.advance_to(self._now_ns)

    def advance_to(self, now_ns: int) -> None:
        """It is this late now; time never goes back."""
        self._now_ns = max(self._now_ns, now_ns)
        self.diagnosis.advance_to(self._now_ns)
        while self._stage is not None:
            stage = self._stage.advance(self._now_ns)
            if stage is None:
                self._end(self._now_ns, "finished")
            elif stage is self._stage:
                return
            else:
                self._stage = stage

    def interrupt(self, now_ns: int) -> None:
        """The program is being ended from outside; what was recorded so far stands."""
        if self._stage is not None:
            self._end(max(now_ns, self._now_ns), "interrupted")

    def drain(self) -> tuple[Record, ...]:
        """The records to add to the trace since the last call, in order."""
        return self._desk.drain()

    def _end(self, now_ns: int, reason: Literal["finished", "stopped", "interrupted"]) -> None:
        self._desk.say(End(now_ns, reason))
        self._stage = None
