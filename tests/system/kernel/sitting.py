"""Runs inside the guest: an examination by the code of the session, without a screen, and the person who sits at it.

A screen of text is slow where the processor is emulated; one test has it, the others do without.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from keycheck.capture.source import FoundDevice
from keycheck.events.trace import Event, Incident, Record
from keycheck.examination.step import Answer, Step
from keycheck.host.machine import this_machine
from keycheck.layouts.layout import Layout
from keycheck.reports.report import Purchase
from keycheck.session.listening import Ears
from keycheck.session.live import LiveExamination
from keycheck.session.machine_settings import settings_here
from keycheck.session.outcome import Outcome, conclude
from keycheck.session.plan import Plan
from keycheck.session.wanted import Wanted

PUMP_S = 0.03
"""As often as the screen does it."""
FINGER_S = 0.1
"""What a finger takes from one key to the next."""
TAP_S = 0.02
"""From key to key in the sweep: faster than any person, and slower than the kernel throws events away."""
LATE_S = 0.3
"""How late what was pressed may be known: events wait for those of slower sources."""
PATIENCE_S = 60

Press = Callable[[str], None]
"""Presses the key of a W3C code and lets it go."""


class Sitting:
    """One examination of one keyboard, listened to by these sources."""

    def __init__(self, device: str, sources: Sequence[str], layout: Layout) -> None:
        self._layout = layout
        self._ears = Ears(sources)
        self._wait(lambda: self._ears.settled)
        assert not self._ears.failed, [(ear.name, ear.failed) for ear in self._ears.failed]
        self.keyboard: FoundDevice | None = Wanted(device_id=device).choose_device(self._ears.devices)
        plan = Plan(layout, self.keyboard, settings_here())
        self._heard: list[Event] = []
        self._examination = LiveExamination(plan, self._ears, self._heard.append)
        self._asked = 0
        self.until(lambda: self.step.kind == "sweep")

    @property
    def step(self) -> Step:
        return self._examination.step

    @property
    def records(self) -> list[Record]:
        """What the examination has taken in so far."""
        return self._examination._records

    def incidents(self, what: str) -> list[Incident]:
        """The incidents of this kind so far."""
        return [record for record in self.records if isinstance(record, Incident) and record.what == what]

    def heard(self, key: str) -> set[int]:
        """The sources that heard this key go down."""
        return {event.source for event in self._heard if event.key == key and event.action == "down"}

    def until(self, come_true: Callable[[], object]) -> None:
        """Let the examination go on until this has come true."""

        def looked() -> object:
            self._examination.pump()
            return come_true()

        self._wait(looked)

    def sweep(self, press: Press, without: Sequence[str] = ()) -> None:
        """Press every key of the map once, but these; say that no other arrives."""
        for key in self._layout.testable:
            if key.code not in without:
                press(key.code)
                time.sleep(TAP_S)
        time.sleep(LATE_S)
        self._examination.pump()
        if self.step.kind == "sweep":
            self._examination.answer("go_on")

    def say(self, answer: Answer) -> None:
        """Click."""
        self._examination.answer(answer)

    def answer(self, press: Press, dead: Sequence[str] = (), instead: Press = lambda code: None) -> int:
        """Do what is asked until the end; how many sandwiches there were. `instead` is done for the dead keys."""
        sandwiches = 0
        while not self._examination.examiner.done:
            self._examination.pump()
            if self.step.kind == "question":
                self._examination.answer("on_keyboard")
            elif self.step.kind == "sandwich" and self._is_new():
                sandwiches += 1
                for code in (self.step.before, self.step.key, self.step.after):
                    (instead if code in dead else press)(code)
                    time.sleep(FINGER_S)
            time.sleep(PUMP_S)
        return sandwiches

    def end(self, folder: Path) -> Outcome:
        """Stop listening, and leave behind what an examination leaves."""
        if not self._examination.examiner.done:
            self._examination.answer("stop")
        outcome = conclude(self._examination.close(), self._layout, this_machine(), Purchase(), folder)
        self._examination.discard()
        self._ears.stop()
        return outcome

    def _is_new(self) -> bool:
        """Whether this trial was not answered yet."""
        asked, self._asked = self._asked, self._examination.examiner.diagnosis.facts.trials[-1].prompt.trial
        return asked != self._asked

    def _wait(self, come_true: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not come_true():
            assert time.monotonic() < end, "it did not come"
            time.sleep(PUMP_S)
