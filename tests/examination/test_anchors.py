"""The keys that attest a press: near, proven, harmless, and on either side where the row allows."""

from __future__ import annotations

from math import hypot

import pytest

from keycheck.examination.anchors import choose_anchors, harmless, repeatable
from keycheck.layouts.layout import Layout
from keycheck.layouts.library import ids, load
from tests.scenarios import FULL, SMALL

ACTING = (
    *("AltLeft", "ControlRight", "MetaLeft", "ShiftLeft", "Fn", "CapsLock", "NumLock", "ScrollLock", "ContextMenu"),
    *("Escape", "Tab", "Enter", "NumpadEnter", "Backspace", "Delete", "PrintScreen", "Pause", "Power", "Sleep"),
    *(
        "BrightnessUp",
        "BrightnessDown",
        "Lang1",
        "Lang2",
        "Convert",
        "Eject",
        "KeyboardLayoutSelect",
        "MicrophoneMuteToggle",
    ),
    *("F1", "F4", "F12", "F24", "AudioVolumeUp", "BrowserBack", "LaunchMail", "MediaPlayPause"),
)


def distance(layout: Layout, one: str, other: str) -> float:
    (x, y), (ox, oy) = layout.key(one).centre, layout.key(other).centre
    return hypot(x - ox, y - oy)


@pytest.mark.parametrize("code", ACTING)
def test_key_that_does_something_is_never_pressed_again_and_again(code: str) -> None:
    assert not harmless(code)


@pytest.mark.parametrize("code", ["KeyA", "Digit5", "Space", "Comma", "Numpad5", "ArrowUp"])
def test_key_that_only_writes_or_moves_is_harmless(code: str) -> None:
    assert harmless(code)


@pytest.mark.parametrize(
    ("code", "anchors"),
    [
        ("KeyE", ("KeyW", "KeyR")),
        ("Digit5", ("Digit4", "Digit6")),
        ("KeyA", ("KeyQ", "KeyS")),
        ("Backspace", ("Equal", "Backslash")),
        ("Numpad5", ("Numpad4", "Numpad6")),
    ],
)
def test_anchors_stand_left_and_right_of_the_key(code: str, anchors: tuple[str, str]) -> None:
    assert choose_anchors(FULL, code, lambda key: True) == anchors


@pytest.mark.parametrize("layout_id", ids())
def test_every_key_of_every_map_has_two_near_anchors(layout_id: str) -> None:
    layout = load(layout_id)
    for key in layout.testable:
        anchors = choose_anchors(layout, key.code, lambda code: True)
        assert anchors is not None
        assert len({key.code, *anchors}) == 3
        for anchor in anchors:
            assert harmless(anchor)
            assert layout.key(anchor).unseen is None
            assert distance(layout, key.code, anchor) < 5


def test_only_proven_keys_are_anchors() -> None:
    proven = {"KeyQ", "Space", "Digit6", "ShiftLeft"}
    assert choose_anchors(SMALL, "KeyE", proven.__contains__) == ("KeyQ", "Space")
    assert choose_anchors(SMALL, "KeyE", {"Space", "Digit6"}.__contains__) == ("Space", "Digit6")


@pytest.mark.parametrize("proven", [set(), {"KeyQ"}, {"KeyQ", "ShiftLeft"}, {"KeyQ", "KeyE"}])
def test_without_two_proven_harmless_keys_there_are_no_anchors(proven: set[str]) -> None:
    assert choose_anchors(SMALL, "KeyE", proven.__contains__) is None


@pytest.mark.parametrize("code", ["ShiftLeft", "MetaLeft", "PrintScreen", "F11", "Lang1", "AudioVolumeUp"])
def test_key_that_the_desktop_acts_on_is_not_pressed_many_times_in_a_row(code: str) -> None:
    assert not repeatable(code)


@pytest.mark.parametrize("code", ["KeyA", "Enter", "Tab", "CapsLock", "Space"])
def test_key_that_only_the_program_in_front_acts_on_may_be(code: str) -> None:
    assert repeatable(code)
