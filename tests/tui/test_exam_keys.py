"""On the screen of an examination no key does anything: each may be under test, or be the dead one."""

from __future__ import annotations

import pytest
from textual import events

from keycheck.tui.said import NAME_A_KEY
from tests.tui.stage import Demo, Stage

KEYS = [
    *("escape", "enter", "tab", "shift+tab", "space", "q", "Q", "a", "5", "backspace", "delete", "insert"),
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("f1", "f2", "f5", "f10", "f12", "ctrl+c", "ctrl+q", "ctrl+p", "ctrl+z", "ctrl+s", "ctrl+d", "ctrl+x", "ctrl+l"),
    *("ctrl+backslash", "ctrl+right_square_bracket", "alt+f4", "question_mark", "colon", "slash"),
]


def seen(stage: Stage) -> tuple[object, ...]:
    """What a key could have changed; that Ctrl+C is counted stands in the line of news for a while."""
    lines = [line for line in stage.lines if "Ctrl+C" not in line and NAME_A_KEY not in line and line.strip()]
    return stage.app.screen, stage.app.focused, stage.exam._driver.step, stage.exam._driver.examiner.done, lines


@pytest.mark.parametrize("kind", ["sweep", "question", "sandwich"])
def test_no_key_acts(demo: Demo, kind: str) -> None:
    """Not one of them, at any step, with any modifier that a terminal can tell."""
    stage = demo("dead:Digit5")

    async def story(stage: Stage) -> None:
        await stage.until(kind)  # type: ignore[arg-type]
        before = seen(stage)
        acted = []
        for key in KEYS:
            await stage.press(key)
            if seen(stage) != before:
                acted.append(key)
        assert acted == []
        assert stage.app.is_running

    stage.play(story)


def test_pasted_text_goes_nowhere(demo: Demo) -> None:
    async def story(stage: Stage) -> None:
        await stage.until("sweep")
        before = seen(stage)
        stage.app.post_message(events.Paste("rm -rf / \x03\x03\x03 q"))
        await stage.breathe()
        assert seen(stage) == before

    demo("dead:Digit5").play(story)


def test_no_widget_can_take_the_focus(demo: Demo) -> None:
    async def story(stage: Stage) -> None:
        await stage.until("question")
        assert stage.exam.focus_chain == []

    demo("dead:Digit5").play(story)


def test_three_times_ctrl_c_stops(demo: Demo) -> None:
    async def story(stage: Stage) -> None:
        await stage.until("sweep")
        examiner = stage.exam._driver.examiner
        await stage.press("ctrl+c", "ctrl+c")
        assert "Ctrl+C once more at once stops the examination." in stage.text
        assert not examiner.done
        await stage.press("ctrl+c")
        assert examiner.done

    demo("dead:Digit5").play(story)


def test_three_times_ctrl_c_over_a_long_time_does_not_stop(demo: Demo) -> None:
    """The C and the Ctrl key are under test too."""

    async def story(stage: Stage) -> None:
        await stage.until("sweep")
        for _ in range(5):
            await stage.press("ctrl+c")
            stage.clock.now_ns += 1_600_000_000
        assert not stage.exam._driver.examiner.done

    demo("dead:Digit5").play(story)
