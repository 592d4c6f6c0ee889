"""A whole examination of a simulated keyboard by a simulated person, in no time and without a screen."""

from __future__ import annotations

from collections.abc import Sequence

from keycheck import __version__
from keycheck.diagnosis.verdict import RULES
from keycheck.events.trace import Event, Header, Incident, KnownMatrix, Record, Trace
from keycheck.examination.examiner import Examiner
from keycheck.examination.plan import Wish
from keycheck.examination.step import Answer, Step
from keycheck.layouts.matrix import Matrix
from keycheck.session.planted import Planted
from keycheck.simulation.bench import Bench
from keycheck.simulation.scene import Scene, scene_of
from keycheck.simulation.transport import DEVICE

TICK_NS = 100_000_000
"""How far time moves when nothing happens; the examiner's own delays are longer."""


def header_of(scene: Scene, started: str, matrix: Matrix | None = None) -> Header:
    """The header of a simulated examination's trace: always practice."""
    return Header(
        schema="keycheck.trace/1",
        started=started,
        keycheck=__version__,
        rules=RULES,
        practice=True,
        layout=scene.layout.id,
        locale=scene.layout.locale,
        devices=(DEVICE,),
        sources=scene.sources,
        settings=scene.board.settings,
        matrix=None if matrix is None else KnownMatrix(matrix.name, matrix.crossings),
    )


def _scene_of(planted: Planted) -> Scene:
    """All of it, as it stands before the examination."""
    return scene_of(planted.layout, planted.faults, planted.person, planted.seed, planted.named)


class SimulatedExamination:
    """An examination that is moved through its own time by whoever drives it."""

    def __init__(self, planted: Planted | Scene, started: str, wishes: Sequence[Wish] | None = None) -> None:
        """`wishes` are what the person asks for at the end; with None nothing is offered there."""
        scene = _scene_of(planted) if isinstance(planted, Planted) else planted
        self.header = header_of(scene, started, planted.matrix if isinstance(planted, Planted) else None)
        lamps = tuple(scene.board.lamps)
        self.examiner = Examiner(self.header, scene.layout, scene.named, offers=wishes is not None, lamps=lamps)
        self._bench = Bench(scene, wishes or ())
        self._asked = "", ""
        self._records: list[Record] = []
        self._now_ns = 0
        self._follow()

    @property
    def trace(self) -> Trace:
        """What was recorded so far, in its live form."""
        return Trace(self.header, tuple(self._records))

    def advance_to(self, now_ns: int) -> list[Event]:
        """Let everything happen that is due by now; returns the events that the keyboard gave."""
        heard: list[Event] = []
        while (due_ns := self._bench.next_ns) is not None and due_ns <= now_ns and not self.examiner.done:
            self._now_ns = max(self._now_ns, due_ns)
            for act in self._bench.take(due_ns):
                if isinstance(act, Event | Incident):
                    self._hear(act)
                    heard += [act] if isinstance(act, Event) else []
                elif act.is_of_the_end or self.examiner.step.kind != "closing":
                    self.examiner.answer(act.what, act.t)
                self._follow()
        self._now_ns = max(self._now_ns, now_ns)
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

    def _hear(self, event: Event | Incident) -> None:
        if not self.examiner.done:
            self._records.append(event)
            self.examiner.receive(event)

    def _follow(self) -> None:
        """What the examiner said goes into the trace, and the person sees it."""
        said: Sequence[Record] = self.examiner.drain()
        self._records.extend(said)
        turn = self.examiner.turn
        for record in said:
            self._bench.receive(record, led=bool(turn))
        if turn:
            self._bench.look(turn, self._now_ns)
        self._look_at_the_screen(self.examiner.step)

    def _look_at_the_screen(self, step: Step) -> None:
        """What is asked there without a prompt: whether more is wished, and whether a lamp blinks."""
        asked = step.kind, step.key
        if asked == self._asked:
            return
        self._asked = asked
        self._bench.look_away()
        if step.kind == "closing":
            self._bench.read_offers(self._now_ns)
        for lamp in self.examiner.lamps if step.kind == "lamp" else ():
            if lamp == step.key:
                self._bench.look_at_lamp(lamp, self._now_ns)
