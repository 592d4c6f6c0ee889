"""The screen of an examination: what it asks stands there whole, and the mouse, or time alone, leads through it."""

from __future__ import annotations

from textwrap import wrap

import pytest
from textual import events
from textual.geometry import Region

from keycheck.examination.anchors import choose_anchors
from keycheck.examination.step import Step
from keycheck.layouts.library import ids, load
from keycheck.tui.answers import first_row, second_row
from keycheck.tui.exam_screen import DOUBLE_CLICK_S
from keycheck.tui.words import said
from tests.session.few_keys import FEW
from tests.session.scripted_ears import ear
from tests.tui.stage import Demo, Live, Stage, Test

SIZES = [(80, 24), (100, 30), (120, 40), (200, 50)]
PAD = ("dead:Numpad1", "dead:Numpad2", "dead:Numpad3", "dead:NumpadEnter")


def assert_whole(stage: Stage) -> None:
    """All words of this step stand on the screen, and all its buttons."""
    driver = stage.exam._driver
    words = said(driver.step, load("ansi-104"), len(driver.examiner.diagnosis.dark()), 0)
    assert " ".join(words.headline.split()) in stage.said
    assert " ".join(words.sentence.split()) in stage.said
    assert cut(stage) == []
    assert "Only key codes and times are kept, never the order of what you type." in stage.text
    assert "of 104 keys have arrived" in stage.text
    assert "can't be tested" in stage.text


