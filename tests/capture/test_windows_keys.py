"""What Windows says of a key, told apart from what Windows makes up."""

from __future__ import annotations

import pytest

from keycheck.capture.windows_keys import MEDIA, KeyMove, native_code, native_of_mapped, read_hook
from keycheck.keys.table import code_of, known, native_of

UP, EXTENDED, INJECTED, LOWER = 0x80, 0x01, 0x10, 0x02


@pytest.mark.parametrize(
    ("scan", "flags", "vk", "code"),
    [
        (0x1E, 0, 0x41, "KeyA"),
        (0x1E, 0, 0x51, "KeyA"),  # the same switch under AZERTY
        (0x1C, 0, 0x0D, "Enter"),
        (0x1C, EXTENDED, 0x0D, "NumpadEnter"),
        (0x47, EXTENDED, 0x24, "Home"),
        (0x47, 0, 0x24, "Numpad7"),
        (0x45, 0, 0x13, "Pause"),
        (0x45, EXTENDED, 0x90, "NumLock"),
        (0x46, 0, 0x91, "ScrollLock"),
        (0x46, EXTENDED, 0x03, "Pause"),  # with Ctrl
        (0x37, EXTENDED, 0x2C, "PrintScreen"),
        (0x54, 0, 0x2C, "PrintScreen"),  # with Alt
        (0x36, EXTENDED, 0xA1, "ShiftRight"),
        (0x36, 0, 0xA1, "ShiftRight"),
        (0x1D, 0, 0xA2, "ControlLeft"),
        (0x1D, EXTENDED, 0xA3, "ControlRight"),
        (0x38, EXTENDED, 0xA5, "AltRight"),
        (0x00, 0, 0xAD, "AudioVolumeMute"),
    ],
)
def test_key_is_known_by_its_scan_code(scan: int, flags: int, vk: int, code: str) -> None:
    down: set[tuple[str, bool]] = set()
    pressed = read_hook(scan, flags, vk, down)
    released = read_hook(scan, flags | UP, vk, down)
    native = native_of("windows", code)
    assert native is not None
    assert (pressed, released) == (KeyMove(native, "down", False), KeyMove(native, "up", False))
    assert code_of("windows", native) == code
    assert down == set()


@pytest.mark.parametrize(
    ("scan", "vk"),
    [(0x21D, 0xA2), (0x22A, 0xA0), (0x236, 0xA1), (0x41, 0xE7)],
    ids=["Ctrl before AltGr", "Shift of the keypad", "right Shift of the keypad", "pasted character"],
)
def test_what_is_no_key_is_left_out(scan: int, vk: int) -> None:
    down: set[tuple[str, bool]] = set()
    assert read_hook(scan, 0, vk, down) is None
    assert read_hook(scan, UP, vk, down) is None
    assert down == set()


def test_press_of_what_is_down_is_a_repeat() -> None:
    down: set[tuple[str, bool]] = set()
    moves = [read_hook(0x1E, flags, 0x41, down) for flags in (0, 0, 0, UP, 0)]
    assert [move and move.action for move in moves] == ["down", "repeat", "repeat", "up", "down"]


def test_print_screen_that_is_let_go_after_alt_is_up() -> None:
    """The scan code changes with Alt; it is one key, and no repeat the next time."""
    down: set[tuple[str, bool]] = set()
    moves = [read_hook(0x54, 0, 0x2C, down), read_hook(0x37, EXTENDED | UP, 0x2C, down), read_hook(0x54, 0, 0x2C, down)]
    assert [move and move.action for move in moves] == ["down", "up", "down"]


@pytest.mark.parametrize("flag", [INJECTED, LOWER])
def test_injected_press_is_told_and_is_no_repeat_of_the_real_one(flag: int) -> None:
    down: set[tuple[str, bool]] = set()
    assert read_hook(0x1E, 0, 0x41, down) == KeyMove("0x1e", "down", False)
    assert read_hook(0x1E, flag, 0x41, down) == KeyMove("0x1e", "down", True)
    assert read_hook(0x1E, flag | UP, 0x41, down) == KeyMove("0x1e", "up", True)
    assert read_hook(0x1E, 0, 0x41, down) == KeyMove("0x1e", "repeat", False)


def test_key_without_a_number_is_kept_under_its_virtual_key() -> None:
    assert native_code(0, False, 0xE5) == "vk0xe5"
    assert code_of("windows", "vk0xe5") is None


def test_scan_code_that_no_table_knows_is_kept() -> None:
    assert native_code(0x7F, True, 0xFF) == "0xe07f"


@pytest.mark.parametrize("code", MEDIA.values())
def test_key_that_comes_without_a_scan_code_has_one(code: str) -> None:
    assert known(code)
    assert native_of("windows", code) is not None


@pytest.mark.parametrize(
    ("mapped", "vk", "native"),
    [(0x1E, 0x41, "0x1e"), (0xE04B, 0x25, "0xe04b"), (0xE11D, 0x13, "0x45"), (0, 0xFF, None)],
)
def test_key_that_is_down_is_known_by_what_windows_maps_it_to(mapped: int, vk: int, native: str | None) -> None:
    assert native_of_mapped(mapped, vk) == native
