"""The sources of Windows side by side, on keys that are pressed: each hears every key as the physical key."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from keycheck.capture.windows_keys import MEDIA
from keycheck.keys.table import native_of
from keycheck.layouts.library import load
from tests.system.wine.conftest import Fingers
from tests.system.wine.ears import Ears, Move
from tests.system.wine.windows import Windows

SOURCES = ("raw_input", "pynput")
DEVICE = "Wine HID keyboard"

NOT_AS_WINDOWS = {
    "Pause": "Wine's Raw Input has a bare 45, which is Num Lock on Windows; there Pause is E1 1D 45",
    "ScrollLock": "the X server has no such lock, so that Wine presses the key once more to set its own right",
}
"""Keys of the full board that Wine sends in another way than Windows: what the hook hears of them is tested alone."""

KEYS = [key.code for key in load("ansi-104").keys if key.unseen is None and key.code not in NOT_AS_WINDOWS]

TOGETHER_NS = 250_000_000
"""So far apart at most are the stamps of one press at two sources that are to be one press."""


@pytest.fixture(scope="module")
def started(windows: Windows, fingers: Fingers) -> Iterator[Ears]:
    ears = Ears(windows, *SOURCES)
    ears.listen()
    yield ears
    ears.close()


@pytest.fixture
def ears(started: Ears) -> Ears:
    """Both sources, listening; what was heard before is forgotten."""
    started.forget()
    return started


def keycode(code: str) -> str:
    """As xdotool takes it; 9 is the name of a digit, so Escape goes by its name."""
    evdev = str(native_of("evdev", code))
    return "Escape" if evdev == "1" else str(int(evdev) + 8)


def taps(codes: list[str]) -> list[Move]:
    return [(code, action) for code in codes for action in ("down", "up")]


def test_both_hear_every_key_of_a_full_board_as_the_physical_key(ears: Ears, fingers: Fingers) -> None:
    """Enter and the Enter of the number pad, both Shifts, and the pad apart from the arrows among them."""
    fingers("key", "--delay", "20", *map(keycode, KEYS))
    ears.wait_for(lambda: all(len(ears.events(source)) >= 2 * len(KEYS) for source in SOURCES))
    for source in SOURCES:
        assert ears.moves(source) == taps(KEYS), source


@pytest.mark.parametrize("code", NOT_AS_WINDOWS)
def test_hook_hears_the_keys_that_wine_sends_in_its_own_way(ears: Ears, fingers: Fingers, code: str) -> None:
    fingers("key", "--delay", "20", keycode(code))
    ears.wait_for(lambda: set(taps([code])) <= set(ears.moves("pynput")))


def test_both_hear_the_same_of_media_keys_whatever_wine_takes_them_for(ears: Ears, fingers: Fingers) -> None:
    """Wine goes by what the X keymap writes on them, and has no scan code for some: which, changes with its version."""
    codes = [keycode(code) for code in MEDIA.values()]
    fingers("key", "--delay", "20", *codes, keycode("KeyA"))
    ears.wait_for(lambda: all(ears.moves(source)[-2:] == taps(["KeyA"]) for source in SOURCES))
    raw, hook = (ears.moves(source) for source in SOURCES)
    assert raw == hook
    assert ("AudioVolumeMute", "down") in raw


def test_stamps_of_one_press_are_those_of_one_clock(ears: Ears, fingers: Fingers) -> None:
    fingers("key", "--delay", "60", *map(keycode, ("KeyA", "KeyB", "KeyC")))
    ears.wait_for(lambda: all(len(ears.events(source)) >= 6 for source in SOURCES))
    raw, hook = ([event.t for event in ears.events(source)] for source in SOURCES)
    assert raw == sorted(raw)
    assert hook == sorted(hook)
    assert max(abs(one - other) for one, other in zip(raw, hook, strict=True)) < TOGETHER_NS


def test_raw_input_says_which_keyboard_it_was_and_the_hook_does_not(ears: Ears, fingers: Fingers) -> None:
    fingers("key", keycode("KeyA"))
    ears.wait_for(lambda: all(len(ears.events(source)) >= 2 for source in SOURCES))
    (keyboard,) = ears.ready("raw_input").devices
    assert keyboard.name == DEVICE
    assert {event.device for event in ears.events("raw_input")} == {keyboard.path}
    assert {event.device for event in ears.events("pynput")} == {None}


def test_silence_of_raw_input_separates_nothing(ears: Ears) -> None:
    assert ears.ready("raw_input").silence == "not_separated"
    assert ears.ready("pynput").silence == "counts"


def test_key_that_is_held_repeats_and_is_pressed_once(ears: Ears, fingers: Fingers) -> None:
    fingers("keydown", keycode("KeyA"))
    time.sleep(0.9)
    fingers("keyup", keycode("KeyA"))
    ears.wait_for(lambda: all(("KeyA", "up") in ears.moves(source) for source in SOURCES))
    for source in SOURCES:
        first, *between, last = ears.moves(source)
        assert (first, last) == (("KeyA", "down"), ("KeyA", "up"))
        assert set(between) == {("KeyA", "repeat")}


def test_nothing_is_read_during_a_pause_and_what_is_down_after_it_is_told(ears: Ears, fingers: Fingers) -> None:
    ears.pause()
    fingers("key", keycode("KeyB"))
    fingers("keydown", keycode("KeyA"))
    time.sleep(0.2)
    assert [ears.events(source) for source in SOURCES] == [[], []]
    ears.listen()
    ears.wait_for(lambda: all(("KeyA", "down") in ears.moves(source) for source in SOURCES))
    fingers("keyup", keycode("KeyA"))
    ears.wait_for(lambda: all(("KeyA", "up") in ears.moves(source) for source in SOURCES))
    for source in SOURCES:
        assert {code for code, _ in ears.moves(source)} == {"KeyA"}


def test_hook_tells_a_press_that_a_program_has_made(windows: Windows, ears: Ears) -> None:
    """Wine's Raw Input takes it for one of the keyboard; Windows gives it no device."""
    press = "import ctypes; move = ctypes.windll.user32.keybd_event; move(0x41, 0x1E, 0, 0); move(0x41, 0x1E, 2, 0)"
    windows.run("-c", press)
    ears.wait_for(lambda: len(ears.events("pynput")) >= 2)
    assert {event.injected for event in ears.events("pynput")} == {True}
