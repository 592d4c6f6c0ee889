"""The application: start, examination, result; and whatever ends it, what was recorded is kept."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App
from textual.message import Message
from textual.worker import WorkerFailed

from keycheck.reports.purchase import Purchase
from keycheck.session.wanted import Wanted

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
    from keycheck.tui.start_screen import Begin, Practise, StartScreen

STDOUT, STDERR = 1, 2
"""Their numbers; Textual paints on the second."""

PRACTICE_FAULT = "dead:Digit5"
"""What the practice keyboard has wrong with it: the story that keycheck is for."""

PICTURE_LEAVES_S = 0.05
"""How long the first picture has to leave: a thread writes it, and whatever is busy here would hold that up."""

FIRST_PICTURE_S = 0.5
"""After so long the first picture stands, and Python looks for garbage again. What was loaded by then stays to the end:
to have Python look through it for what could go can hold up a key by 20 ms (measured)."""


class Concluded(Message):
    """Everything is written."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


class WindowMoved(Message):
    """The system says that the terminal's window came to the front, or went."""

    def __init__(self, in_front: bool) -> None:
        super().__init__()
        self.in_front = in_front


class KeycheckApp(App["Outcome"], inherit_bindings=False):
    """Shows the screens in their order; keys under test reach none of its own bindings, because it has none."""

    CSS_PATH = "keycheck.tcss"
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False

    def __init__(
        self, wanted: Wanted, planted: Planted | None = None, speed: float = 1.0, front: Front | None = None
    ) -> None:
        """Without a `front` the terminal's word alone is trusted, as for a demonstration, which reads no keyboard."""
        super().__init__()
        self._front = front
        self._window_in_front = True
        self._wanted = wanted
        self._planted = planted
        self._speed = speed
        self._purchase = wanted.purchase
        self._ears: Ears | None = None
        self._examination: Driver | None = None
        self._map: Layout | None = None
        self._start_screen: StartScreen | None = None
        self._exam_screen: ExamScreen | None = None
        self.outcome: Outcome | None = None
        """What was concluded, however the application ends after that."""
        self.failure: Exception | None = None
        """What ended the application unforeseen; the command says it in one line."""

    @classmethod
    def of_demo(cls, planted: Planted, speed: float, out: Path | None) -> KeycheckApp:
        """The application that shows one simulated examination and ends."""
        return cls(Wanted(layout_id=planted.layout.id, out=out), planted, speed)

    def on_mount(self) -> None:
        self._heed_signals()
        self.set_timer(FIRST_PICTURE_S, self._settle_memory)
        if self._planted is not None:
            self._open(self._planted)
            return
        from keycheck.tui.start_screen import StartScreen

        self._start_screen = StartScreen(self._wanted, self._listen, self._front)
        self.push_screen(self._start_screen, self._started)

    def on_unmount(self) -> None:
        gc.enable()
        if self._front is not None:
            self._front.stop()
        if self._ears is not None:
            self._ears.stop()

    @property
    def in_front(self) -> bool:
        """Whether the terminal is in front, by its own word and by the system's."""
        return self.app_focus and self._window_in_front

    def on_app_focus(self) -> None:
        if self._front is not None:
            was_untold = self._front.untold
            self._front.terminal_said()
            if was_untold is not None and self._start_screen is not None:
                self._start_screen.tell_again()

    on_app_blur = on_app_focus

    def watch_app_focus(self) -> None:
        """The terminal's word; a key press or a click says so too, where its own word was lost."""
        self._follow_the_front()

    def on_window_moved(self, message: WindowMoved) -> None:
        self._window_in_front = message.in_front
        self._follow_the_front()

    def _follow_the_front(self) -> None:
        if self._exam_screen is not None:
            if self.in_front:
                self._exam_screen.focus_examination()
            else:
                self._exam_screen.blur_examination()

    def _window_moved(self, in_front: bool) -> None:
        """Called in the thread of the system's word: the reading stops before a busy screen has time for it."""
        if not in_front and self._ears is not None:
            self._ears.pause()
        self.post_message(WindowMoved(in_front))

    def on_finished(self, message: Finished) -> None:
        self._write(message.trace)

    def on_concluded(self, message: Concluded) -> None:
        from keycheck.tui.result_screen import ResultScreen

        assert self._map is not None
        self.switch_screen(ResultScreen(message.outcome, self._map))

    @property
    def could_listen(self) -> bool:
        """Whether any source could have listened."""
        if self._ears is None or not self._ears.settled:
            return True
        return any(ear.ready is not None and ear.ready.hears_silence for ear in self._ears.ready)

    @property
    def why_not(self) -> str:
        """Why none could, each with its reason, in one line."""
        failed = self._ears.failed if self._ears is not None else ()
        reasons = "; ".join(f"{ear.name}: {ear.failed.reason}" for ear in failed if ear.failed)
        return reasons or "there is no way to listen on this system"

    def keep_what_there_is(self) -> None:
        """Close and write an examination that was cut off; does nothing where none was running."""
        if self._examination is not None and self._map is not None:
            self._conclude(self._examination.close(), self._map)

    def _listen(self) -> Ears:
        """Start a process for each way to listen; none of them reads a key yet."""
        from keycheck.capture.sources import names
        from keycheck.session.listening import Ears

        self._ears = Ears(self._wanted.sources or names(), self._wanted.elevated)
        return self._ears

    def _started(self, choice: Begin | Practise | None) -> None:
        from keycheck.session.live import LiveExamination
        from keycheck.session.planted import Planted
        from keycheck.simulation.fault import parse_faults
        from keycheck.tui.start_screen import Practise

        if choice is None:
            self.exit()
        elif isinstance(choice, Practise):
            # Practice has no place in the folder that waits for a customer's report.
            self._wanted = replace(self._wanted, out=None)
            self._practise(Planted(choice.layout, parse_faults((PRACTICE_FAULT,), choice.layout), "careful", 1))
        elif self._ears is not None:
            self._purchase = choice.purchase
            if self._front is not None:
                self._front.watch(self._window_moved)
            self._examine(LiveExamination(choice.plan, self._ears, self._heard), choice.plan.layout)

    def _settle_memory(self) -> None:
        gc.freeze()
        gc.enable()

    def _open(self, planted: Planted) -> None:
        """Show the keyboard, and then load what simulates and examines it."""
        from keycheck.tui.opening_screen import OpeningScreen

        opening = OpeningScreen(planted.layout)
        self.push_screen(opening)
        opening.call_after_refresh(opening.set_timer, PICTURE_LEAVES_S, lambda: self._practise(planted))

    def _practise(self, planted: Planted) -> None:
        from keycheck.session.practice import PracticeExamination

        self._purchase = Purchase()
        self._examine(PracticeExamination(planted, self._speed, self._heard), planted.layout)

    def _examine(self, driver: Driver, layout: Layout) -> None:
        from keycheck.tui.exam_screen import ExamScreen

        self._examination, self._map = driver, layout
        self._exam_screen = ExamScreen(driver, layout, in_front=self.in_front)
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
        assert self._map is not None
        self.post_message(Concluded(self._conclude(trace, self._map)))

    def _conclude(self, trace: Trace, layout: Layout) -> Outcome:
        from keycheck.host.machine import this_machine
        from keycheck.session.outcome import conclude

        self.outcome = conclude(trace, layout, this_machine(), self._purchase, self._wanted.out)
        if self._examination is not None:
            self._examination.discard()
            self._examination = None
        return self.outcome

    def _heed_signals(self) -> None:
        """A closed terminal or a shutdown ends the application in order, so that the trace is kept."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGINT"):
            with contextlib.suppress(NotImplementedError, RuntimeError):
                loop.add_signal_handler(getattr(signal, name), self.exit)
        if sys.platform != "win32":
            signal.signal(signal.SIGHUP, lambda number, frame: self._hang_up(loop))

    def _hang_up(self, loop: asyncio.AbstractEventLoop) -> None:
        """End; where the terminal is gone, what is still written goes nowhere: a write that fails would block the end.

        It runs before the SIGCONT that the system sends with it, for which Textual would begin to paint anew.
        """
        if sys.platform == "win32" or loop.is_closed():
            return
        if not os.isatty(STDERR):
            signal.signal(signal.SIGCONT, signal.SIG_IGN)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, STDOUT)
            os.dup2(nowhere, STDERR)
        loop.call_soon_threadsafe(self.exit)

    def _handle_exception(self, error: Exception) -> None:
        """No traceback reaches a person: the command says one line, and keeps the details in a file."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        self.failure = self.failure or (cause if isinstance(cause, Exception) else error)
        self.exit(return_code=1)
