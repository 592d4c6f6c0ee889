"""A whole examination of a simulated keyboard by a simulated person, in no time and without a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from keycheck import __version__
from keycheck.diagnosis.verdict import RULES
from keycheck.events.trace import Event, Header, Record, Trace
from keycheck.examination.examiner import Examiner
from keycheck.examination.step import Answer
from keycheck.layouts.layout import Layout
from keycheck.simulation.bench import Bench
from keycheck.simulation.fault import Fault
from keycheck.simulation.keyboard import DEVICE, SOURCES
from keycheck.simulation.person import PersonKind

TICK_NS = 100_000_000
"""How far time moves when nothing happens; the examiner's own delays are longer."""


@dataclass(frozen=True, slots=True)
class Planted:
    """What is simulated: the keyboard, what is wrong with it, and who presses."""

    layout: Layout
    faults: tuple[Fault, ...]
    person: PersonKind
    seed: int
    named: tuple[str, ...] = ()
    """The keys that the person says are sometimes at fault."""


def header_of(planted: Planted, started: str) -> Header:
    """The header of a simulated examination's trace: always practice."""
    return Header(
        schema="keycheck.trace/1",
        started=started,
        keycheck=__version__,
        rules=RULES,
        practice=True,
        layout=planted.layout.id,
        locale=planted.layout.locale,
        devices=(DEVICE,),
        sources=SOURCES,
    )


class SimulatedExamination:
    """An examination that is moved through its own time by whoever drives it."""

    def __init__(self, planted: Planted, started: str) -> None:
        self.header = header_of(planted, started)
        self.examiner = Examiner(self.header, planted.layout, planted.named)
        self._bench = Bench(planted.layout, planted.faults, planted.person, planted.seed)
        self._records: list[Record] = []
        self._follow()

    @property
    def trace(self) -> Trace:
        """What was recorded so far, in its live form."""
        return Trace(self.header, tuple(self._records))

    def advance_to(self, now_ns: int) -> list[Event]:
        """Let everything happen that is due by now; returns the events that the keyboard gave."""
        heard: list[Event] = []
        while (due_ns := self._bench.next_ns) is not None and due_ns <= now_ns and not self.examiner.done:
            for act in self._bench.take(due_ns):
                if isinstance(act, Event):
                    self._hear(act)
                    heard.append(act)
                else:
                    self.examiner.answer(act.what, act.t)
                self._follow()
        self.examiner.advance_to(now_ns)
        self._follow()
        return heard

    def answer(self, answer: Answer, now_ns: int) -> None:
        """Somebody who watches clicked in the simulated person's place."""
        self.examiner.answer(answer, now_ns)
        self._follow()

    def nominate(self, key: str) -> None:
        """Somebody who watches named a key."""
        self.examiner.nominate(key)

    def close(self, now_ns: int) -> Trace:
        """The trace, ended here where it was not."""
        self.examiner.interrupt(now_ns)
        self._follow()
        return self.trace

    def run(self) -> Trace:
        """From the start to the end."""
        now_ns = 0
        while not self.examiner.done:
            self.advance_to(now_ns)
            now_ns += TICK_NS
        return self.trace

    def _hear(self, event: Event) -> None:
        if not self.examiner.done:
            self._records.append(event)
            self.examiner.receive(event)

    def _follow(self) -> None:
        """What the examiner said goes into the trace, and the person sees it."""
        said: Sequence[Record] = self.examiner.drain()
        self._records.extend(said)
        for record in said:
            self._bench.receive(record)
