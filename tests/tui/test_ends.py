"""Whatever ends the application: no traceback, one failure to tell, and what was recorded is kept."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path

import pytest

from keycheck.cli import demo as demo_command
from keycheck.cli import examine
from keycheck.errors import KeycheckError, NothingObserves
from keycheck.session.front import Front
from keycheck.session.live import LiveExamination
from keycheck.session.practice import PracticeExamination
from keycheck.session.wanted import Wanted
from keycheck.tui.app import KeycheckApp
from keycheck.tui.exam_screen import ExamScreen
from keycheck.tui.keyboard_view import KeyboardView
from tests.session.scripted_ears import ScriptedEars, blocked, ear
from tests.tui.stage import PATIENCE_S, Clock, Demo, Live, Stage, Story, Test


def fail(*arguments: object) -> None:
    raise ZeroDivisionError("a bug")


async def ended(stage: Stage) -> None:
    """Wait for the application to end itself; its screens may be past answering."""
    end = time.monotonic() + PATIENCE_S
    while not stage.app._exit:
        assert time.monotonic() < end, "it goes on"
        await asyncio.sleep(0.01)


def report(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "report.json").read_bytes())
    return found


class TestBugs:
    @pytest.mark.usefixtures("drawn")
    @pytest.mark.parametrize(
        "place",
        [
            (LiveExamination, "pump"),
            (KeyboardView, "render_line"),
            (ExamScreen, "on_key_heard"),
            (KeycheckApp, "on_finished"),
        ],
    )
    def test_bug_ends_the_application_and_what_was_recorded_is_kept(
        self, live_of: Live, tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch,
        capfd: pytest.CaptureFixture[str], place: tuple[type, str],
    ) -> None:  # fmt: skip
        async def story(stage: Stage) -> None:
            await stage.until("sweep")
            stage.hear("KeyA", "down")
            await stage.wait(0.2)
            monkeypatch.setattr(*place, fail)
            if place[1] == "on_finished":
                stage.exam._driver.answer("stop")
            stage.hear("KeyA", "up")
            stage.app.screen.refresh()
            await ended(stage)

        stage = live_of(ear())
        stage.play(story)
        assert isinstance(stage.app.failure, ZeroDivisionError)
        stage.app.keep_what_there_is()
        assert stage.app.outcome is not None
        assert "KeyA" in (tmp_path / "out" / "trace.jsonl").read_text()
        assert list(data.glob("*.journal.jsonl")) == []
        assert "Traceback" not in "".join(capfd.readouterr())

    def test_bug_while_the_report_is_written_is_told_by_its_own_name(
        self, live_of: Live, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And the recording stays as it is, in its journal, because it could not be sealed."""
        monkeypatch.setattr("keycheck.session.outcome.conclude", fail)

        async def story(stage: Stage) -> None:
            await stage.wait(0.7)
            await stage.click("Stop")
            await ended(stage)

        stage = live_of(ear())
        stage.play(story)
        assert isinstance(stage.app.failure, ZeroDivisionError)
        assert len(list(data.glob("*.journal.jsonl"))) == 1


class TestKeeping:
    def test_examination_that_is_cut_off_is_kept(self, live_of: Live, tmp_path: Path, data: Path) -> None:
        async def story(stage: Stage) -> None:
            await stage.until("sweep")
            stage.hear("KeyA", "down")
            await stage.wait(0.2)
            stage.app.exit()

        stage = live_of(ear())
        stage.play(story)
        assert stage.app.outcome is None
        stage.app.keep_what_there_is()
        assert stage.app.outcome is not None
        assert '"reason":"interrupted"' in (tmp_path / "out" / "trace.jsonl").read_text()
        assert list(data.glob("*.journal.jsonl")) == []

    def test_application_that_ends_on_its_result_keeps_it_once(self, live_of: Live, tmp_path: Path) -> None:
        async def story(stage: Stage) -> None:
            await stage.wait(0.7)
            await stage.click("Stop")
            await stage.finish()
            stage.app.exit()

        stage = live_of(ear())
        stage.play(story)
        before = stage.app.outcome
        stage.app.keep_what_there_is()
        assert stage.app.outcome is before is not None
        assert [place for place in (tmp_path / "out").iterdir() if place.is_dir()] == []

    def test_nothing_begun_is_nothing_to_keep(self, test_of: Test) -> None:
        async def story(stage: Stage) -> None:
            await stage.click("Quit")

        stage = test_of(ear())
        stage.play(story)
        stage.app.keep_what_there_is()
        assert stage.app.outcome is None


