"""The mates of a key are those with which it most often shares a line."""

from __future__ import annotations

import pytest

from keycheck.layouts.line_mates import line_mates


def test_mates_of_five_are_its_drive_line_and_then_its_sense_line() -> None:
    drive = ("KeyT", "KeyR", "KeyV", "KeyF", "KeyG", "Digit4", "KeyB")
    assert line_mates("Digit5") == (*drive, "Digit6", "Minus", "Equal", "Backquote")


@pytest.mark.parametrize("code", ["Space", "MediaPlayPause", "NoSuchKey"])
def test_key_with_no_steady_mate_has_none(code: str) -> None:
    assert line_mates(code) == ()


@pytest.mark.parametrize("code", ["Digit5", "KeyE", "KeyA", "Enter"])
def test_mates_are_mutual_and_never_the_key_itself(code: str) -> None:
    assert code not in line_mates(code)
    assert all(code in line_mates(mate) for mate in line_mates(code))
