"""The result: one sentence, what it rests on, where the report lies; it closes by key, by mouse and by time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Button

from keycheck.events.trace import Setting
from keycheck.layouts.layout import Layout
from keycheck.session import outcome as outcome_module
from keycheck.session.outcome import Outcome
from keycheck.tui import result_screen
from keycheck.tui.app import KeycheckApp
from keycheck.tui.result_screen import ResultScreen
from tests.reports.examples import SMALL, VERDICTS, report
from tests.session.scripted_ears import ear
from tests.tui.stage import Demo, Stage, Test

FOLDER = Path("/tmp/returns/4711").absolute()
"""On Windows it gets the letter of a drive."""


class Shown(App[Outcome], inherit_bindings=False):
    """The screen alone."""

    CSS_PATH = Path(result_screen.__file__).with_name("keycheck.tcss")

    def __init__(self, outcome: Outcome, layout: Layout) -> None:
        super().__init__()
        self._outcome, self._map = outcome, layout

    def on_mount(self) -> None:
        self.push_screen(ResultScreen(self._outcome, self._map))

    @property
    def said(self) -> str:
        """What stands there, as a person reads it."""
        lines = [strip.text for strip in self.screen._compositor.render_strips()]
        return " ".join(" ".join(lines).split())

    def button(self, words: str) -> Button:
        return next(button for button in self.screen.query(Button) if str(button.label) == words)


def show(
    verdict: str,
    story: Callable[[Shown, Pilot[Outcome]], Awaitable[None]],
    size: tuple[int, int] = (80, 24),
    notices: tuple[str, ...] = (),
    folder: Path = FOLDER,
) -> Shown:
    """Show this verdict on the small board; the story goes on from there."""
    outcome = Outcome(VERDICTS[verdict], report(VERDICTS[verdict]), folder, (), notices)
    app = Shown(outcome, SMALL)

    async def whole() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0)
            await story(app, pilot)

    asyncio.run(whole())
    return app


class TestWhatStandsThere:
    @pytest.mark.parametrize("verdict", VERDICTS)
    def test_result_stands_there_whole_for_every_kind_of_verdict(self, verdict: str) -> None:
        async def story(app: Shown, pilot: Pilot[Outcome]) -> None:
            assert outcome_module.EXIT_STATUS[VERDICTS[verdict].verdict] is not None
            assert " ".join(result_screen.wording.result(VERDICTS[verdict], SMALL).split()) in app.said
            assert f"The report lies in {FOLDER}" in app.said
            assert ("PRACTICE" in app.said) is VERDICTS[verdict].practice
            assert "Open the page" in app.said
            assert "Close" in app.said

        show(verdict, story)

    def test_finding_is_counted_and_named(self) -> None:
        async def story(app: Shown, pilot: Pilot[Outcome]) -> None:
            assert "Key 5: It missed all 5 asked-for presses." in app.said
            assert "Fn cannot be tested here" in app.said
            assert "12 of 13 keys have an answer." in app.said

        show("dead", story, (160, 50))

    def test_setting_that_changes_what_keys_write_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        keymap = Setting("Custom keymap", "Digit5 gives 9", "app", blocks=False, keys=("Digit5",))
        monkeypatch.setitem(VERDICTS, "remapped", replace(VERDICTS["no_fault"], settings=(keymap,)))

        async def story(app: Shown, pilot: Pilot[Outcome]) -> None:
            assert "Custom keymap was on: Digit5 gives 9. `keycheck doctor` says how to change it." in app.said

        show("remapped", story)

    def test_what_went_otherwise_than_asked_is_told(self) -> None:
        async def story(app: Shown, pilot: Pilot[Outcome]) -> None:
            assert "Nothing is lost: it is kept elsewhere." in app.said

        show("dead", story, notices=("Nothing is lost: it is kept elsewhere.",))


class TestWaysOut:
    @pytest.mark.parametrize("key", ["escape", "enter", "q", "ctrl+c"])
    def test_key_closes(self, key: str) -> None:
        async def story(app: Shown, pilot: Pilot[Outcome]) -> None:
            await pilot.press(key)

        assert show("dead", story).return_value is not None

    def test_mouse_closes(self) -> None:
        async def story(app: Shown, pilot: Pilot[Outcome]) -> None:
            assert await pilot.click(app.button("Close"))

        assert show("dead", story).return_value is not None

    def test_time_closes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(result_screen, "CLOSES_AFTER_S", 0.02)

        async def story(app: Shown, pilot: Pilot[Outcome]) -> None:
            while not app._exit:
                await asyncio.sleep(0.01)

        assert show("dead", story).return_value is not None

    @pytest.mark.parametrize("folder", [FOLDER, Path("4711")])
    def test_page_opens_in_the_browser_and_the_result_stays(
        self, monkeypatch: pytest.MonkeyPatch, folder: Path
    ) -> None:
        opened: list[str] = []
        monkeypatch.setattr(result_screen.webbrowser, "open", opened.append)

        async def story(app: Shown, pilot: Pilot[Outcome]) -> None:
            assert await pilot.click(app.button("Open the page"))
            assert opened == [(folder / "report.html").absolute().as_uri()]
            assert isinstance(app.screen, ResultScreen)

        show("dead", story, folder=folder)


class TestWayThere:
    def test_examination_ends_on_its_result_and_leaves_its_files(self, demo: Demo, tmp_path: Path) -> None:
        async def story(stage: Stage) -> None:
            await stage.finish()
            assert "PRACTICE" in stage.lines[0]
            assert "Key 5 does not work." in stage.said
            assert "20 of 20 keys have an answer." in stage.said
            assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
                "report.html", "report.json", "report.pdf", "trace.jsonl",
            ]  # fmt: skip

        demo("dead:Digit5").play(story, (160, 40))

    def test_nothing_listens_any_more_and_no_live_form_is_left(self, test_of: Test, data: Path) -> None:
        async def story(stage: Stage) -> None:
            await stage.click("Start")
            assert stage.ear.reading
            await stage.wait(0.7)
            await stage.click("Stop")
            await stage.finish()
            assert "PRACTICE" not in stage.text
            assert "Not decided: 104 keys were not tested." in stage.said
            assert not stage.ear.reading
            assert list(data.glob("*.journal.jsonl")) == []

        test_of(ear()).play(story)

    def test_application_and_its_screen_alone_look_the_same(self) -> None:
        """The tests above use the style sheet of the application."""
        assert Path(str(KeycheckApp.CSS_PATH)).name == Shown.CSS_PATH.name
