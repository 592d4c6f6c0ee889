"""A keyboard is learned with its own keys and a mouse; the mouse alone suffices, and no key does anything else."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import monotonic
from typing import cast

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Button, OptionList

from keycheck.capture.clock import now_ns
from keycheck.capture.pipe import Failed, Listening, Ready
from keycheck.events.raw_event import RawEvent
from keycheck.host.foreground import SILENT
from keycheck.layouts.layout import Layout
from keycheck.layouts.learning.drawn import About
from keycheck.layouts.library import load
from keycheck.layouts.rows import rows_of
from keycheck.session.front import Front
from keycheck.session.learning import HOLD_NS
from keycheck.session.listening import Ears
from keycheck.session.notebook import Notebook
from keycheck.session.wanted import Wanted
from keycheck.tui import learn_screen
from keycheck.tui.add_key_screen import AddKeyScreen
from keycheck.tui.keyboard_view import KeyboardView
from keycheck.tui.learn_app import LearnApp
from keycheck.tui.learn_screen import LearnScreen
from keycheck.tui.learn_words import looking
from keycheck.tui.odd_screen import OddScreen
from tests.session.scripted_ears import BUILT_IN, ScriptedEar, ScriptedEars
from tests.tui.calm import breathe
from tests.tui.stage import PATIENCE_S

Story = Callable[["Desk"], Awaitable[None]]


class Untold:
    """Stands where a `Front` stands of a terminal that never says when it is in front."""

    untold = SILENT

    def stop(self) -> None:
        """Nothing was begun."""

    def terminal_said(self) -> None:
        """It never does."""


class Desk:
    """A laptop that is learned."""

    def __init__(
        self,
        name: str = "Acme Book 14",
        ear: ScriptedEar | None = None,
        front: Untold | None = None,
        device_id: str | None = None,
    ) -> None:
        self.ear = ear or ScriptedEar("evdev", Ready("w3c", "kernel", 1000))
        self.book = Notebook(About(name, "laptop", "us"))
        ears = cast(Ears, ScriptedEars(self.ear))
        self.app = LearnApp(self.book, Wanted(device_id=device_id), lambda: ears, cast("Front | None", front))
        self.ears = ears
        self.pilot: Pilot[Layout]

    def play(self, story: Story, size: tuple[int, int] = (80, 24)) -> Layout | None:
        async def whole() -> None:
            async with self.app.run_test(size=size) as self.pilot:
                await self.until(lambda: self.has_answer or not self.app.is_running)
                self.ears.on_message("evdev", Listening(now_ns()))
                await self.breathe()
                await story(self)

        asyncio.run(whole())
        return self.app.return_value

    @property
    def has_answer(self) -> bool:
        """Whether the sources have said whether they can listen."""
        screen = self.app.screen
        return isinstance(screen, LearnScreen) and screen._instead != looking()

    async def until(self, come_true: Callable[[], bool]) -> None:
        end = monotonic() + PATIENCE_S
        while not come_true():
            assert monotonic() < end, "it did not come"
            await self.pilot.pause(0.01)

    async def breathe(self) -> None:
        """Everything that was posted is dealt with, and what that has posted too."""
        await breathe(self.pilot)

    async def press(self, *codes: str) -> None:
        """The keys go down and up, and the moment is over in which they are held back."""
        start = now_ns() - HOLD_NS - 1_000_000_000
        for number, code in enumerate(codes):
            for action in ("down", "up"):
                self.ears.on_message("evdev", RawEvent(start + number, code, action))  # type: ignore[arg-type]
        if isinstance(self.app.screen, LearnScreen):
            self.app.screen._look()
        await self.breathe()

    async def type(self, key: str) -> None:
        """A key reaches the application through the terminal."""
        assert self.app._driver is not None
        self.app._driver.send_message(events.Key(key, key if len(key) == 1 else None))
        await self.breathe()

    async def click(self, words: str) -> None:
        (button,) = (b for b in self.app.screen.query(Button) if str(b.label) == words)
        assert self.app.screen.get_widget_at(*button.region.center)[0] is button  # type: ignore[arg-type]
        assert await self.pilot.click(button)
        await self.breathe()

    async def click_starting(self, words: str) -> None:
        """The button whose words begin so, in whatever language."""
        (label,) = (str(b.label) for b in self.app.screen.query(Button) if str(b.label).startswith(words))
        await self.click(label)

    async def click_key(self, code: str) -> None:
        cell = next(cell for cell in self.app.screen.query_one(KeyboardView)._cells if cell.key.code == code)
        assert await self.pilot.click(KeyboardView, offset=(cell.left, cell.top))
        await self.breathe()

    async def add(self, code: str) -> None:
        await self.click("Add a key")
        options = self.app.screen.query_one(OptionList)
        options.highlighted = next(n for n in range(options.option_count) if options.get_option_at_index(n).id == code)
        options.action_select()
        await self.breathe()

    @property
    def said(self) -> str:
        return " ".join(" ".join(strip.text for strip in self.app.screen._compositor.render_strips()).split())

    @property
    def rows(self) -> list[list[str]]:
        return [[key.code for key in row] for row in self.book.sketch.rows]


def test_a_laptop_is_learned_row_by_row_and_its_dead_and_silent_keys_are_added_by_mouse() -> None:
    laptop = load("laptop-13-ansi")
    desk = Desk()

    async def story(desk: Desk) -> None:
        for number, row in enumerate(rows_of(laptop.keys)):
            await desk.press(*(key.code for key in row if key.code not in ("Fn", "KeyD")))
            if number == 0:
                await desk.click("End of row")
        assert "78 keys in 6 rows" not in desk.said
        await desk.add("Fn")
        await desk.click_key("KeyS")
        await desk.add("KeyD")
        await desk.click("Save the map")

    learned = desk.play(story)
    assert learned is not None
    assert [(key.code, key.x, key.y, key.w, key.unseen) for key in learned.keys] == [
        (key.code, key.x, key.y, key.w, key.unseen) for row in rows_of(laptop.keys) for key in row
    ]


def test_the_mouse_alone_draws_a_whole_row_and_corrects_it() -> None:
    async def story(desk: Desk) -> None:
        for code in ("KeyQ", "KeyW", "KeyE"):
            await desk.add(code)
        await desk.click_key("KeyE")
        await desk.click("◄ Move")
        await desk.click("Wider")
        await desk.click("Wider")
        await desk.click("More gap")
        assert desk.rows == [["KeyQ", "KeyE", "KeyW"]]
        assert (desk.book.layout.key("KeyE").w, desk.book.layout.key("KeyW").x) == (1.5, 4.25)
        await desk.click("Height")
        assert desk.book.layout.key("KeyE").h == 0.5
        await desk.click("Remove")
        assert desk.rows == [["KeyQ", "KeyW"]]
        await desk.click("Undo")
        await desk.click("Undo")
        assert (desk.book.layout.key("KeyE").h, desk.rows) == (1.0, [["KeyQ", "KeyE", "KeyW"]])

    Desk().play(story)


def test_no_key_does_anything_on_the_screen() -> None:
    async def story(desk: Desk) -> None:
        await desk.press("KeyA")
        for key in ("enter", "space", "tab", "escape", "ctrl+q", "ctrl+p", "f1", "a"):
            await desk.type(key)
        assert desk.rows == [["KeyA"]]
        assert desk.app.is_running
        await desk.click("Add a key")
        for key in ("enter", "escape", "down"):
            await desk.type(key)
        assert isinstance(desk.app.screen, AddKeyScreen)

    Desk().play(story)


def test_a_chord_three_times_leaves_and_what_was_learned_is_gone_on_with() -> None:
    async def leave(desk: Desk) -> None:
        await desk.press("KeyA", "KeyS")
        for _ in range(3):
            await desk.type("ctrl+c")

    async def look(desk: Desk) -> None:
        assert "This goes on with what was learned before." in desk.said
        assert desk.rows == [["KeyA", "KeyS"]]
        await desk.click("Go on later")

    assert Desk().play(leave) is None
    assert Desk().play(look) is None


def test_what_is_odd_is_told_before_the_map_is_saved() -> None:
    async def story(desk: Desk) -> None:
        await desk.press("KeyA", "KeyS")
        await desk.click("Save the map")
        assert isinstance(desk.app.screen, OddScreen)
        assert "There is no Enter." in desk.said
        await desk.click("Correct it")
        assert desk.app.is_running
        await desk.click("Save the map")
        await desk.click("Save the map as it is")

    learned = Desk().play(story)
    assert learned is not None
    assert [key.code for key in learned.keys] == ["KeyA", "KeyS"]


def test_what_comes_is_told() -> None:
    async def story(desk: Desk) -> None:
        await desk.press("KeyA")
        assert "A came." in desk.said
        await desk.press("KeyA")
        assert "A is there already, in row 1." in desk.said
        await desk.press("Mystery")
        assert "A key came that no table knows (Mystery)." in desk.said
        await desk.press("KeyS", "KeyD", "KeyF", "KeyG", "Tab")
        assert "A new row begins with Tab." in desk.said

    Desk().play(story)


def test_nothing_is_read_while_another_window_is_in_front() -> None:
    async def story(desk: Desk) -> None:
        assert desk.ear.reading
        desk.app.app_focus = False
        await desk.breathe()
        assert not desk.ear.reading
        assert "Nothing is read while another window is in front." in desk.said
        await desk.press("KeyA")
        assert desk.rows == [[]]
        desk.app.app_focus = True
        await desk.breathe()
        assert desk.ear.reading

    Desk().play(story)


def test_a_terminal_that_never_says_when_it_is_in_front_lets_nobody_listen() -> None:
    async def story(desk: Desk) -> None:
        assert not desk.ear.told
        assert "Nothing here can listen to the keyboard" in desk.said
        await desk.add("KeyA")
        assert desk.rows == [["KeyA"]]

    desk = Desk(front=Untold())
    desk.play(story)
    assert desk.app.why_not is not None
    assert SILENT.why in str(desk.app.why_not)


def test_why_nothing_can_listen_is_told() -> None:
    ear = ScriptedEar("evdev", Ready("w3c", "kernel", 1000))
    ear.ready, ear.failed = None, Failed("no access to /dev/input")

    async def story(desk: Desk) -> None:
        assert "evdev: no access to /dev/input" in desk.said

    Desk(ear=ear).play(story)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_all_that_can_be_clicked_stands_on_the_screen(size: tuple[int, int]) -> None:
    async def story(desk: Desk) -> None:
        for row in rows_of(load("laptop-15-ansi").keys):
            await desk.press(*(key.code for key in row if key.unseen is None))
        await desk.click_key("KeyA")
        for button in desk.app.screen.query(Button):
            assert not button.disabled
            assert desk.app.screen.get_widget_at(*button.region.center)[0] is button  # type: ignore[arg-type]

    Desk().play(story, size)


def test_the_draft_lies_in_the_data_folder_until_the_map_is_saved(data: Path) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("KeyA")

    Desk().play(story)
    assert [file.name for file in data.iterdir()] == ["acme-book-14.sketch.json"]


def test_a_screen_that_nobody_touches_ends_by_itself_and_keeps_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(desk: Desk) -> None:
        await desk.press("KeyA")
        monkeypatch.setattr(learn_screen, "LEAVES_AFTER_S", 0.0)
        await desk.until(lambda: not desk.app.is_running)

    assert Desk().play(story) is None
    assert [key.code for key in Notebook(About("Acme Book 14", "laptop", "us")).sketch.keys] == ["KeyA"]


def test_a_source_that_is_lost_is_told_and_the_mouse_goes_on() -> None:
    async def story(desk: Desk) -> None:
        desk.ear.fail("pulled out")
        await desk.until(lambda: "Nothing listens to the keyboard any more." in desk.said)
        await desk.add("KeyA")
        assert desk.rows == [["KeyA"]]

    Desk().play(story)


def test_a_keyboard_that_is_not_there_ends_it_with_those_that_are() -> None:
    desk = Desk(ear=ScriptedEar("evdev", Ready("w3c", "kernel", 1000, devices=(BUILT_IN,))), device_id="nosuch")

    async def story(desk: Desk) -> None:
        assert not desk.app.is_running

    desk.play(story)
    assert "AT keyboard" in str(desk.app.failure)
