"""The start screen changes its language at once, by mouse or by key, and keeps what was chosen and typed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import pytest
from textual import events
from textual.geometry import Region
from textual.widgets import Input, Select

from keycheck.languages.speech import speak, spoken
from keycheck.tui.start_screen import StartScreen
from tests.languages.pseudo import CODE, known
from tests.session.scripted_ears import ear
from tests.tui.stage import PATIENCE_S, Stage, Test


@pytest.fixture(autouse=True)
def two_languages() -> Iterator[None]:
    with known():
        yield
    speak("en")


def choice(stage: Stage) -> Select[str]:
    return stage.app.screen.query_one("#language", Select)


def send(stage: Stage, *sent: events.Event) -> None:
    """The terminal sends these, and nobody waits for the widgets: the screen may be built anew by them."""
    assert stage.app._driver is not None
    for event in sent:
        stage.app._driver.send_message(event)


def mouse(kind: type[events.MouseEvent], x: int, y: int) -> events.Event:
    return kind(None, x, y, 0, 0, 1, False, False, False, x, y)


async def until_built_anew(stage: Stage) -> None:
    """The screen says all of it in the other language."""
    end = time.monotonic() + PATIENCE_S
    while not ("⟦Start⟧" in stage.buttons and stage.app.focused is choice(stage)):
        assert time.monotonic() < end, "the language did not change"
        await asyncio.sleep(0.01)
    await stage.breathe()


class TestChoice:
    def test_it_stands_there_whole(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            assert Region(0, 0, 80, 24).contains_region(choice(stage).region)
            assert "English" in stage.lines[0]

        test_of(ear()).play(story)

    def test_by_mouse_alone(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            await stage.pilot.click("#language")
            await stage.breathe()
            (line,) = (number for number, text in enumerate(stage.lines) if "Brackets" in text)
            at = stage.lines[line].index("Brackets") + 1
            send(stage, *(mouse(kind, at, line) for kind in (events.MouseDown, events.MouseUp)))
            await until_built_anew(stage)
            assert spoken() == CODE
            assert "⟦finds the keys that do not work⟧" in stage.said
            assert "⟦Start⟧" in stage.buttons

        test_of(ear()).play(story)

    def test_by_keys_alone(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            choice(stage).focus()
            await stage.breathe()
            await stage.press("enter")
            await stage.press("home")
            send(stage, events.Key("enter", None))
            await until_built_anew(stage)
            assert spoken() == CODE

        test_of(ear()).play(story)

    def test_what_was_chosen_and_typed_stays_and_the_examination_speaks_it_too(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            screen = stage.app.screen
            assert isinstance(screen, StartScreen)
            screen.query_one("#layout", Select).value = "iso-105"
            screen.query_one("#seller", Input).value = "Acme"
            await stage.breathe()
            await stage.click_key("KeyA")
            choice(stage).value = CODE
            await until_built_anew(stage)
            assert screen.query_one("#layout", Select).value == "iso-105"
            assert screen.query_one("#seller", Input).value == "Acme"
            assert "!A" in stage.text
            await stage.click("⟦Start")
            await stage.wait(0)
            assert "⟦Take your hands off the keyboard.⟧" in stage.said
            assert stage.app._purchase.seller == "Acme"
            assert stage.exam._driver.examiner.layout.id == "iso-105"

        test_of(ear()).play(story)


def test_one_language_is_no_choice(test_of: Test, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(stage: Stage) -> None:
        assert not stage.app.screen.query("#language")

    monkeypatch.setattr("keycheck.tui.start_screen.LANGUAGES", {"en": "English"})
    test_of(ear()).play(story)
