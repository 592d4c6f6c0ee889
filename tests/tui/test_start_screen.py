"""The start screen: what can listen, what would mend the rest, and the ways on: by mouse, by key, by time."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from textual.events import AppBlur, AppFocus
from textual.geometry import Region
from textual.widgets import Input, Select

from keycheck.capture.pipe import Ready
from keycheck.capture.source import FoundDevice
from keycheck.config import data_folder
from keycheck.events.trace import Header
from keycheck.host import settings
from keycheck.host.imitator import Imitator
from keycheck.host.label import Fact
from keycheck.host.machine import Machine
from keycheck.host.polled_window import PolledWindow
from keycheck.host.typing_layout import Typing
from keycheck.languages import speaking
from keycheck.layouts import library
from keycheck.layouts.legends import in_locale
from keycheck.layouts.library import ids, load
from keycheck.reports.report import Purchase
from keycheck.session import first_map
from keycheck.session.first_map import Surroundings
from keycheck.session.front import Front
from keycheck.session.journal import Journal
from keycheck.session.live import LiveExamination
from keycheck.tui.exam_screen import ExamScreen
from keycheck.tui.keyboard_view import KeyboardView
from keycheck.tui.purchase_fields import PurchaseFields
from keycheck.tui.start_screen import LEAVES_AFTER_S, STARTS_AFTER_S, STARTS_SOON_S, StartScreen
from tests.session.scripted_ears import BUILT_IN, ScriptedEar, blocked, ear
from tests.tui.stage import PATIENCE_S, Stage, Test

EXTERNAL = FoundDevice("/dev/input/event7", "Typist 3000", "usb", internal=False)
PRIVACY = (
    "keycheck reads the keyboard only while its own screen is in front. It keeps key codes and times, never text. "
    "Nothing leaves this machine."
)
NO_X = blocked(
    "pynput", "DISPLAY is not set: this is no graphical session", "start keycheck in a terminal on the desktop"
)
NO_EVDEV = blocked("evdev", "the keyboard's device in /dev/input may be read by root only", "start keycheck with sudo")


def terminal() -> ScriptedEar:
    """The terminal's word for a key that works."""
    return ScriptedEar("terminal", Ready("w3c", "app", 1_000_000_000, silence="no_evidence"))


SLOW_KEYS = Imitator(
    "slow_keys", "Slow Keys", "short presses do not arrive", None, "os", True, "XKB", "switch it off", delay_ms=300
)


def start(stage: Stage) -> StartScreen:
    screen = stage.app.screen
    assert isinstance(screen, StartScreen)
    return screen


async def tick(stage: Stage, seconds: int) -> None:
    """So many seconds pass before somebody chooses."""
    for _ in range(seconds):
        if isinstance(stage.app.screen, StartScreen):
            stage.app.screen._tick()
    await stage.breathe()