@pytest.fixture
def on_stage(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> object:
    """`on_stage(story, ear())`: the next application that a command opens plays this story instead of a terminal."""

    def ready(story: Story, *ears: object) -> None:
        listened = "keycheck.session.listening.Ears"
        monkeypatch.setattr(listened, lambda names, elevated: ScriptedEars(*ears))  # type: ignore[arg-type]
        monkeypatch.setattr(Front, "here", lambda environment: Front(environment, terminal_tells=True))
        monkeypatch.setattr(KeycheckApp, "run", lambda app: Stage(app, clock).play(story))

    return ready


class TestCommand:
    """What `keycheck test` says and ends with."""

    async def stop(self, stage: Stage) -> None:
        await stage.click("Start")
        await stage.wait(0.7)
        await stage.click("Stop")
        await stage.finish()

    def test_examination_without_an_answer_ends_with_3(self, on_stage, tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
        on_stage(self.stop, ear())
        assert examine._run(Wanted(out=tmp_path / "out")) == 3
        assert capsys.readouterr().out.splitlines() == [
            "Not decided: 104 keys were not tested.", f"report: {tmp_path / 'out'}",
        ]  # fmt: skip

    def test_quitting_is_no_pass(self, on_stage, capsys) -> None:  # type: ignore[no-untyped-def]
        """Untested is never a pass: 0 would tell a script that no fault was seen."""

        async def story(stage: Stage) -> None:
            await stage.click("Quit")

        on_stage(story, ear())
        assert examine._run(Wanted()) == 3
        assert capsys.readouterr().out == ""

    def test_practice_is_no_result_and_is_said_to_be_practice(
        self, on_stage, tmp_path: Path, data: Path, capsys
    ) -> None:  # type: ignore[no-untyped-def]
        """Its fault is planted: 1 would tell a script that the real keyboard has it."""

        async def story(stage: Stage) -> None:
            await stage.click("Practise")
            await stage.wait(0.7)
            await stage.click("Stop")
            await stage.finish()

        on_stage(story, ear())
        assert examine._run(Wanted(out=tmp_path / "out")) == 3
        assert capsys.readouterr().out.startswith("PRACTICE")
        (folder,) = (data / "reports").iterdir()
        assert report(folder)["practice"] is True
        assert not (tmp_path / "out").exists(), "this folder waits for the report of a customer"

    def test_where_nothing_could_listen_the_reasons_are_told_and_5(self, on_stage) -> None:  # type: ignore[no-untyped-def]
        async def story(stage: Stage) -> None:
            await stage.click("Quit")

        on_stage(story, blocked("pynput", "no screen", "open one"), blocked("evdev", "no keyboard"))
        with pytest.raises(NothingObserves, match="pynput: no screen; evdev: no keyboard") as refusal:
            examine._run(Wanted())
        assert refusal.value.exit_code == 5

    def test_bug_is_raised_when_what_was_recorded_is_kept_and_told(  # type: ignore[no-untyped-def]
        self, on_stage, tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def story(stage: Stage) -> None:
            await stage.click("Start")
            monkeypatch.setattr(LiveExamination, "pump", fail)
            await ended(stage)

        on_stage(story, ear())
        with pytest.raises(ZeroDivisionError):
            examine._run(Wanted(out=tmp_path / "out"))
        assert f"report: {tmp_path / 'out'}" in capsys.readouterr().out

    def test_report_that_can_be_kept_nowhere_is_told_and_the_journal_stays(  # type: ignore[no-untyped-def]
        self, on_stage, tmp_path: Path, data: Path
    ) -> None:
        (tmp_path / "file").write_text("in the way")
        data.mkdir()
        (data / "kept").write_text("in the way")
        on_stage(self.stop_unfinished, ear())
        with pytest.raises(KeycheckError, match="nothing could be kept"):
            examine._run(Wanted(out=tmp_path / "file" / "out"))
        assert len(list(data.glob("*.journal.jsonl"))) == 1

    async def stop_unfinished(self, stage: Stage) -> None:
        await stage.click("Start")
        await stage.wait(0.7)
        await stage.click("Stop")
        await ended(stage)

    def test_bug_in_a_demonstration_is_not_called_its_early_end(  # type: ignore[no-untyped-def]
        self, on_stage, demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def story(stage: Stage) -> None:
            monkeypatch.setattr(PracticeExamination, "pump", fail)
            await ended(stage)

        planted = demo("dead:Digit5").app._planted
        assert planted is not None
        on_stage(story)
        with pytest.raises(ZeroDivisionError):
            demo_command._on_screen(planted, 1.0, tmp_path / "out")
