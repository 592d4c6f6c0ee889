"""Whatever language is spoken, no word of a screen stays English, and none is cut off at 80 by 24."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input

from keycheck.capture.remote import ELSEWHERE
from keycheck.diagnosis.verdict import Symptom
from keycheck.examination.step import Step
from keycheck.host.imitator import Imitator
from keycheck.host.key_filters import KeyFilters, filters_found
from keycheck.host.number_lock import numlock_off
from keycheck.keys.table import all_codes
from keycheck.layouts.library import ids, load
from keycheck.tui.answers import first_row, second_row
from keycheck.tui.click_guard import BY_ITSELF_S
from keycheck.tui.line_words import _GOES_ON, changed_map, countdown, more_ways_out, named, settled
from keycheck.tui.long_words import in_lines
from keycheck.tui.purchase_fields import PurchaseFields
from keycheck.tui.words import said, source_name
from tests.languages.pseudo import LONGER, brackets, english
from tests.session.few_keys import FEW
from tests.session.scripted_ears import ScriptedEar, blocked, ear
from tests.tui.every_step import NOTES, OTHERS, steps_of
from tests.tui.on_screen import texts
from tests.tui.stage import Demo, Live, Stage, Test
from tests.tui.test_learn_screen import Desk

COLUMNS = 80


def assert_translated(screen: Screen[Any], *allowed: str) -> None:
    """All that stands there is said in the language of the brackets."""
    found = list(texts(screen))
    assert found, "nothing stands there"
    assert [(text.where, rest) for text in found if (rest := english(text.said, *allowed))] == []


def assert_whole(screen: Screen[Any]) -> None:
    """No word of it is cut off."""
    assert [text for text in texts(screen) if not text.is_whole] == []


@pytest.fixture
def other_language() -> Iterator[None]:
    with brackets(LONGER):
        yield


pytestmark = pytest.mark.usefixtures("other_language")


class TestWords:
    """Every step, whether an examination in these tests comes to it or not."""

    @pytest.mark.parametrize("step", steps_of("Numpad5", load("ansi-104")) + OTHERS, ids=lambda step: step.kind)
    def test_step_is_translated_and_fits(self, step: Step) -> None:
        layout = load("ansi-104")
        words = said(step, layout, 104, ("unknown key 0xe073", "F24", "F23"))
        beside = ("unknown key 0xe073",)
        assert [english(text, *beside) for text in (words.headline, words.sentence, words.note)] == ["", "", ""]
        assert len(wrap(words.headline, COLUMNS)) <= 2, words.headline
        assert len(wrap(words.sentence, COLUMNS - 4)) <= 3, words.sentence
        assert len(wrap(words.note, COLUMNS)) <= 2, words.note

    @pytest.mark.parametrize("turn", ["", "Digit5"])
    @pytest.mark.parametrize("note", NOTES)
    def test_what_came_of_the_three_before_is_translated_and_fits(self, note: str, turn: str) -> None:
        step = Step("sandwich", "Digit5", "Digit4", "Digit6", note=note, turn=turn)  # type: ignore[arg-type]
        line = said(step, load("ansi-104"), 1, ()).note
        assert english(line) == ""
        assert len(wrap(line, COLUMNS)) <= 2, line

    @pytest.mark.parametrize("step", steps_of("Numpad5", load("ansi-104")) + OTHERS, ids=lambda step: step.kind)
    def test_buttons_of_a_step_are_translated_and_take_two_lines_at_most(self, step: Step) -> None:
        for row in (first_row(step, load("ansi-104")), second_row(step)):
            labels = [text for _answer, text in row]
            assert [english(label) for label in labels] == [""] * len(labels)
            assert len(list(in_lines(labels, COLUMNS))) <= 2, labels

    @pytest.mark.parametrize("key", ["Numpad1", "Home", "F5"])
    def test_a_block_that_may_be_absent_has_room_for_its_answers(self, key: str) -> None:
        step = Step("question", key, group=(key,) * 17)
        for row in (first_row(step, load("ansi-104")), second_row(step)):
            labels = [text for _answer, text in row]
            assert [english(label) for label in labels] == [""] * len(labels)
            assert len(list(in_lines(labels, COLUMNS))) <= 2, labels

    def test_the_line_over_the_buttons_is_translated_and_fits(self) -> None:
        layout = load("laptop-13-ansi")
        symptoms: tuple[Symptom | None, ...] = (
            *("dead", "intermittent", "chatters", "stuck", "late_release", "wrong_code", "extra_key", None),  # type: ignore[assignment]
        )
        lines = [
            *(countdown(kind, 10) for kind in _GOES_ON),
            *(settled("ShiftRight", symptom, False, layout) for symptom in symptoms),
            settled("KeyA", None, True, layout),
            settled("KeyA", "dead", False, layout, no_meaning=True),
            *map(more_ways_out, (1, 2)),
            changed_map(layout),
            named(["ShiftLeft", "KeyA"], layout),
        ]
        assert [line for line in lines if english(line) or not line] == []
        assert [line for line in lines if len(wrap(line, COLUMNS)) > 2] == []

    def test_every_way_to_listen_has_a_name(self) -> None:
        names = ("hidraw", "evdev", "raw_input", "pynput", "terminal", "simulated", "replay:x")
        assert [english(source_name(name), "simulated", "x") for name in names] == [""] * len(names)


class TestExamination:
    def test_steps_of_a_dead_key(self, demo: Demo) -> None:
        async def story(stage: Stage) -> None:
            for kind in ("start", "sweep", "question", "sandwich"):
                await stage.until(kind)  # type: ignore[arg-type]
                assert_translated(stage.app.screen)
                assert_whole(stage.app.screen)

        demo("dead:Digit5", layout=load("ansi-104")).play(story)

    @pytest.mark.parametrize("specs", [("dead:Digit5",), (), ("intermittent:KeyQ:0.4",)], ids=len)
    def test_result(self, demo: Demo, specs: tuple[str, ...]) -> None:
        async def story(stage: Stage) -> None:
            await stage.finish()
            assert_translated(stage.app.screen, str(stage.app.outcome.folder))  # type: ignore[union-attr]
            assert [text for text in texts(stage.app.screen, "#result, #files, #buttons") if not text.is_whole] == []

        demo(*specs).play(story)

    def test_closing_and_what_it_offers(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("sweep")
            for key in FEW.testable:
                stage.hear(key.code, "down")
                stage.hear(key.code, "up")
            await stage.until("closing")
            for offer, kind in (("⟦Three keys at once", "combination"), ("⟦How a held key repeats", "repeat")):
                await stage.wait(BY_ITSELF_S + 0.1)
                assert_translated(stage.app.screen)
                assert_whole(stage.app.screen)
                await stage.click(offer)
                assert stage.exam._driver.step.kind == kind
                assert_translated(stage.app.screen)
                assert_whole(stage.app.screen)
                await stage.until("closing")

        live_of(ear()).play(story)

    def test_paused_and_keys_that_the_map_lacks(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("sweep")
            stage.hear("F13", "down")
            stage.hear("0x999", "down")
            await stage.wait(0.1)
            assert_translated(stage.app.screen)
            stage.exam.blur_examination()
            await stage.wait(0.1)
            assert_translated(stage.app.screen)
            assert_whole(stage.app.screen)

        live_of(ear()).play(story)

    def test_beat_and_named_key(self, demo: Demo) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("sweep")
            await stage.click_key("KeyA")
            assert_translated(stage.app.screen)
            await stage.until("paced")
            assert_translated(stage.app.screen)
            assert_whole(stage.app.screen)

        demo().play(story)

    @pytest.mark.parametrize("size", [(80, 20), (60, 30), (20, 24)])
    def test_a_window_that_is_too_small_is_told_what_it_needs(self, demo: Demo, size: tuple[int, int]) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("sweep")
            assert "80 × 21" in stage.said

        demo().play(story, size)


ALL_CODES = all_codes()
LEGENDS = tuple({key.legend for name in ids() for key in load(name).keys if key.legend})
"""What is printed on keys, which no language changes."""

SETTINGS: tuple[Imitator, ...] = (
    *filters_found(KeyFilters(30, 40, True, True), "os", "XKB", lambda kind: "xkbset"),
    numlock_off("the Num Lock lamp"),
)


class TestStart:
    @pytest.mark.parametrize(
        "ears",
        [
            (ear(),),
            (ear("pynput", "os"), blocked("evdev", ELSEWHERE.reason, ELSEWHERE.mend)),
            (blocked("evdev", ELSEWHERE.reason, ELSEWHERE.mend), blocked("pynput", ELSEWHERE.reason)),
        ],
        ids=len,
    )
    def test_all_of_it_is_translated_and_the_ways_on_stand_there_whole(
        self, test_of: Test, ears: tuple[ScriptedEar, ...], imitators: list[Imitator]
    ) -> None:
        imitators += SETTINGS

        async def story(stage: Stage) -> None:
            await stage.pilot.pause(0.1)
            assert_translated(stage.app.screen, "xkbset", "YYYY-MM-DD", "Brackets")
            cut = [text for text in texts(stage.app.screen, "#head, #privacy, #note, #buttons") if not text.is_whole]
            assert cut == []

        test_of(*ears).play(story)

    def test_a_day_that_is_none(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            stage.app.screen.query_one("#bought", Input).value = "14.11."
            await stage.breathe()
            stage.app.screen.query_one(PurchaseFields).refuses()
            await stage.breathe()
            assert_translated(stage.app.screen, "14.11.", "YYYY-MM-DD", "Brackets")

        test_of(ear()).play(story)


class TestLearning:
    def test_every_word_is_translated_and_stands_there_whole(self) -> None:
        async def story(desk: Desk) -> None:
            async def look(*allowed: str) -> None:
                await desk.breathe()
                assert_translated(desk.app.screen, *allowed)
                assert_whole(desk.app.screen)

            await look()
            await desk.press("Escape", "F1", "F2")
            await look()
            await desk.click_key("F1")
            await look()
            await desk.press("F1", "0x999")
            await look()
            await desk.click_starting("⟦End of row")
            await desk.press("Digit1", "Digit2")
            await look()

        Desk().play(story)

    def test_list_of_keys_to_add_and_what_is_odd(self) -> None:
        async def story(desk: Desk) -> None:
            await desk.press("Escape", "F1", "F2")
            await desk.click_starting("⟦Add a key")
            keys = [key.code for key in load("ansi-104").keys]
            assert_translated(desk.app.screen, *keys, *ALL_CODES, *LEGENDS)
            await desk.click_starting("⟦None of these")
            await desk.click_starting("⟦Save the map")
            assert_translated(desk.app.screen)
            assert_whole(desk.app.screen)

        Desk().play(story)

    def test_deaf_paused_and_lost(self) -> None:
        async def story(desk: Desk) -> None:
            assert_translated(desk.app.screen)
            assert_whole(desk.app.screen)

        Desk(ear=blocked("evdev", ELSEWHERE.reason, ELSEWHERE.mend)).play(story)
