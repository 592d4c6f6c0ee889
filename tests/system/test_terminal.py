"""The screens on a real terminal: nothing is cut, the picture can be read, and what there is to click stands there."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from keycheck.layouts.drawing import cells, fitting, label, size
from keycheck.layouts.library import load
from tests.system.seen_tmux import SeenTmux, seen_tmux

SIZES = [(80, 24), (200, 50)]
FOOTER = "Only key codes and times are kept, never the order of what you type."
PRACTICE = "PRACTICE   this keyboard is simulated   PRACTICE"
PRIVACY = (
    "keycheck reads the keyboard only while its own screen is in front. It keeps key codes and times, never text. "
    "Nothing leaves this machine."
)

STEPS = {
    "start": (
        "Take your hands off the keyboard.", "First keycheck looks whether a key is down by itself.",
        "· not pressed yet", "Stop",
    ),
    "sweep": (
        "Press every key once, in any order.", "click back here.", "· not pressed yet", "√ works",
        "No other key arrives", "Stop",
    ),
    "question": (
        "Press 5 now, a few times. Is it on your keyboard?",
        "If it arrives this time, keycheck counts its presses and goes on by itself.",
        "√ works", "► press", "Yes, and it stays dark", "No such key here", "I can't press it", "Stop",
    ),
    "sandwich": (
        "Press   4   then   5   then   6",
        "The digits above the letters. Let go of each before the next. Nothing needs to appear: silence of the middle "
        "key counts.",
        "No such key here", "I can't press it", "Leave this key undecided", "Stop",
    ),
}  # fmt: skip
"""What each step of the demonstration says and offers."""

keycheck = [sys.executable, "-m", "keycheck"]


def flowing(screen: list[str]) -> str:
    """The words of the screen, as a person reads them across its lines."""
    return " ".join(" ".join(screen).split())


def assert_nothing_is_cut(terminal: SeenTmux, screen: list[str]) -> None:
    """No line runs into the right edge, but a scroll bar and a band across the whole screen."""
    full = [line for line in screen if len(line) >= terminal.columns and not line.rstrip("▁▂▃▄▅▆▇█").endswith(" ")]
    assert full == []


def unread_keys(terminal: SeenTmux, screen: list[str]) -> list[tuple[str, str]]:
    """Those of the 104 keys that are not in their places with the beginning of their names, and what stands there."""
    layout = load("ansi-104")
    scale = fitting(layout, terminal.columns, min(21, max(7, terminal.lines - 18)))
    wide, high = size(layout, scale)
    left, boxes = (terminal.columns - wide) // 2, int(scale.lines > 1)
    top = next((n for n, line in enumerate(screen) if "Es" in line), len(screen)) - boxes
    if top + high >= terminal.lines:
        return [("Escape", "not there")]
    unread = []
    for cell in cells(layout, scale):
        line = screen[top + cell.top + boxes].ljust(terminal.columns)
        shown = line[left + cell.left + 1 : left + cell.left + cell.columns]
        if not shown.startswith(label(cell.key, cell.columns - 1 - boxes).strip()[:2]):
            unread.append((cell.key.code, shown))
    return unread


def is_whole(terminal: SeenTmux, words: tuple[str, ...]) -> Callable[[list[str]], bool]:
    """Whether all of this stands on a screen, with the whole picture; it is built in several frames."""

    def come_true(screen: list[str]) -> bool:
        missing = [word for word in words if " ".join(word.split()) not in flowing(screen)]
        return not missing and not unread_keys(terminal, screen)

    return come_true


@pytest.mark.parametrize("dimensions", SIZES, ids="{0[0]}x{0[1]}".format)
def test_demonstration_can_be_read_from_start_to_end(tmp_path: Path, dimensions: tuple[int, int]) -> None:
    command = [*keycheck, "demo", "--speed", "2", "--out", str(tmp_path / "out")]
    with seen_tmux(command, tmp_path, dimensions) as terminal:
        for step, words in STEPS.items():
            screen = terminal.wait_until(is_whole(terminal, (*words, PRACTICE, FOOTER)), f"the whole {step}")
            terminal.keep(step)
            assert_nothing_is_cut(terminal, screen)
        screen = terminal.wait_for("Key 5 does not work.", "Open the page", "Close", PRACTICE)
        terminal.keep("result")
        assert_nothing_is_cut(terminal, screen)
        assert "Key 5: It missed all 5 asked-for presses." in flowing(screen)
        assert "104 of 104 keys have an answer." in flowing(screen)
        assert str(tmp_path / "out") in "".join(line.strip() for line in screen)
        terminal.press("q")
        assert terminal.wait_for_the_end() == 0
        assert "found: dead:Digit5 (hardware)" in terminal.last_words


@pytest.mark.parametrize("dimensions", SIZES, ids="{0[0]}x{0[1]}".format)
def test_sandwich_on_the_number_pad_and_long_names_are_whole(tmp_path: Path, dimensions: tuple[int, int]) -> None:
    """The longest prompts, and the question with the most buttons."""
    faults = [f"--fault=dead:{key}" for key in ("BracketRight", "Numpad1", "Numpad2", "NumpadEnter")]
    with seen_tmux([*keycheck, "demo", "--speed", "4", *faults], tmp_path, dimensions) as terminal:
        screen = terminal.wait_for("None of these 3: no number pad", "I can't press it", "Stop")
        terminal.keep("question-of-a-block")
        assert_nothing_is_cut(terminal, screen)
        screen = terminal.wait_until(lambda seen: "\\ (backslash) Let go of" in flowing(seen), "the third key")
        terminal.keep("sandwich-with-long-names")
        assert_nothing_is_cut(terminal, screen)
        assert "Press [ (left square bracket) then ] (right square bracket) then \\ (backslash)" in flowing(screen)
        screen = terminal.wait_for("On the number pad, press   ")
        terminal.keep("sandwich-on-the-number-pad")
        assert_nothing_is_cut(terminal, screen)


def test_start_screen_shows_the_ways_on_without_scrolling(tmp_path: Path) -> None:
    """At 80 by 24, on a machine where perhaps nothing can listen."""
    with seen_tmux([*keycheck, "test"], tmp_path, (80, 24)) as terminal:
        terminal.come_to_the_front()
        screen = terminal.wait_for(
            "(pynput) can", "(evdev) can", "Start", "Practise on a simulated keyboard", "Quit", "itself in"
        )
        terminal.keep("start-screen")
        assert PRIVACY in flowing(screen)
        assert_nothing_is_cut(terminal, screen)
        terminal.press("C-c")
        assert terminal.wait_for_the_end() in (3, 5)


def test_start_screen_offers_practice_where_nothing_can_listen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with seen_tmux([*keycheck, "test", "--source", "pynput"], tmp_path, (80, 24)) as terminal:
        terminal.come_to_the_front()
        screen = terminal.wait_for("Nothing here can listen to the keyboard, so no key can be judged.")
        assert "To mend it: " in flowing(screen)
        terminal.keep("start-screen-without-sources")
        terminal.press("Enter")
        terminal.wait_for(PRACTICE, "Take your hands off the keyboard.")
        terminal.press("C-c", "C-c", "C-c")
        terminal.wait_for(PRACTICE, "Not decided", "Close")
        terminal.press("q")
        assert terminal.wait_for_the_end() == 5
        assert "PRACTICE" in terminal.last_words
        assert "DISPLAY is not set" in terminal.last_words
