"""What an event tap of macOS says of a key: modifiers told apart by their own bits."""

from __future__ import annotations

import pytest

from keycheck.capture.mac_keys import (
    FLAGS_CHANGED,
    KEY_DOWN,
    KEY_UP,
    MODIFIERS,
    blind_keys,
    native_of_keycode,
    read_tap,
)
from keycheck.keys.table import code_of

SHIFT, CONTROL, OPTION, COMMAND, FN, ALPHA = 0x20000, 0x40000, 0x80000, 0x100000, 0x800000, 0x10000
L_SHIFT, R_SHIFT, L_CONTROL, R_COMMAND = 0x02, 0x04, 0x01, 0x10
NUMPAD = 0x200000


@pytest.mark.parametrize(
    ("kind", "keycode", "repeats", "flags", "actions"),
    [
        (KEY_DOWN, 0x00, False, 0, ("down",)),
        (KEY_DOWN, 0x00, True, 0, ("repeat",)),
        (KEY_UP, 0x00, False, 0, ("up",)),
        (KEY_DOWN, 0x7B, False, FN | NUMPAD, ("down",)),
        (FLAGS_CHANGED, 0x38, False, SHIFT | L_SHIFT, ("down",)),
        (FLAGS_CHANGED, 0x38, False, 0, ("up",)),
        (FLAGS_CHANGED, 0x3C, False, SHIFT | L_SHIFT | R_SHIFT, ("down",)),
        (FLAGS_CHANGED, 0x38, False, SHIFT | R_SHIFT, ("up",)),
        (FLAGS_CHANGED, 0x3C, False, SHIFT | L_SHIFT, ("up",)),
        (FLAGS_CHANGED, 0x36, False, COMMAND | R_COMMAND, ("down",)),
        (FLAGS_CHANGED, 0x37, False, COMMAND | R_COMMAND, ("up",)),
        (FLAGS_CHANGED, 0x3B, False, CONTROL | L_CONTROL | SHIFT | L_SHIFT, ("down",)),
        (FLAGS_CHANGED, 0x3A, False, OPTION, ("down",)),
        (FLAGS_CHANGED, 0x3F, False, FN, ("down",)),
        (FLAGS_CHANGED, 0x3F, False, 0, ("up",)),
        (FLAGS_CHANGED, 0x39, False, ALPHA, ("down", "up")),
        (FLAGS_CHANGED, 0x39, False, 0, ("down", "up")),
        (FLAGS_CHANGED, 0x00, False, 0, ()),
        (14, 0x00, False, 0, ()),
    ],
    ids=[
        "key",
        "key that repeats",
        "key let go",
        "arrow, which sets the flag of Fn",
        "left Shift",
        "left Shift let go",
        "right Shift beside the left",
        "left Shift let go beside the right",
        "right Shift let go beside the left",
        "right Command",
        "left Command let go beside the right",
        "left Control beside Shift",
        "Option of a keyboard without own bits",
        "Fn",
        "Fn let go",
        "Caps Lock, on",
        "Caps Lock, off",
        "flags without a modifier",
        "event of the system",
    ],
)
def test_event_of_the_tap_is_read(kind: int, keycode: int, repeats: bool, flags: int, actions: tuple[str, ...]) -> None:
    assert read_tap(kind, keycode, repeats, flags) == actions


@pytest.mark.parametrize("keycode", [code for code in MODIFIERS if code != 0x3F])
def test_modifier_is_a_key_of_the_table(keycode: int) -> None:
    assert code_of("mac", native_of_keycode(keycode)) is not None


@pytest.mark.parametrize("keycode", MODIFIERS)
def test_modifier_goes_down_and_up_by_its_own_bit_whatever_else_is_held(keycode: int) -> None:
    own, _, shared = MODIFIERS[keycode]
    others = (
        sum(bits for code, (bits, _, _) in MODIFIERS.items() if code != keycode) | SHIFT | CONTROL | OPTION | COMMAND
    )
    assert read_tap(FLAGS_CHANGED, keycode, False, own | shared | others) == ("down",)
    if keycode != 0x3F:
        assert read_tap(FLAGS_CHANGED, keycode, False, others) == ("up",)


def test_keys_that_macos_keeps_for_itself_are_blind() -> None:
    blind = blind_keys()
    assert {"AudioVolumeUp", "PrintScreen"} <= blind.keys()
    assert "KeyA" not in blind
