"""A person before the examiner: every step is answered by a script, and everything goes into the trace."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from msgspec.structs import replace

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.diagnosis.verdict import Verdict
from keycheck.events.trace import Incident, LampName, Phase, Prompt, Record, Source, Trace
from keycheck.examination.examiner import Examiner
from keycheck.examination.step import Answer, Step
from keycheck.layouts.layout import Layout
from tests.scenarios import KERNEL, MS, SECOND, SMALL, header
from tests.script import parse

TICK_NS = 50 * MS
LONGEST = 4 * 3600 * SECOND
"""No examination that still runs after this long ends by itself."""

Press = Callable[[str], Mapping[int, str]]
"""Key -> what each source hears when it is pressed."""


class Sitting:
    """Drives an examiner and keeps the time."""

    def __init__(
        self,
        layout: Layout = SMALL,
        sources: tuple[Source, ...] = (KERNEL,),
        dead: Collection[str] = (),
        press: Press | None = None,
        named: Collection[str] = (),
        offers: bool = False,
        unmapped: Collection[str] = (),
        lamps: tuple[LampName, ...] | str = (),
    ) -> None:
        """`dead` are the keys that no source hears; `press` says what is heard of the others: a tap, if None.

        `unmapped` are those to which the system gives no meaning; `lamps` those that can be switched, or why none can.
        """
        self.layout = layout
        self.header = header(layout, sources)
        lit, why_not = ((), lamps) if isinstance(lamps, str) else (lamps, "")
        self.examiner = Examiner(self.header, layout, named, offers, lit, why_not)
        self.t = 0
        self.records: list[Record] = []
        self._dead = frozenset(dead)
        self._unmapped = frozenset(unmapped)
        self._press = press or (lambda key: {source.id: f"d:{key} t:80 u:{key}" for source in sources})
        self._follow()

    @property
    def step(self) -> Step:
        return self.examiner.step

    @property
    def done(self) -> bool:
        return self.examiner.done

    @property
    def trace(self) -> Trace:
        return Trace(self.header, tuple(self.records))

    @property
    def verdict(self) -> Verdict:
        return diagnose(self.trace, self.layout)

    @property
    def prompts(self) -> list[Prompt]:
        return [record for record in self.records if isinstance(record, Prompt)]

    def sandwiches(self, key: str | None = None) -> list[Prompt]:
        return [prompt for prompt in self.prompts if prompt.before is not None and key in (None, prompt.key)]

    @property
    def phases(self) -> list[str]:
        return [record.name for record in self.records if isinstance(record, Phase)]

    def wait(self, ns: int, step_ns: int = TICK_NS) -> Sitting:
        """Let so much time pass, as a screen does: in small steps, where nothing else is said."""
        until = self.t + ns
        while self.t < until:
            self._advance(min(self.t + step_ns, until))
        return self

    def hear(self, heard: str | Mapping[int, str], device: int | None = 0) -> Sitting:
        """These events come in from now on."""
        scripts = heard if isinstance(heard, Mapping) else {source.id: heard for source in self.header.sources}
        events = [event for source, script in scripts.items() for event in parse(script, self.t, source, device)]
        events = [replace(event, unmapped=True) if event.key in self._unmapped else event for event in events]
        for event in sorted(events, key=lambda event: event.t):
            self._advance(event.t)
            if not self.done:
                self.records.append(event)
                self.examiner.receive(event)
                self._follow()
        return self

    def press(self, key: str) -> Sitting:
        """A press of this key, and the time to the next one."""
        return self.hear({} if key in self._dead else self._press(key)).wait(250 * MS)

    def answer(self, answer: Answer) -> Sitting:
        self.examiner.answer(answer, self.t)
        self._follow()
        return self

    def blur(self, ns: int) -> Sitting:
        """Nobody looks and nothing is read for so long."""
        began, self.t = self.t, self.t + ns
        return self if self.done else self.disturb(Incident(began, None, "blur", self.t))

    def disturb(self, incident: Incident) -> Sitting:
        """A disturbance is told, at once or late."""
        self.records.append(incident)
        self.examiner.receive(incident)
        self._follow()
        return self

    def begin(self) -> Sitting:
        """Hands off the keys, until the sweep begins."""
        while self.step.kind in ("start", "release", "tap"):
            self.wait(TICK_NS)
        return self

    def sweep(self, without: Collection[str] = ()) -> Sitting:
        """Every key of the map once, but these; then the person says so."""
        self.begin()
        for key in self.layout.testable:
            if key.code not in without:
                self.press(key.code)
        return self.answer("go_on") if self.step.kind == "sweep" else self

    def take_part(self) -> Sitting:
        """Do what is asked, carefully, to the end; a key that stays dark is there all the same."""
        while not self.done:
            self.act()
        return self

    def act(self) -> None:
        """One step: press what is asked for, and wait until the examiner goes on."""
        step = self.step
        if step.kind == "sweep":
            self.sweep()
        elif step.kind == "question":
            self.press(step.key)
            if self.step == step:
                self.answer("on_keyboard")
        elif step.kind == "quick":
            self.press(step.key)
        elif step.kind == "closing":
            self.answer("go_on")
        elif step.kind == "paced":
            self._press_on_the_beat(step)
        elif step.kind == "sandwich":
            asked = len(self.prompts)
            for key in (step.before, step.key, step.after):
                self.press(key)
            while not self.done and len(self.prompts) == asked and self.step.kind == "sandwich":
                self.wait(TICK_NS)
        else:
            self.wait(TICK_NS)
        assert self.t < LONGEST, f"still asking: {step}"

    def _press_on_the_beat(self, step: Step) -> None:
        assert step.beat_ns is not None
        self.wait(max(0, step.beat_ns - self.t)).hear(self._press(step.key)).wait(100 * MS)

    def _advance(self, now_ns: int) -> None:
        self.t = max(self.t, now_ns)
        self.examiner.advance_to(self.t)
        self._follow()

    def _follow(self) -> None:
        self.records.extend(self.examiner.drain())
