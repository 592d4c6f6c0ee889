"""The screens without a terminal: what stands on them, what a click does, and a clock that a test moves."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import cast

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Button

from keycheck.events.raw_event import RawEvent
from keycheck.events.trace import Action
from keycheck.examination.step import StepKind
from keycheck.layouts.layout import Layout
from keycheck.reports.report import Purchase
from keycheck.session import live, practice
from keycheck.session.front import Front
from keycheck.session.listening import Ears
from keycheck.session.outcome import Outcome
from keycheck.session.plan import Plan
from keycheck.session.planted import Planted
from keycheck.session.wanted import Wanted
from keycheck.simulation.fault import Fault
from keycheck.tui import exam_screen
from keycheck.tui.app import KeycheckApp
from keycheck.tui.exam_screen import ExamScreen
from keycheck.tui.keyboard_view import KeyboardView
from keycheck.tui.opening_screen import OpeningScreen
from keycheck.tui.result_screen import ResultScreen
from keycheck.tui.start_messages import Begin
from keycheck.tui.start_screen import StartScreen
from tests.session.few_keys import FEW
from tests.session.scripted_ears import ScriptedEar, ScriptedEars
from tests.tui.calm import breathe

S = 1_000_000_000
PATIENCE_S = 20.0
"""How long a test waits for what takes real time."""
LONG_NS = 600 * S
"""An examination that takes longer than this hangs."""

Story = Callable[["Stage"], Awaitable[None]]


class Stage:
    """One application on show."""

    def __init__(self, app: KeycheckApp, clock: Clock) -> None:
        self.app = app
        self.clock = clock
        self.pilot: Pilot[Outcome]

    def play(self, story: Story, size: tuple[int, int] = (80, 24)) -> None:
        """Open the application on a terminal of this size, and let the story happen."""

        async def whole() -> None:
            async with self.app.run_test(size=size) as self.pilot:
                await self.breathe()
                await self._until_the_sources_have_answered()
                await story(self)

        asyncio.run(whole())

    async def _until_the_sources_have_answered(self) -> None:
        end = time.monotonic() + PATIENCE_S
        while not self._is_open:
            assert time.monotonic() < end, "no source has answered"
            await self.pilot.pause(0.01)
        await self.breathe()

    @property
    def _is_open(self) -> bool:
        screen = self.app.screen
        return screen._settled if isinstance(screen, StartScreen) else not isinstance(screen, OpeningScreen)

    @property
    def exam(self) -> ExamScreen:
        screen = self.app.screen
        assert isinstance(screen, ExamScreen), screen
        return screen

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, line by line."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def said(self) -> str:
        """All of it as one line, as a person reads it."""
        return " ".join(self.text.split())

    @property
    def buttons(self) -> dict[str, Button]:
        """The buttons by what stands on them."""
        return {str(button.label): button for button in self.app.screen.query(Button)}

    async def breathe(self) -> None:
        """Everything that was posted is dealt with, and what that has posted too."""
        await breathe(self.pilot)

    async def press(self, *keys: str) -> None:
        """Keys reach the application as a terminal sends them."""
        assert self.app._driver is not None
        for key in keys:
            self.app._driver.send_message(events.Key(key, key if len(key) == 1 else None))
        await self.breathe()

    async def click(self, words: str) -> None:
        """The button that begins so stands there for a mouse to reach, and it is pressed."""
        (button,) = (button for label, button in self.buttons.items() if label.startswith(words))
        assert self.app.screen.get_widget_at(*button.region.center)[0] is button  # type: ignore[arg-type]
        button.press()
        await self.breathe()

    async def click_key(self, code: str) -> None:
        """The mouse is clicked on this key of the picture."""
        picture = self.app.screen.query_one(KeyboardView)
        cell = next(cell for cell in picture._cells if cell.key.code == code)
        assert await self.pilot.click(KeyboardView, offset=(cell.left, cell.top))
        await self.breathe()
        if isinstance(self.app.screen, ExamScreen):
            await self.wait(0)

    def hear(self, key: str, action: Action, source: str = "evdev", unmapped: bool = False) -> None:
        """A source hears this key, 50 ms from now; the system may give it no meaning."""
        self.clock.now_ns += 50_000_000
        ears = self.app._ears
        assert ears is not None
        ears.on_message(source, RawEvent(self.clock.now_ns, key, action, unmapped=unmapped))

    @property
    def ear(self) -> ScriptedEar:
        """The first source of `keycheck test` on the stage."""
        assert self.app._ears is not None
        return cast(ScriptedEar, self.app._ears.all[0])

    async def wait(self, seconds: float) -> None:
        """The time passes for the examination and for the buttons."""
        self.clock.now_ns += int(seconds * S)
        self.exam._pump()
        await self.breathe()

    async def finish(self) -> None:
        """The time passes until the result stands there; the writing of files takes its real time."""
        screen = self.app.screen
        if isinstance(screen, ExamScreen) and not screen._driver.examiner.done:
            await self.until("done")
        end = time.monotonic() + PATIENCE_S
        while not isinstance(self.app.screen, ResultScreen):
            assert time.monotonic() < end, "no result came"
            await self.pilot.pause(0.01)
        await self.breathe()

    async def until(self, kind: StepKind, key: str = "") -> None:
        """The time passes until this is asked."""
        until_ns = self.clock.now_ns + LONG_NS
        exam = self.exam
        while (step := exam._driver.step).kind != kind or key not in ("", step.key):
            assert self.clock.now_ns < until_ns, f"{kind} was never asked, only {step}"
            self.clock.now_ns += S // 5
            exam._pump()
        await self.breathe()


class Clock:
    """Stands in for every clock of the screens and of the examination."""

    def __init__(self) -> None:
        self.now_ns = 1_000 * S

    def monotonic(self) -> float:
        return self.now_ns / S


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(practice, "now_ns", lambda: clock.now_ns)
    monkeypatch.setattr(live, "now_ns", lambda: clock.now_ns)
    monkeypatch.setattr(exam_screen, "monotonic", clock.monotonic)
    # The tests look themselves, whenever they have moved the clock.
    monkeypatch.setattr(exam_screen, "PUMPS_PER_SECOND", 5)
    return clock


class AtOnce(KeycheckApp):
    """`keycheck test` behind its start screen: the examination has begun."""

    CSS_PATH = Path(exam_screen.__file__).with_name("keycheck.tcss")

    def __init__(self, out: Path, ears: ScriptedEars) -> None:
        super().__init__(Wanted(out=out), Planted(FEW, (), "careful", 1))
        self._ears = cast(Ears, ears)

    def _practise(self, planted: Planted) -> None:
        self._started(Begin(Plan(planted.layout, None), Purchase()))


Demo = Callable[..., Stage]
Live = Callable[..., Stage]
Test = Callable[..., Stage]


@pytest.fixture
def demo(clock: Clock, tmp_path: Path) -> Demo:
    """`demo("dead:Digit5", layout=FEW)` is a practice examination on the stage."""

    def made(*specs: str, layout: Layout = FEW) -> Stage:
        faults = tuple(Fault(*spec.split(":")) for spec in specs)  # type: ignore[arg-type]
        planted = Planted(layout, faults, "careful", 1)
        return Stage(KeycheckApp.of_demo(planted, 1.0, tmp_path / "out"), clock)

    return made


@pytest.fixture
def live_of(clock: Clock, tmp_path: Path) -> Live:
    """`live_of(ear())` is an examination of a real keyboard of twenty keys that these sources hear."""
    return lambda *ears: Stage(AtOnce(tmp_path / "out", ScriptedEars(*ears)), clock)


@pytest.fixture
def test_of(clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Test:
    """`test_of(ear())` is `keycheck test` with these sources on the stage."""

    def made(*ears: ScriptedEar, front: Front | None = None, **wanted: object) -> Stage:
        monkeypatch.setattr("keycheck.session.listening.Ears", lambda names, elevated: ScriptedEars(*ears))
        return Stage(KeycheckApp(Wanted(out=tmp_path / "out", **wanted), front=front), clock)  # type: ignore[arg-type]

    return made
