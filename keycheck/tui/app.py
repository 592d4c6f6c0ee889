"""The application: start, examination, result; and whatever ends it, what was recorded is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from keycheck.errors import NothingObserves
from keycheck.reports.purchase import Purchase
from keycheck.session.wanted import Wanted
from keycheck.tui.orderly_app import OrderlyApp

# What only a later screen needs is imported there, so that the first one is there sooner.
if TYPE_CHECKING:
    from keycheck.events.trace import Event, Trace
    from keycheck.layouts.layout import Layout
    from keycheck.session.driver import Driver
    from keycheck.session.front import Front
    from keycheck.session.listening import Ears
    from keycheck.session.outcome import Outcome
    from keycheck.session.planted import Planted
    from keycheck.tui.exam_screen import ExamScreen, Finished
    from keycheck.tui.start_messages import Begin, Practise
    from keycheck.tui.start_screen import StartScreen

PRACTICE_FAULT = "dead:Digit5"
"""What the practice keyboard has wrong with it: the story that keycheck is for."""

PICTURE_LEAVES_S = 0.05
"""How long the first picture has to leave: a thread writes it, and whatever is busy here would hold that up."""


class Concluded(Message):
    """Everything is written."""

    def __init__(self, outcome: Outcome, layout: Layout) -> None:
        super().__init__()
        self.outcome = outcome
        self.layout = layout


class KeycheckApp(OrderlyApp["Outcome"], inherit_bindings=False):
    """Shows the screens in their order."""

    def __init__(
        self, wanted: Wanted, planted: Planted | None = None, speed: float = 1.0, front: Front | None = None
    ) -> None:
        """Without a `front` the terminal's word alone is trusted, as for a demonstration, which reads no keyboard."""
        super().__init__(front)
        self._wanted = wanted
        self._planted = planted
        self._speed = speed
        self._purchase = wanted.purchase
        self._ears: Ears | None = None
        self._examination: Driver | None = None
        self._start_screen: StartScreen | None = None
        self._exam_screen: ExamScreen | None = None
        self.outcome: Outcome | None = None
        """What was concluded, however the application ends after that."""

    @classmethod
    def of_demo(cls, planted: Planted, speed: float, out: Path | None) -> KeycheckApp:
        """The application that shows one simulated examination and ends."""
        return cls(Wanted(layout_id=planted.layout.id, out=out), planted, speed)

    def on_mount(self) -> None:
        if self._planted is not None:
            self._open(self._planted)
            return
        from keycheck.tui.start_screen import StartScreen

        self._start_screen = StartScreen(self._wanted, self._listen, self._front)
        self.push_screen(self._start_screen, self._started)

    def on_unmount(self) -> None:
        if self._ears is not None:
            self._ears.stop()

    def stop_reading(self) -> None:
        if self._ears is not None:
            self._ears.pause()

    def front_told(self) -> None:
        if self._start_screen is not None:
            self._start_screen.tell_again()

    def front_moved(self) -> None:
        if self._exam_screen is not None:
            if self.in_front:
                self._exam_screen.focus_examination()
            else:
                self._exam_screen.blur_examination()

    def on_finished(self, message: Finished) -> None:
        self._write(message.trace)

    def on_concluded(self, message: Concluded) -> None:
        from keycheck.tui.result_screen import ResultScreen

        self.switch_screen(ResultScreen(message.outcome, message.layout))

    @property
    def could_listen(self) -> bool:
        """Whether any source could have listened."""
        if self._ears is None or not self._ears.settled:
            return True
        return any(ear.ready is not None and ear.ready.hears_silence for ear in self._ears.ready)

    @property
    def why_not(self) -> NothingObserves:
        """Why none could, each with its reason."""
        from keycheck.session.listening import why_deaf

        return why_deaf(self._ears.all if self._ears is not None else ())

    def keep_what_there_is(self) -> None:
        """Close and write an examination that was cut off; does nothing where none was running."""
        if self._examination is not None:
            trace = self._examination.close()
            self._conclude(trace, self._examination.examiner.layout)

    def _listen(self) -> Ears:
        """Start a process for each way to listen; none of them reads a key yet."""
        from keycheck.capture.sources import usual
        from keycheck.session.listening import Ears

        self._ears = Ears(self._wanted.sources or usual(), self._wanted.elevated)
        return self._ears

    def _started(self, choice: Begin | Practise | None) -> None:
        from keycheck.session.live import LiveExamination
        from keycheck.session.planted import Planted
        from keycheck.simulation.fault import parse_faults
        from keycheck.tui.start_messages import Practise

        if choice is None:
            self.exit()
        elif isinstance(choice, Practise):
            # Practice has no place in the folder that waits for a customer's report.
            self._wanted = replace(self._wanted, out=None)
            self._practise(Planted(choice.layout, parse_faults((PRACTICE_FAULT,), choice.layout), "careful", 1))
        elif self._ears is not None:
            self._purchase = choice.purchase
            self.watch_the_window()
            self._examine(LiveExamination(choice.plan, self._ears, self._heard))

    def _open(self, planted: Planted) -> None:
        """Show the keyboard, and then load what simulates and examines it."""
        from keycheck.tui.opening_screen import OpeningScreen

        opening = OpeningScreen(planted.layout)
        self.push_screen(opening)
        opening.call_after_refresh(opening.set_timer, PICTURE_LEAVES_S, lambda: self._practise(planted))

    def _practise(self, planted: Planted) -> None:
        from keycheck.session.practice import PracticeExamination

        self._purchase = Purchase()
        self._examine(PracticeExamination(planted, self._speed, self._heard))

    def _examine(self, driver: Driver) -> None:
        from keycheck.tui.exam_screen import ExamScreen

        self._examination = driver
        self._exam_screen = ExamScreen(driver, in_front=self.in_front)
        if self._start_screen is None:
            self.switch_screen(self._exam_screen)
        else:
            self.push_screen(self._exam_screen)

    def _heard(self, event: Event) -> None:
        """Called in the threads of the sources, which outlive the screens."""
        if self._exam_screen is not None:
            self._exam_screen.hear(event)

    @work(thread=True)
    def _write(self, trace: Trace) -> None:
        assert self._examination is not None
        layout = self._examination.examiner.layout
        self.post_message(Concluded(self._conclude(trace, layout), layout))

    def _conclude(self, trace: Trace, layout: Layout) -> Outcome:
        from keycheck.host.machine import this_machine
        from keycheck.session.outcome import conclude

        self.outcome = conclude(trace, layout, this_machine(), self._purchase, self._wanted.out, self._wanted.ask)
        if self._examination is not None:
            self._examination.discard()
            self._examination = None
        return self.outcome