def cut(stage: Stage) -> list[str]:
    """The buttons that do not stand on the screen whole."""
    screen = Region(0, 0, *stage.app.size)
    return [
        label
        for label, button in stage.buttons.items()
        if not screen.contains_region(button.region)
        or button.region.width < len(label) + 2
        or label not in stage.lines[button.region.y + button.region.height // 2]
    ]


class TestWhole:
    def test_every_step_stands_on_the_screen_whole_at_every_size(self, demo: Demo) -> None:
        async def story(stage: Stage) -> None:
            for kind in ("sweep", "question", "sandwich"):
                await stage.until(kind)  # type: ignore[arg-type]
                for size in SIZES:
                    await stage.pilot.resize_terminal(*size)
                    await stage.wait(0)
                    assert_whole(stage)

        demo("dead:BracketRight", layout=load("ansi-104")).play(story)

    def test_question_for_a_whole_block_has_room_for_its_answers_at_every_size(self, demo: Demo) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("question", "Numpad1")
            for size in SIZES:
                await stage.pilot.resize_terminal(*size)
                await stage.breathe()
                assert cut(stage) == []
                assert any(label.startswith("None of these 4") for label in stage.buttons)
                assert "Stop" in stage.buttons

        demo(*PAD).play(story)

    @pytest.mark.parametrize("layout", ids())
    def test_every_sandwich_of_every_key_fits_in_two_lines_of_80(self, layout: str) -> None:
        """The third key of the three must not be cut off."""
        keyboard = load(layout)
        headlines = [
            said(Step("sandwich", key.code, *anchors), keyboard, 1, 0).headline
            for key in keyboard.testable
            if (anchors := choose_anchors(keyboard, key.code, lambda code, key=key: code != key.code))  # type: ignore[misc]
        ]
        assert len(headlines) == len(keyboard.testable)
        assert [headline for headline in headlines if len(wrap(headline, 80)) > 2] == []

    def test_buttons_stay_where_they_are_from_step_to_step(self, demo: Demo) -> None:
        """What moves under the mouse gets clicked by mistake."""

        async def story(stage: Stage) -> None:
            lines = set()
            for kind in ("start", "sweep", "question", "sandwich"):
                await stage.until(kind)  # type: ignore[arg-type]
                lines.add(stage.buttons["Stop"].region.y)
            assert len(lines) == 1

        demo("dead:Digit5").play(story)


class TestAnswers:
    def test_every_answer_of_every_step_has_its_button(self, demo: Demo) -> None:
        async def story(stage: Stage) -> None:
            for kind in ("sweep", "question", "sandwich"):
                await stage.until(kind)  # type: ignore[arg-type]
                step = stage.exam._driver.step
                expected = [text for _, text in (*first_row(step, FEW), *second_row(step))]
                assert list(stage.buttons) == expected
                assert expected[-1] == "Stop"

        demo("dead:Digit5").play(story)

    @pytest.mark.parametrize(
        ("words", "answered"),
        [("Yes", "on_keyboard"), ("No such key", "no_such_key"), ("I can't press", "cannot_press")],
    )
    def test_click_on_a_question_is_an_answer(self, live_of: Live, words: str, answered: str) -> None:
        async def story(stage: Stage) -> None:
            await to_the_questions(stage)
            await stage.wait(0.7)
            label = next(label for label in stage.buttons if label.startswith(words))
            assert await stage.pilot.click(stage.buttons[label])
            await stage.breathe()
            assert "Digit3" in stage.exam._driver.examiner.diagnosis.answered(answered)  # type: ignore[arg-type]

        live_of(ear()).play(story)

    def test_one_answer_speaks_for_a_whole_block(self, demo: Demo) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("question", "Numpad1")
            diagnosis = stage.exam._driver.examiner.diagnosis
            await stage.wait(0.7)
            await stage.click("None of these 4")
            assert diagnosis.answered("no_such_key") == {"Numpad1", "Numpad2", "Numpad3", "NumpadEnter"}

        demo(*PAD).play(story)

    def test_key_can_be_left_undecided(self, demo: Demo) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("sandwich", "Digit5")
            diagnosis = stage.exam._driver.examiner.diagnosis
            await stage.wait(0.7)
            await stage.click("Leave this key undecided")
            assert "Digit5" in diagnosis.answered("skipped")

        demo("dead:Digit5", "dead:KeyA").play(story)

    @pytest.mark.parametrize("kind", ["start", "sandwich"])
    def test_stop_stops_at_any_step(self, demo: Demo, kind: str) -> None:
        async def story(stage: Stage) -> None:
            await stage.until(kind)  # type: ignore[arg-type]
            examiner = stage.exam._driver.examiner
            await stage.wait(0.7)
            await stage.click("Stop")
            assert examiner.done

        demo("dead:Digit5").play(story)

    def test_time_alone_leads_from_start_to_end(self, live_of: Live) -> None:
        """Nobody presses, nobody clicks: each step has a deadline, and the screen says so before it passes."""

        async def story(stage: Stage) -> None:
            steps, told, driver = [], set(), stage.exam._driver
            for _ in range(50):
                if driver.examiner.done:
                    break
                steps.append(driver.step.kind)
                assert driver.step.deadline_ns is not None
                await stage.wait(4)
                if "without an answer it goes on in" in stage.text:
                    told.add(steps[-1])
            assert driver.examiner.done
            assert steps[0] == "start"
            assert "sweep" in steps
            assert told == {"sweep", "closing"}

        live_of(ear()).play(story)

    def test_question_that_nobody_answers_goes_on_by_itself(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            await stage.wait(3)
            driver = stage.exam._driver
            stage.hear("KeyA", "down")
            stage.hear("KeyA", "up")
            await stage.until("question")
            first = driver.step.key
            await stage.wait(15)
            assert "without an answer it goes on in" in stage.text
            await stage.wait(10)
            assert driver.step.key != first

        live_of(ear()).play(story)


async def to_the_questions(stage: Stage) -> None:
    """One key is heard, and the person says that no other arrives."""
    await stage.until("sweep")
    stage.hear("KeyA", "down")
    stage.hear("KeyA", "up")
    await stage.wait(0.7)
    await stage.click("No other key arrives")
    assert stage.exam._driver.step.kind == "question"


class TestNamedKeys:
    def test_click_on_the_picture_names_a_key_and_it_is_tested(self, demo: Demo) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("sweep")
            assert "Click it on the picture." in stage.text
            await stage.click_key("KeyA")
            assert "!A" in stage.text
            assert "Will be tested closely: A." in stage.text
            await stage.until("sandwich", "KeyA")
            await stage.until("paced")
            await stage.wait(0.1)
            assert "on each beat" in stage.text
            assert "●" in stage.text

        demo().play(story)

    @pytest.mark.parametrize("size", [(80, 24), (200, 50)])
    def test_beat_moves_the_marks_and_nothing_else(self, demo: Demo, size: tuple[int, int]) -> None:
        async def story(stage: Stage) -> None:
            stage.exam._driver.nominate("KeyA")
            await stage.until("paced")
            shown = set()
            for _ in range(6):
                await stage.wait(0.1)
                shown.add(str(stage.exam.query_one("#note").render()))
                assert cut(stage) == []
            assert len(shown) >= 3

        demo().play(story, size)


class TestClosing:
    async def at_the_closing(self, stage: Stage) -> None:
        await stage.until("sweep")
        for key in FEW.testable:
            stage.hear(key.code, "down")
            stage.hear(key.code, "up")
        await stage.until("closing")
        await stage.wait(DOUBLE_CLICK_S)

    @pytest.mark.parametrize("size", SIZES)
    def test_what_is_on_offer_stands_there_whole(self, live_of: Live, size: tuple[int, int]) -> None:
        async def story(stage: Stage) -> None:
            await self.at_the_closing(stage)
            assert "Is there anything else?" in stage.text
            assert list(stage.buttons) == [
                *("Write the report", "All keys once more", "Three keys at once", "How a held key repeats"),
            ]
            assert cut(stage) == []

        live_of(ear()).play(story, size)

    def test_click_writes_the_report(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            await self.at_the_closing(stage)
            await stage.click("Write the report")
            assert stage.exam._driver.examiner.done

        live_of(ear()).play(story)

    def test_held_key_tells_how_it_repeats(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            await self.at_the_closing(stage)
            await stage.click("How a held key repeats")
            key = stage.exam._driver.step.key
            stage.hear(key, "down")
            for _ in range(10):
                stage.hear(key, "down")
            await stage.wait(0.2)
            assert "Let go of" in stage.text
            stage.hear(key, "up")
            await stage.wait(0.2)
            assert "A held key repeats after 50 ms, then every 50 ms." in stage.text

        live_of(ear()).play(story)

    def test_second_sweep_shows_every_key_as_still_to_come(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            await self.at_the_closing(stage)
            await stage.click("All keys once more")
            assert "20 left." in stage.said
            assert stage.text.count("·") >= 20

        live_of(ear()).play(story)


class TestDoubleClick:
    def test_second_half_of_a_double_click_does_not_answer_the_next_question(self, live_of: Live) -> None:
        """The next question has the same buttons, in the same place."""

        async def story(stage: Stage) -> None:
            await to_the_questions(stage)
            driver = stage.exam._driver
            answered: list[int] = []
            for seconds in (0.7, DOUBLE_CLICK_S - 0.1, 0.2):
                await stage.wait(seconds)
                stage.buttons["No such key here"].press()
                await stage.breathe()
                answered.append(len(driver.examiner.diagnosis.answered("no_such_key")))
            assert answered == [1, 1, 2]

        live_of(ear()).play(story)

    def test_second_half_of_a_double_click_does_not_stop(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            await to_the_questions(stage)
            driver = stage.exam._driver
            await stage.wait(DOUBLE_CLICK_S - 0.1)
            stage.buttons["Stop"].press()
            await stage.breathe()
            assert not driver.examiner.done

        live_of(ear()).play(story)

    def test_what_is_deaf_looks_deaf(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            await to_the_questions(stage)
            assert all(button.disabled for button in stage.buttons.values())
            await stage.wait(DOUBLE_CLICK_S)
            assert not any(button.disabled for button in stage.buttons.values())

        live_of(ear()).play(story)


class TestBlur:
    async def blur(self, stage: Stage) -> None:
        stage.app.post_message(events.AppBlur())
        await stage.breathe()

    async def focus(self, stage: Stage) -> None:
        stage.app.post_message(events.AppFocus())
        await stage.breathe()

    def test_paused_is_said_and_over_when_the_window_is_in_front_again(self, demo: Demo) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("sweep")
            await self.blur(stage)
            assert "Paused." in stage.text
            assert "Nothing is read while another window is in front." in stage.said
            await self.focus(stage)
            await stage.wait(0.1)
            assert "Paused." not in stage.text
            assert "Press every key once" in stage.text

        demo("dead:Digit5").play(story)

    def test_sources_read_nothing_in_the_background(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            source = stage.ear
            assert source.reading
            await self.blur(stage)
            assert not source.reading
            await self.focus(stage)
            assert source.reading

        live_of(ear()).play(story)

    def test_no_countdown_runs_in_the_background(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("sweep")
            await stage.wait(52)
            assert "without an answer it goes on in" in stage.text
            await self.blur(stage)
            await stage.wait(3)
            assert "without an answer it goes on in" not in stage.text

        live_of(ear()).play(story)

    def test_click_into_the_window_is_its_return_whatever_the_terminal_says(self, live_of: Live) -> None:
        """A terminal may lose the word that it is in front again; the click is proof enough."""

        async def story(stage: Stage) -> None:
            source = stage.ear
            await self.blur(stage)
            stage.app.post_message(events.MouseDown(None, 5, 5, 0, 0, 1, False, False, False))
            await stage.breathe()
            assert source.reading

        live_of(ear()).play(story)

    def test_examination_that_begins_in_the_background_reads_nothing(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            source = stage.ear
            stage.app.app_focus = False
            stage.app.screen._begin()  # type: ignore[attr-defined]
            await stage.breathe()
            assert not source.reading
            assert "Paused." in stage.text
            await self.focus(stage)
            assert source.reading

        test_of(ear()).play(story)


class TestLight:
    def test_key_lights_up_while_it_is_down(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("sweep")
            assert "■" not in stage.text
            stage.hear("KeyE", "down")
            await stage.breathe()
            assert "■E" in stage.text
            stage.hear("KeyE", "up")
            await stage.breathe()
            assert "■E" not in stage.text
            await stage.wait(0.2)
            assert "√E" in stage.text
            assert "1 of 20 keys have arrived" in stage.text

        live_of(ear()).play(story)

    def test_key_that_the_map_lacks_is_counted(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("sweep")
            stage.hear("AudioVolumeUp", "down")
            await stage.breathe()
            await stage.wait(0.2)
            assert "1 more arrived that this map lacks" in stage.said

        live_of(ear()).play(story)

    def test_source_that_hears_a_key_when_the_screen_is_gone_is_no_error(self, live_of: Live) -> None:
        """The last keys of a person who closes the terminal."""

        async def story(stage: Stage) -> None:
            await stage.until("sweep")

        stage = live_of(ear())
        stage.play(story)
        stage.hear("KeyA", "down")


def test_place_that_all_three_keys_share_is_said_once() -> None:
    words = said(Step("sandwich", "Numpad1", "Numpad4", "Numpad3"), load("ansi-104"), 1, 0)
    assert words.headline == "On the number pad, press   4   then   1   then   3"