class TestWhatStandsThere:
    @pytest.mark.parametrize("ears", [(ear(),), (NO_X, NO_EVDEV), (ear("pynput", "os"), NO_EVDEV)], ids=len)
    def test_the_ways_on_and_the_promise_stand_there_whole(self, test_of: Test, ears: tuple[object, ...]) -> None:
        """At 80 by 24, without scrolling, whatever there is to tell above."""

        async def story(stage: Stage) -> None:
            await tick(stage, 1)
            screen = Region(0, 0, *stage.app.size)
            assert PRIVACY in stage.said
            assert list(stage.buttons) == ["Start", "Practise on a simulated keyboard", "Quit"]
            for label, button in stage.buttons.items():
                assert screen.contains_region(button.region)
                assert label in stage.lines[button.region.y]
            assert "itself in" in stage.text

        test_of(*ears).play(story)

    def test_picture_of_a_full_keyboard_is_whole_beside_the_scroll_bar(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            picture = stage.app.screen.query_one(KeyboardView)
            assert max(cell.left + cell.columns for cell in picture._cells) <= picture.size.width
            assert stage.app.screen.query_one("#form").show_vertical_scrollbar

        test_of(NO_X, NO_EVDEV, ear()).play(story)

    def test_terminal_alone_may_be_used_where_nobody_tells_of_the_focus(self, test_of: Test) -> None:
        """It hears nothing but what is typed into it."""

        async def story(stage: Stage) -> None:
            assert not stage.buttons["Start"].disabled

        test_of(terminal(), front=Front({"STY": "1.host"}, None)).play(story)

    def test_where_nothing_can_listen_it_is_said_and_practice_is_offered(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            assert "Nothing here can listen to the keyboard, so no key can be judged." in stage.said
            assert stage.buttons["Start"].disabled
            assert not stage.buttons["Practise on a simulated keyboard"].disabled
            assert stage.app.focused is stage.buttons["Practise on a simulated keyboard"]

        test_of(NO_X, NO_EVDEV).play(story)

    def test_nothing_is_read_here(self, test_of: Test) -> None:
        source = ear()

        async def story(stage: Stage) -> None:
            await stage.press("a", "b", "c")
            assert source.told == []

        test_of(source).play(story)

    def test_setting_that_imitates_a_fault_is_told_before_the_examination(
        self, test_of: Test, imitators: list[Imitator]
    ) -> None:
        imitators.append(SLOW_KEYS)

        async def story(stage: Stage) -> None:
            await stage.app.workers.wait_for_complete()
            await stage.breathe()
            assert "Slow Keys is on: short presses do not arrive. To mend it: switch it off" in stage.said
            await stage.click("Start")
            assert [setting.name for setting in stage.exam._driver.header.settings] == ["Slow Keys"]

        test_of(ear()).play(story)

    @pytest.mark.parametrize("words", ["Start", "Quit"])
    def test_settings_that_are_found_after_the_choice_disturb_nobody(
        self, test_of: Test, monkeypatch: pytest.MonkeyPatch, words: str
    ) -> None:
        """It takes up to four seconds to look for them; a person may be faster."""
        chosen = threading.Event()

        def slow() -> tuple[Imitator, ...]:
            chosen.wait(PATIENCE_S)
            return (SLOW_KEYS,)

        monkeypatch.setattr(settings, "found", slow)

        async def story(stage: Stage) -> None:
            await stage.click(words)
            chosen.set()
            await stage.pilot.pause(0.1)
            assert stage.app.failure is None

        stage = test_of(ear())
        stage.play(story)
        assert stage.app.failure is None

    def test_terminal_that_does_not_say_when_it_is_in_front_is_not_listened_in(self, test_of: Test) -> None:
        """Keys that are typed in another window would be read."""
        source, front = ear(), Front({"STY": "1234.pts-0.host"}, None)

        async def story(stage: Stage) -> None:
            assert "screen does not say when another window is in front" in stage.said
            assert "To mend it: start keycheck in a terminal without screen" in stage.said
            assert stage.buttons["Start"].disabled
            await tick(stage, STARTS_AFTER_S + 10)
            assert isinstance(stage.app.screen, StartScreen)
            assert source.told == []

        test_of(source, front=front).play(story)

    def test_terminal_that_may_tell_is_listened_in_as_soon_as_it_has_told(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            assert "has not shown yet that it says when another window is in front" in stage.said
            assert "To mend it: click into another window, and back into this one" in stage.said
            assert stage.buttons["Start"].disabled
            for word in (AppBlur(), AppFocus()):
                stage.app.post_message(word)
                await stage.breathe()
            assert "√ The keyboard's own device (evdev) can listen." in stage.said
            assert not stage.buttons["Start"].disabled

        test_of(ear(), front=Front({}, None)).play(story)

    def test_window_that_is_not_known_is_learned_from_the_first_key(self, test_of: Test) -> None:
        window = PolledWindow(lambda: "this one")

        async def story(stage: Stage) -> None:
            assert "To mend it: click into this one" in stage.said
            await stage.press("a")
            assert not stage.buttons["Start"].disabled

        test_of(ear(), front=Front({}, False, window)).play(story)

    def test_examination_that_was_cut_off_before_is_told(self, test_of: Test, data: Path) -> None:
        header = Header("keycheck.trace/1", "2026-11-22T10:00:00Z", "0.1.0", "1", False, "ansi-104")
        Journal(data_folder(), "2026-11-22 100000 77", header).close()

        async def story(stage: Stage) -> None:
            assert "An examination was cut off." in stage.said
            (kept,) = data.rglob("trace.jsonl")
            assert "".join(str(kept).split()) in "".join(stage.text.split())

        test_of(ear()).play(story, (200, 50))

    def test_recording_that_can_not_be_sealed_is_named(self, test_of: Test, data: Path) -> None:
        """Nothing is lost silently."""
        (data_folder() / "old.journal.jsonl").write_text("Dear Sir or Madam,\n")

        async def story(stage: Stage) -> None:
            assert "and can't be sealed. Its recording stays" in stage.said
            assert "".join(str(data / "old.journal.jsonl").split()) in "".join(stage.text.split())

        test_of(ear()).play(story, (200, 50))

    def test_options_of_the_command_stand_in_the_form(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            assert "Shop" in stage.text
            assert "4711" in stage.text

        test_of(ear(), purchase=Purchase("Shop", "4711")).play(story)


class TestWaysOn:
    def test_start_by_mouse(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            await stage.click("Start")
            assert isinstance(stage.app.screen, ExamScreen)

        test_of(ear()).play(story)

    def test_start_by_enter(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            await stage.press("enter")
            assert isinstance(stage.app.screen, ExamScreen)

        test_of(ear()).play(story)

    def test_start_by_time_and_the_screen_says_so(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            await tick(stage, 1)
            assert f"The examination starts by itself in {STARTS_AFTER_S - 1} s" in stage.said
            await tick(stage, STARTS_AFTER_S)
            assert isinstance(stage.app.screen, ExamScreen)

        test_of(ear()).play(story)

    def test_it_starts_soon_where_the_command_named_the_map(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            await stage.app.workers.wait_for_complete()
            await stage.breathe()
            await tick(stage, STARTS_SOON_S)
            assert isinstance(stage.app.screen, ExamScreen)

        test_of(ear(), layout_id="iso-105", map_is_named=True).play(story)

    def test_it_waits_where_a_setting_imitates_a_fault(self, test_of: Test, imitators: list[Imitator]) -> None:
        imitators.append(SLOW_KEYS)

        async def story(stage: Stage) -> None:
            await stage.app.workers.wait_for_complete()
            await stage.breathe()
            await tick(stage, STARTS_SOON_S)
            assert start(stage)._left_s > STARTS_SOON_S

        test_of(ear(), map_is_named=True).play(story)

    def test_enter_and_tab_never_lead_into_practice(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            for _ in range(12):
                await stage.press("tab")
                assert stage.app.focused is not stage.buttons["Practise on a simulated keyboard"]

        test_of(ear()).play(story)

    def test_time_begins_anew_while_somebody_types(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            for _ in range(3):
                await tick(stage, STARTS_AFTER_S - 5)
                await stage.press("tab")
            assert isinstance(stage.app.screen, StartScreen)

        test_of(ear()).play(story)

    def test_it_does_not_start_by_itself_in_the_background(self, test_of: Test) -> None:
        """Who writes a letter in another window must not be listened to."""

        async def story(stage: Stage) -> None:
            stage.app.app_focus = False
            await tick(stage, STARTS_AFTER_S + 10)
            assert isinstance(stage.app.screen, StartScreen)
            stage.app.app_focus = True
            await tick(stage, STARTS_AFTER_S + 10)
            assert isinstance(stage.app.screen, ExamScreen)

        test_of(ear()).play(story)

    def test_where_nothing_can_listen_it_ends_by_itself_and_says_so(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            await tick(stage, 1)
            assert f"keycheck ends by itself in {LEAVES_AFTER_S - 1} s" in stage.said
            await tick(stage, LEAVES_AFTER_S)
            assert stage.app._exit

        test_of(NO_X).play(story)

    @pytest.mark.parametrize("way", ["Quit", "ctrl+c", "ctrl+q"])
    def test_leave(self, test_of: Test, way: str) -> None:
        async def story(stage: Stage) -> None:
            await (stage.click(way) if way == "Quit" else stage.press(way))
            assert stage.app._exit
            assert stage.app.outcome is None

        test_of(ear()).play(story)

    def test_leaving_leaves_nothing_behind(self, test_of: Test, data: Path) -> None:
        async def story(stage: Stage) -> None:
            await stage.click("Quit")

        test_of(ear()).play(story)
        assert [file for file in data.rglob("*") if file.is_file()] == []

    @pytest.mark.parametrize("words", ["Start", "Practise"])
    def test_double_click_is_one_click(self, test_of: Test, words: str) -> None:
        """Its second half would take the next screen away."""

        async def story(stage: Stage) -> None:
            button = next(button for label, button in stage.buttons.items() if label.startswith(words))
            button.press()
            button.press()
            await stage.breathe()
            await stage.breathe()
            assert isinstance(stage.app.screen, ExamScreen)
            assert stage.app.failure is None

        test_of(ear()).play(story)

    def test_practice_is_on_the_map_that_was_chosen(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            start(stage).query_one("#layout", Select).value = "iso-105"
            await stage.breathe()
            await stage.click("Practise")
            assert stage.exam._driver.header.practice
            assert stage.exam._driver.header.layout == "iso-105"
            assert "PRACTICE" in stage.lines[0]

        test_of(ear()).play(story)

    def test_practice_listens_to_no_real_key(self, test_of: Test) -> None:
        source = ear()

        async def story(stage: Stage) -> None:
            await stage.click("Practise")
            await stage.wait(1)
            assert not source.reading

        test_of(source).play(story)


class TestChoices:
    def test_map_that_was_chosen_is_drawn_and_examined(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            for layout in ids():
                start(stage).query_one("#layout", Select).value = layout
                await stage.breathe()
                assert load(layout).name in stage.text
            await stage.click("Start")
            assert stage.exam._driver.header.layout == ids()[-1]

        test_of(ear()).play(story)

    def test_key_that_is_clicked_is_named_and_a_second_click_takes_it_back(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            for code in ("KeyA", "KeyS", "KeyA"):
                await stage.click_key(code)
            assert "!S" in stage.text
            assert "!A" not in stage.text
            await stage.click("Start")
            assert stage.exam._driver.examiner.nominated == {"KeyF", "KeyS"}

        test_of(ear(), named=("KeyF",)).play(story, (100, 40))

    def test_built_in_keyboard_is_proposed(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            assert "[i]AT keyboard (i8042)" in stage.text
            await stage.click("Start")
            assert [device.name for device in stage.exam._driver.header.devices] == ["[i]AT keyboard"]

        strange = replace(BUILT_IN, name="[i]AT keyboard")
        test_of(ear("evdev", "kernel", EXTERNAL, strange)).play(story, (100, 40))

    def test_another_keyboard_can_be_chosen(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            start(stage).query_one("#device", Select).value = EXTERNAL.path
            await stage.click("Start")
            assert [device.name for device in stage.exam._driver.header.devices] == ["Typist 3000"]
            assert stage.ear.told == ["resume /dev/input/event7"]

        test_of(ear("evdev", "kernel", EXTERNAL, BUILT_IN)).play(story)

    def test_no_choice_is_the_proposed_keyboard_and_not_all_of_them(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            start(stage).query_one("#device", Select).clear()
            await stage.click("Start")
            assert stage.ear.told == ["resume /dev/input/event3"]

        test_of(ear("evdev", "kernel", EXTERNAL, BUILT_IN)).play(story)

    def test_keyboard_of_the_command_line_that_is_not_there_ends_in_one_line(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            assert stage.app._exit

        stage = test_of(ear("evdev", "kernel", BUILT_IN), device_id="9")
        stage.play(story)
        assert str(stage.app.failure) == "--device: found '9', expected one of: 0 (AT keyboard)"

    def test_what_is_typed_for_the_report_goes_into_it(self, test_of: Test, tmp_path: Path) -> None:
        async def story(stage: Stage) -> None:
            await stage.pilot.click("#seller")
            await stage.press(*"Shop")
            await stage.click("Start")
            await stage.wait(0.7)
            await stage.click("Stop")
            await stage.finish()

        stage = test_of(ear(), purchase=Purchase(order_no="4711"))
        stage.play(story)
        report = json.loads((tmp_path / "out" / "report.json").read_bytes())
        assert report["purchase"] == {"seller": "Shop", "order_no": "4711"}

    def test_day_that_is_refused_goes_into_no_report_when_the_time_is_up(self, test_of: Test) -> None:
        """Whoever types gets the whole time anew; then it begins by itself, for perhaps nobody can mend the day."""

        async def story(stage: Stage) -> None:
            await tick(stage, STARTS_AFTER_S - 1)
            await stage.pilot.click("#delivered")
            await stage.press(*"2026-11-31")
            screen = start(stage)
            assert screen._left_s == STARTS_AFTER_S
            await tick(stage, STARTS_AFTER_S)
            assert stage.exam
            assert stage.app._purchase == Purchase(order_no="4711")

        test_of(ear(), purchase=Purchase(order_no="4711")).play(story)

    @pytest.mark.parametrize("name", ["Travel [/] board", "[red]x[/red]", "[@click=app.bell]x[/]", "\\[b] x"])
    def test_name_of_a_map_of_ones_own_stands_there_as_it_is(
        self, test_of: Test, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        monkeypatch.setattr(
            library, "_brought", {"mine": msgspec.structs.replace(load("ansi-60"), id="mine", name=name)}
        )

        async def story(stage: Stage) -> None:
            assert name in stage.said
            await stage.click("Start")
            await stage.until("sweep")
            other = msgspec.structs.replace(load("iso-60"), name=name)
            stage.exam._driver.examiner.correct(other, at_once=False)
            await stage.wait(0.1)
            assert f"Change the map to: {name}" in stage.said

        test_of(ear(), layout_id="mine", map_is_named=True).play(story)

    def test_day_in_another_form_is_told_before_the_start_and_nothing_typed_is_lost(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            await stage.pilot.click("#delivered")
            await stage.press(*"11/14/2026")
            await stage.click("Start")
            field, told = stage.app.screen.query_one("#delivered", Input), stage.said
            assert "Delivered on: found '11/14/2026', expected a day as YYYY-MM-DD" in told
            assert field.has_focus
            assert field.value == "11/14/2026"
            field.value = "14.11.2026"
            await stage.pilot.pause()
            assert "found '11" not in stage.said
            assert stage.app.screen.query_one(PurchaseFields).purchase.delivered == "2026-11-14"
            await stage.click("Start")
            assert not stage.app.screen.query("#delivered")

        test_of(ear(), purchase=Purchase(order_no="4711")).play(story)


@pytest.mark.parametrize("way", ["Start", "Tab"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_day_that_is_refused_comes_into_view_with_what_is_wrong_of_it(test_of: Test, language: str, way: str) -> None:
    async def story(stage: Stage) -> None:
        fields = stage.app.screen.query_one(PurchaseFields)
        field, told = fields.query_one("#bought", Input), fields.query_one("#about-purchase")
        form = stage.app.screen.query_one("#form")
        field.focus()
        await stage.press(*"14-nov-26")
        if way == "Tab":
            await stage.press("tab")
        else:
            form.scroll_home(animate=False)
            await stage.breathe()
            await stage.pilot.click("#start")
        await stage.breathe()
        for widget in (field, told):
            assert form.region.contains_region(widget.region), (form.region, widget.region)

    with speaking(language):
        test_of(ear(), terminal()).play(story, (80, 24))


def test_examination_that_can_not_be_kept_while_it_runs_is_told_before_the_work(
    test_of: Test, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(stage: Stage) -> None:
        (tmp_path / "file").write_text("in the way")
        monkeypatch.setenv("KEYCHECK_DATA_DIR", str(tmp_path / "file" / "data"))
        await stage.click("Start")
        assert stage.app._exit

    stage = test_of(ear())
    stage.play(story)
    assert "KEYCHECK_DATA_DIR" in str(stage.app.failure)


def test_live_examination_is_what_start_starts(test_of: Test) -> None:
    async def story(stage: Stage) -> None:
        await stage.click("Start")
        assert isinstance(stage.exam._driver, LiveExamination)
        assert "PRACTICE" not in stage.text

    test_of(ear()).play(story)


def around(locale: str, model: str = "") -> Surroundings:
    """A machine that types so."""
    maker = Fact("LENOVO", "dmi") if model else None
    return Surroundings(Machine(maker, Fact(model, "dmi") if model else None), Typing(locale), is_portable=bool(model))


class TestFirstGuess:
    """The map that is shown before anybody was asked; a choice of the person always wins."""

    async def settled(self, stage: Stage) -> None:
        await stage.app.workers.wait_for_complete()
        await stage.breathe()

    @pytest.mark.parametrize(
        ("told", "layout", "locale"),
        [
            (around("de"), "iso-105", "de"),
            (around("fr", "ThinkPad T14"), "thinkpad-iso", "fr"),
            (around(""), "ansi-104", "us"),
        ],
    )
    def test_map_and_signs_are_guessed_and_the_examination_goes_by_them(
        self, test_of: Test, surroundings: list[Surroundings], told: Surroundings, layout: str, locale: str
    ) -> None:
        surroundings.append(told)

        async def story(stage: Stage) -> None:
            await self.settled(stage)
            assert "Is this your keyboard? If not, choose its map here." in stage.said
            assert in_locale(load(layout), locale).name in stage.text
            await stage.click("Start")
            header = stage.exam._driver.header
            assert (header.layout, header.locale) == (layout, locale)

        test_of(ear("pynput", "os")).play(story, (100, 30))

    def test_no_map_claims_another_country_than_that_of_the_signs_on_its_picture(
        self, test_of: Test, surroundings: list[Surroundings]
    ) -> None:
        surroundings.append(around("de"))

        async def story(stage: Stage) -> None:
            await self.settled(stage)
            assert "Full size, ISO, 105 keys (de)" in stage.text
            for layout, name in {
                "iso-tkl": "Without keypad, ISO, 88 keys (de)",
                "ansi-104": "Full size, ANSI, 104 keys (US)",
                "iso-105": "Full size, ISO, 105 keys (de)",
            }.items():
                stage.app.screen.query_one("#layout", Select).value = layout
                await stage.breathe()
                assert start(stage)._layout.name == name
                assert name in stage.text

        test_of(ear("pynput", "os")).play(story, (100, 30))

    def test_keyboard_that_is_plugged_in_is_not_taken_for_that_of_the_laptop(
        self, test_of: Test, surroundings: list[Surroundings]
    ) -> None:
        surroundings.append(around("de", "ThinkPad T14"))

        async def story(stage: Stage) -> None:
            await self.settled(stage)
            assert start(stage)._layout.id == "thinkpad-iso"
            stage.app.screen.query_one("#device", Select).value = EXTERNAL.path
            await stage.breathe()
            assert start(stage)._layout.id == "iso-105"

        test_of(ear("evdev", "kernel", BUILT_IN, EXTERNAL)).play(story)

    @pytest.mark.parametrize(("named", "locale"), [("iso-tkl", "fr"), ("ansi-104", "us"), ("jis-109", "jp")])
    def test_map_that_the_command_named_stays_and_bears_what_is_typed_where_such_keyboards_do(
        self, test_of: Test, surroundings: list[Surroundings], named: str, locale: str
    ) -> None:
        surroundings.append(around("fr", "ThinkPad T14"))

        async def story(stage: Stage) -> None:
            await self.settled(stage)
            layout = start(stage)._layout
            assert (layout.id, layout.locale) == (named, locale)

        test_of(ear(), layout_id=named, map_is_named=True).play(story)

    def test_signs_that_the_command_named_stay(self, test_of: Test, surroundings: list[Surroundings]) -> None:
        surroundings.append(around("fr"))

        async def story(stage: Stage) -> None:
            await self.settled(stage)
            layout = start(stage)._layout
            assert (layout.id, layout.locale) == ("iso-105", "de")

        test_of(ear(), locale="de").play(story)

    def test_map_that_the_person_chose_meanwhile_stays(self, test_of: Test, monkeypatch: pytest.MonkeyPatch) -> None:
        chosen = threading.Event()

        def slow() -> Surroundings:
            chosen.wait(PATIENCE_S)
            return around("fr", "ThinkPad T14")

        monkeypatch.setattr(first_map, "look_around", slow)

        async def story(stage: Stage) -> None:
            stage.app.screen.query_one("#layout", Select).value = "jis-109"
            await stage.breathe()
            chosen.set()
            await self.settled(stage)
            layout = start(stage)._layout
            assert (layout.id, layout.locale) == ("jis-109", "jp")
            await stage.click("Start")
            stage.hear("IntlBackslash", "down")
            await stage.wait(0.2)
            assert stage.exam._driver.header.layout == "jis-109"

        test_of(ear()).play(story)

    def test_named_keys_stay_named_when_the_map_changes(self, test_of: Test, surroundings: list[Surroundings]) -> None:
        surroundings.append(around("de"))

        async def story(stage: Stage) -> None:
            await self.settled(stage)
            assert "!A" in stage.text

        test_of(ear(), named=("KeyA",)).play(story)
