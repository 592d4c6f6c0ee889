"""What Raw Input says of a key, told apart from what keyboards and Windows make up."""

from __future__ import annotations

import pytest

from keycheck.capture.raw_input_keys import BREAK, E0, E1, RawKeys
from keycheck.capture.windows_keys import MEDIA, KeyMove
from keycheck.keys.table import all_codes, code_of, native_of

Told = tuple[int, int, int]
"""MakeCode, Flags, VKey."""


def read(*told: Told) -> list[KeyMove | None]:
    """What one keyboard did."""
    keys = RawKeys()
    return [keys.read(*one) for one in told]


@pytest.mark.parametrize(
    ("make", "flags", "vk", "code"),
    [
        (0x1E, 0, 0x41, "KeyA"),
        (0x1E, 0, 0x51, "KeyA"),  # the same switch under AZERTY
        (0x1C, 0, 0x0D, "Enter"),
        (0x1C, E0, 0x0D, "NumpadEnter"),
        (0x47, E0, 0x24, "Home"),
        (0x47, 0, 0x24, "Numpad7"),
        (0x45, 0, 0x90, "NumLock"),
        (0x45, 0, 0x13, "NumLock"),  # with Ctrl
        (0x46, 0, 0x91, "ScrollLock"),
        (0x46, E0, 0x03, "Pause"),  # with Ctrl
        (0x37, E0, 0x2C, "PrintScreen"),
        (0x54, 0, 0x2C, "PrintScreen"),  # with Alt
        (0x2A, 0, 0x10, "ShiftLeft"),
        (0x36, 0, 0x10, "ShiftRight"),
        (0x1D, 0, 0x11, "ControlLeft"),
        (0x1D, E0, 0x11, "ControlRight"),
        (0x38, E0, 0x12, "AltRight"),
        (0x00, 0, 0xAD, "AudioVolumeMute"),
        (0x56, 0, 0xFF, "IntlBackslash"),  # Windows' layout has nothing for it
    ],
)
def test_key_is_known_by_what_the_keyboard_sent(make: int, flags: int, vk: int, code: str) -> None:
    native = native_of("windows", code)
    assert native is not None
    assert read((make, flags, vk), (make, flags | BREAK, vk)) == [
        KeyMove(native, "down", False),
        KeyMove(native, "up", False),
    ]
    assert code_of("windows", native) == code


@pytest.mark.parametrize("tail_vk", [0xFF, 0x90], ids=["as Windows says it", "as a Num Lock"])
def test_pause_is_one_key_and_not_ctrl_with_num_lock(tail_vk: int) -> None:
    moves = read(
        (0x1D, E1, 0x13), (0x45, 0, tail_vk), (0x1D, E1 | BREAK, 0x13), (0x45, BREAK, tail_vk), (0x45, 0, 0x90)
    )
    pause, num_lock = "0x45", native_of("windows", "NumLock")
    assert moves == [
        KeyMove(pause, "down", False), None, KeyMove(pause, "up", False), None, KeyMove(str(num_lock), "down", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("make", "flags", "vk"),
    [(0x2A, E0, 0xFF), (0x36, E0, 0xFF), (0x21D, 0, 0x11), (0x00, 0, 0xE7)],
    ids=["Shift of Print Screen", "Shift of the arrows", "Ctrl before AltGr", "pasted character"],
)
def test_what_is_no_key_is_left_out(make: int, flags: int, vk: int) -> None:
    assert read((make, flags, vk), (make, flags | BREAK, vk)) == [None, None]


def test_print_screen_with_its_shifts_is_one_key() -> None:
    moves = read((0x2A, E0, 0xFF), (0x37, E0, 0x2C), (0x37, E0 | BREAK, 0x2C), (0x2A, E0 | BREAK, 0xFF))
    assert [move and move.action for move in moves] == [None, "down", "up", None]


def test_press_of_what_is_down_is_a_repeat() -> None:
    moves = read((0x1E, 0, 0x41), (0x1E, 0, 0x41), (0x1E, BREAK, 0x41), (0x1E, 0, 0x41))
    assert [move and move.action for move in moves] == ["down", "repeat", "up", "down"]


def test_key_that_was_down_before_is_no_news_twice_and_then_repeats() -> None:
    keys = RawKeys()
    assert keys.already("0x1e")
    assert not keys.already("0x1e")
    assert keys.read(0x1E, 0, 0x41) == KeyMove("0x1e", "repeat", False)


def test_key_that_windows_does_not_know_is_kept() -> None:
    assert read((0x7F, E0, 0xFF)) == [KeyMove("0xe07f", "down", False)]


def test_what_a_program_has_made_is_told() -> None:
    assert RawKeys().read(0x1E, 0, 0x41, injected=True) == KeyMove("0x1e", "down", True)


@pytest.mark.parametrize("code", [code for code in all_codes() if native_of("windows", code)])
def test_every_key_of_the_table_comes_back(code: str) -> None:
    """Sent as its keyboard sends it: a number with a prefix or without one, Pause and Num Lock in their own way."""
    native = int(str(native_of("windows", code)), 16)
    sent = {"Pause": (0x1D, E1), "NumLock": (0x45, 0)}.get(code, (native & 0xFF, E0 if native >> 8 == 0xE0 else 0))
    (move,) = read((*sent, 0x01))
    assert move is not None
    assert code_of("windows", move.native) == code


@pytest.mark.parametrize(("vk", "code"), MEDIA.items())
def test_media_key_without_a_scan_code_is_known_by_its_virtual_key(vk: int, code: str) -> None:
    (move,) = read((0, 0, vk))
    assert move is not None
    assert code_of("windows", move.native) == code
