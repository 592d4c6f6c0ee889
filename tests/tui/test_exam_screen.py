"""The screen of an examination: what it asks stands there whole, and the mouse, or time alone, leads through it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import wrap

import pytest
from textual import events
from textual.geometry import Region

from keycheck.capture.pipe import Message
from keycheck.examination.anchors import choose_anchors
from keycheck.examination.step import Step
from keycheck.layouts.library import ids, load
from keycheck.session import terminal_ear
from keycheck.session.terminal_ear import TerminalEar
from keycheck.tui.answers import first_row, second_row
from keycheck.tui.click_guard import BY_ITSELF_S, DOUBLE_CLICK_S
from keycheck.tui.key_states import legend, states
from keycheck.tui.orderly_app import WindowMoved
from keycheck.tui.words import said
from tests.session.few_keys import FEW
from tests.session.scripted_ears import ear
from tests.tui.stage import Clock, Demo, Live, Stage, Test

SIZES = [(80, 24), (100, 30), (120, 40), (200, 50)]
PAD = ("dead:Numpad1", "dead:Numpad2", "dead:Numpad3", "dead:NumpadEnter")


def assert_whole(stage: Stage) -> None:
    """All words of this step stand on the screen, and all its buttons."""
    driver = stage.exam._driver
    words = said(driver.step, load("ansi-104"), len(driver.examiner.diagnosis.dark()), ())
    assert " ".join(words.headline.split()) in stage.said
    assert " ".join(words.sentence.split()) in stage.said
    assert cut(stage) == []
    assert "Only key codes and times are kept, never the order of what you type." in stage.text
    assert "of 104 keys have arrived" in stage.text
    shown = states(driver, driver.step, frozenset(driver.examiner.diagnosis.dark())).values()
    assert any(legend(frozenset(shown)) in line for line in stage.lines)


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
            said(Step("sandwich", key.code, *anchors), keyboard, 1, ()).headline
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
                if "s without a" in stage.text:
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
            assert "without an answer, it takes the key to be there, and tests it." in stage.text
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
    def test_named_key_stands_in_the_legend_and_shows_that_it_came(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("sweep")
            await stage.click_key("KeyA")
            assert "!A" in stage.text
            assert "! named by you" in stage.text
            stage.hear("KeyA", "down")
            stage.hear("KeyA", "up")
            await stage.wait(0.2)
            assert "‼A" in stage.text
            assert "‼ named, arrived" in stage.text

        live_of(ear()).play(story)

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
        await stage.wait(DOUBLE_CLICK_S + 0.1)

    @pytest.mark.parametrize("size", SIZES)
    def test_what_is_on_offer_stands_there_whole(self, live_of: Live, size: tuple[int, int]) -> None:
        async def story(stage: Stage) -> None:
            await self.at_the_closing(stage)
            assert "Is there anything else?" in stage.text
            assert list(stage.buttons) == [
                *("Write the report", "All keys once more", "Three keys at once", "How a held key repeats"),
                "The lock lamps",
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

    def test_second_half_of_a_double_click_does_not_stop(self, demo: Demo) -> None:
        """Where another button goes, the way out takes its place under the mouse."""

        async def story(stage: Stage) -> None:
            await stage.until("sandwich")
            driver = stage.exam._driver
            await stage.wait(DOUBLE_CLICK_S + 0.1)
            await stage.click("One key at a time")
            assert driver.step.turn
            await stage.wait(DOUBLE_CLICK_S - 0.1)
            await stage.click("Stop")
            assert not driver.examiner.done

        demo("dead:Digit5").play(story)

    def test_way_out_right_after_an_answer_is_heard(self, live_of: Live) -> None:
        """It stands in another row: no double click reaches both."""

        async def story(stage: Stage) -> None:
            await to_the_questions(stage)
            driver = stage.exam._driver
            await stage.wait(DOUBLE_CLICK_S + 0.1)
            await stage.click("No such key here")
            await stage.wait(0.1)
            await stage.click("Stop")
            assert driver.examiner.done

        live_of(ear()).play(story)

    def test_click_that_comes_as_the_question_changes_is_not_lost_without_a_word(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            await to_the_questions(stage)
            driver = stage.exam._driver
            first = driver.step.key
            await stage.wait(20.2)
            assert driver.step.key != first
            await stage.click("No such key here")
            assert driver.examiner.diagnosis.answered("no_such_key") == set()
            assert "does not count: click once more" in stage.said
            await stage.wait(BY_ITSELF_S - 0.1)
            await stage.click("No such key here")
            assert driver.examiner.diagnosis.answered("no_such_key") == set()
            await stage.wait(0.2)
            await stage.click("No such key here")
            assert driver.examiner.diagnosis.answered("no_such_key") == {driver_key_before(driver.step.key)}

        live_of(ear()).play(story)

    def test_way_out_that_was_there_before_the_question_changed_is_heard_at_once(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            await to_the_questions(stage)
            driver = stage.exam._driver
            await stage.wait(20.2)
            await stage.click("Stop")
            assert driver.examiner.done

        live_of(ear()).play(story)


def driver_key_before(code: str) -> str:
    """The key of the map that was asked about before this one."""
    codes = [key.code for key in FEW.testable if key.code != "KeyA"]
    return codes[codes.index(code) - 1]


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

    @pytest.mark.parametrize(("after_s", "counts"), [(0.5, True), (3.0, False)])
    def test_click_that_brings_the_window_to_the_front_counts(
        self, live_of: Live, after_s: float, counts: bool
    ) -> None:
        """The word that it is in front may come after the click; one that was long ago was meant for another moment."""

        async def story(stage: Stage) -> None:
            await to_the_questions(stage)
            await stage.wait(1)
            diagnosis = stage.exam._driver.examiner.diagnosis
            stage.app.post_message(WindowMoved(in_front=False))
            await stage.breathe()
            await stage.click("No such key here")
            assert diagnosis.answered("no_such_key") == set()
            stage.clock.now_ns += int(after_s * 1_000_000_000)
            stage.app.post_message(WindowMoved(in_front=True))
            await stage.breathe()
            assert bool(diagnosis.answered("no_such_key")) is counts

        live_of(ear()).play(story)

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
            assert "s without a key, it asks about those that stayed dark." in stage.text
            await self.blur(stage)
            await stage.wait(3)
            assert "s without a key" not in stage.text

        live_of(ear()).play(story)

    def test_countdown_says_one_second_until_it_goes_on(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("sweep")
            await stage.wait(52)
            said = set()
            while "s without a key" in stage.text:
                said.update(re.findall(r"In (\d+) s without a key", stage.text))
                await stage.wait(0.25)
            assert {"2", "1"} <= said
            assert "0" not in said

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


class TestTerminalAlone:
    """Over ssh nothing listens but the terminal: what it can't tell has its reason on the screen."""

    def test_keys_that_a_terminal_can_not_tell_are_grey_from_the_start_and_the_screen_says_why(
        self, test_of: Test, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def story(stage: Stage) -> None:
            await stage.click("Start")
            await stage.until("sweep")
            assert "the digits and other grey keys not at all" in stage.said
            assert "–5" in stage.text
            assert "·E" in stage.text
            assert "· not pressed yet   – can't be tested" in stage.text
            await stage.press("e")
            await stage.wait(0.2)
            assert "√E" in stage.text

        monkeypatch.setattr(terminal_ear, "now_ns", lambda: clock.now_ns)

        def deliver(name: str, message: Message) -> None:
            assert stage.app._ears is not None
            stage.app._ears.on_message(name, message)

        stage: Stage = test_of(TerminalEar(deliver))
        stage.play(story)


class TestSettled:
    def test_when_a_key_is_settled_the_screen_says_so(self, demo: Demo) -> None:
        async def story(stage: Stage) -> None:
            told = set()
            await stage.until("sandwich")
            while not stage.exam._driver.examiner.done:
                await stage.wait(0.2)
                told.add(str(stage.exam.query_one("#note").render()))
            assert "Key 5 is settled: it does not work." in told
            assert not any("Key A is settled: no fault seen." in line for line in told)

        demo("dead:Digit5", "dead:KeyA").play(story)


class TestAnotherMap:
    def test_map_that_has_the_key_takes_the_place_of_the_first_with_all_that_was_pressed(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            await stage.click("Start")
            await stage.until("sweep")
            for key in ("KeyE", "IntlBackslash"):
                stage.hear(key, "down")
                stage.hear(key, "up")
            await stage.wait(0.2)
            assert "2 of 105 keys have arrived" in stage.text
            assert "√E" in stage.text
            assert "√\\" in stage.text
            assert "Changed the map to: Full size, ISO, 105 keys (UK). What was pressed is kept." in stage.said
            assert "not on this map" not in stage.said

        test_of(ear()).play(story)

    def test_map_is_offered_by_a_button_where_the_person_chose_the_first(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            await stage.click("Start")
            await stage.until("sweep")
            stage.hear("IntlBackslash", "down")
            stage.hear("IntlBackslash", "up")
            await stage.breathe()
            await stage.wait(0.2)
            assert "0 of 104 keys have arrived" in stage.text
            assert "Also arrived, and not on this map: IntlBackslash." in stage.said
            assert cut(stage) == []
            await stage.wait(DOUBLE_CLICK_S + 0.1)
            await stage.click("Change the map to: Full size, ISO, 105 keys (UK)")
            assert "1 of 105 keys have arrived" in stage.text

        test_of(ear(), map_is_named=True).play(story)

    def test_report_is_of_the_map_that_it_ended_with(self, test_of: Test, tmp_path: Path) -> None:
        async def story(stage: Stage) -> None:
            await stage.click("Start")
            await stage.until("sweep")
            stage.hear("IntlBackslash", "down")
            stage.hear("IntlBackslash", "up")
            await stage.wait(0.2)
            await stage.wait(DOUBLE_CLICK_S + 0.1)
            await stage.click("Stop")
            await stage.finish()
            assert "1 of 105 keys have an answer." in stage.said

        test_of(ear()).play(story)
        report = json.loads((tmp_path / "out" / "report.json").read_text())
        header = json.loads((tmp_path / "out" / "trace.jsonl").read_text().splitlines()[0])
        assert report["keyboard"]["layout"] == report["verdict"]["layout"] == header["layout"] == "iso-105"
        assert header["began_with"] == "ansi-104"


class TestTooSmall:
    @pytest.mark.parametrize(("size", "small"), [((60, 20), True), ((79, 24), True), ((80, 24), False)])
    def test_window_that_is_too_small_says_how_large_it_has_to_be(
        self, demo: Demo, size: tuple[int, int], small: bool
    ) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("sweep")
            line = f"This window is {size[0]} × {size[1]}. Make it 80 × 21 or larger."
            assert (line in stage.lines[0]) is small
            await stage.pilot.resize_terminal(100, 30)
            await stage.breathe()
            assert "Make it" not in stage.text

        demo().play(story, size)

    @pytest.mark.parametrize("columns", [50, 30, 16])
    def test_what_is_needed_is_said_whole_however_narrow_the_window_is(self, demo: Demo, columns: int) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("sweep")
            assert "80 × 21" in stage.lines[0]

        demo().play(story, (columns, 14))


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

    def test_key_whose_fault_is_found_is_dark_no_longer(self, demo: Demo) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("done")
            assert "×5" in stage.text
            assert "× fault found" in stage.text
            assert "? dark" not in stage.text

        demo("dead:Digit5").play(story)

    def test_key_that_the_system_gives_no_meaning_stays_dark(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("sweep")
            stage.hear("KeyE", "down", unmapped=True)
            await stage.breathe()
            assert "■E" not in stage.text
            stage.hear("KeyE", "up", unmapped=True)
            await stage.wait(0.2)
            assert "√E" not in stage.text
            assert "0 of 20 keys have arrived" in stage.text
            assert "Also arrived" not in stage.said

        live_of(ear()).play(story)

    def test_key_that_the_map_lacks_is_counted(self, live_of: Live) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("sweep")
            stage.hear("AudioVolumeUp", "down")
            await stage.breathe()
            await stage.wait(0.2)
            assert "Also arrived, and not on this map: AudioVolumeUp." in stage.said

        live_of(ear()).play(story)

    def test_source_that_hears_a_key_when_the_screen_is_gone_is_no_error(self, live_of: Live) -> None:
        """The last keys of a person who closes the terminal."""

        async def story(stage: Stage) -> None:
            await stage.until("sweep")

        stage = live_of(ear())
        stage.play(story)
        stage.hear("KeyA", "down")


def test_place_that_all_three_keys_share_is_said_once() -> None:
    words = said(Step("sandwich", "Numpad1", "Numpad4", "Numpad3"), load("ansi-104"), 1, ())
    assert words.headline == "On the number pad, press   4   then   1   then   3"
