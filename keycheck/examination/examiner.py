"""The examiner: told what was heard, what the person answered and what time it is, it says what to ask next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from keycheck.diagnosis.diagnosis import Diagnosis
from keycheck.events.trace import End, Header, Incident, LampName, Record
from keycheck.examination.agenda import next_stage
from keycheck.examination.confirm import Confirm
from keycheck.examination.desk import Desk
from keycheck.examination.opening import Opening
from keycheck.examination.stage import Stage
from keycheck.examination.step import Answer, Step
from keycheck.layouts.layout import Layout


class Examiner:
    """Leads one examination: opening, sweep, questions about the dark keys, sandwich trials, named keys, end.

    It holds no clock and no device. Whoever drives it passes on every event (`receive`), every click (`answer`) and the
    time (`advance_to`), and takes the records that it adds to the trace (`drain`).
    """

    def __init__(
        self,
        header: Header,
        layout: Layout,
        nominated: Iterable[str] = (),
        offers: bool = False,
        lamps: tuple[LampName, ...] = (),
        no_lamps: str = "",
    ) -> None:
        """`nominated` are keys that the person named; with `offers` more may be asked for at the end.

        `lamps` are those that whoever drives it can switch, as `step` says; `no_lamps` why there are none.
        """
        self.diagnosis = Diagnosis(header, layout)
        self._desk = Desk(header, self.diagnosis, layout)
        self._offers = offers
        self._desk.plan.lamps, self._desk.plan.no_lamps = lamps, no_lamps
        for key in nominated:
            self.nominate(key)
        self._stage: Stage | None = Opening(self._desk, 0)
        self._now_ns = 0

    @property
    def done(self) -> bool:
        """Whether everything is asked."""
        return self._stage is None

    @property
    def layout(self) -> Layout:
        """The map that the examination goes by; another one may take its place until the first sweep is over."""
        return self._desk.layout

    def correct(self, layout: Layout, at_once: bool) -> bool:
        """Another map has more of the keys that arrived: use it at once, or offer it; whether it is used now.

        Once dark keys were asked about, the map stays: no question may lose its key.
        """
        if self._desk.plan.swept or self.done:
            return False
        if at_once:
            self._desk.use(layout)
        else:
            self._desk.plan.offered = layout
        return at_once

    @property
    def lamps(self) -> tuple[LampName, ...]:
        """The lock lamps that can be switched here."""
        return self._desk.plan.lamps

    @property
    def step(self) -> Step:
        """What to ask now."""
        return Step("done") if self._stage is None else self._stage.step()

    @property
    def turn(self) -> str:
        """The key to press now, where one key at a time is asked for; else empty."""
        return self._stage.turn if isinstance(self._stage, Confirm) else ""

    def receive(self, record: Record) -> None:
        """Something was heard, or an incident happened."""
        self.diagnosis.receive(record)
        self._desk.hands.receive(record)
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
            if self._desk.is_deserted(self._now_ns):
                self._end(self._now_ns, "finished")
            elif not self._stage.advance(self._now_ns):
                return
            elif (stage := next_stage(self._desk, self._offers, self._now_ns)) is not None:
                self._stage = stage
            else:
                self._end(self._now_ns, "finished")

    def nominate(self, key: str) -> None:
        """The person says that it is sometimes this key; it is tested when the sweep is over."""
        if key in self.diagnosis.testable():
            self._desk.plan.nominate(key)

    @property
    def nominated(self) -> frozenset[str]:
        """The keys that the person named, and that still wait for their test."""
        waiting = (*self._desk.plan.nominated, *self._desk.plan.paced)
        return frozenset(key for key in waiting if key in self._desk.layout)

    def awaits(self, key: str) -> bool:
        """Whether a test of this key runs, or is still to come."""
        plan = self._desk.plan
        suspect = plan.suspects.get(key)
        is_open = suspect is not None and not self._desk.is_settled(suspect)
        return not self.done and (is_open or any(key in waiting for waiting in (plan.dark, plan.late, plan.paced)))

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
