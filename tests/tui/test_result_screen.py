"""The result: one sentence, what it rests on, where the report lies; it closes by key, by mouse and by time."""

from __future__ import annotations

from pathlib import Path

import pytest

from keycheck.tui import result_screen
from keycheck.tui.result_screen import ResultScreen
from tests.session.scripted_ears import ear
from tests.tui.stage import Demo, Stage, Test


async def stop_at_once(stage: Stage) -> None:
    """To the result of an examination that was stopped."""
    stage.clock.now_ns += 10**9
    await stage.click("Stop")
    await stage.finish()


class TestWhatStandsThere:
    def test_dead_key_is_named_and_counted(self, demo: Demo, tmp_path: Path) -> None:
        async def story(stage: Stage) -> None:
            await stage.finish()
            assert "PRACTICE" in stage.lines[0]
            assert "Key 5 does not work." in stage.said
            assert "Key 5: 0 of 5 asked-for presses arrived" in stage.said
            assert "20 of 20 keys have an answer." in stage.said
            assert f"The report lies in {tmp_path / 'out'}" in stage.said
            assert list(stage.buttons) == ["Open the page", "Close"]

        demo("dead:Digit5").play(story, (160, 40))

    def test_examination_that_was_stopped_is_not_decided(self, test_of: Test, tmp_path: Path) -> None:
        async def story(stage: Stage) -> None:
            await stage.click("Start")
            await stop_at_once(stage)
            assert "PRACTICE" not in stage.text
            assert "Not decided: 104 keys were not tested." in stage.said
            assert "What would settle it:" in stage.said
            assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
                "report.html", "report.json", "report.pdf", "trace.jsonl",
            ]  # fmt: skip

        test_of(ear()).play(story)

    def test_folder_that_could_not_be_written_is_told(self, demo: Demo, tmp_path: Path) -> None:
        (tmp_path / "out").write_text("in the way")

        async def story(stage: Stage) -> None:
            await stop_at_once(stage)
            assert "Nothing is lost: the examination is kept in" in stage.said

        demo().play(story, (200, 50))

    def test_nothing_listens_any_more(self, test_of: Test, data: Path) -> None:
        async def story(stage: Stage) -> None:
            await stage.click("Start")
            assert stage.ear.reading
            await stop_at_once(stage)
            assert not stage.ear.reading
            assert list(data.glob("*.journal.jsonl")) == []

        test_of(ear()).play(story)


class TestWaysOut:
    @pytest.mark.parametrize("key", ["escape", "enter", "q", "ctrl+c"])
    def test_key_closes(self, demo: Demo, key: str) -> None:
        async def story(stage: Stage) -> None:
            await stop_at_once(stage)
            await stage.press(key)
            assert stage.app._exit

        demo().play(story)

    def test_mouse_closes(self, demo: Demo) -> None:
        async def story(stage: Stage) -> None:
            await stop_at_once(stage)
            await stage.click("Close")
            assert stage.app._exit
            assert stage.app.return_value is stage.app.outcome

        demo().play(story)

    def test_time_closes(self, demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(result_screen, "CLOSES_AFTER_S", 0.05)

        async def story(stage: Stage) -> None:
            await stop_at_once(stage)
            await stage.pilot.pause(0.2)
            assert stage.app._exit

        demo().play(story)

    def test_page_opens_in_the_browser(self, demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        opened: list[str] = []
        monkeypatch.setattr(result_screen.webbrowser, "open", opened.append)

        async def story(stage: Stage) -> None:
            await stop_at_once(stage)
            await stage.click("Open the page")
            assert opened == [(tmp_path / "out" / "report.html").as_uri()]
            assert isinstance(stage.app.screen, ResultScreen)

        demo().play(story)
