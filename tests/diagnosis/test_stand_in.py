"""A map with a key that the keyboard lacks makes no fault of the key that is pressed in its place."""

from __future__ import annotations

import pytest

from keycheck.layouts.library import load
from tests.scenarios import Recording, finding, press, undecided


def asked(layout: str, key: str, other: str, *never: str) -> Recording:
    """Every key of the map was pressed but this one and these; in five trials over two rounds the other one comes."""
    recording = Recording(load(layout)).sweep({key, *never}).phase("confirm").trials(3, key, press(other))
    return recording.trial("KeyR", press("KeyR")).trials(2, key, press(other)).end()


def test_us_backslash_in_place_of_the_iso_one_asks_for_the_map() -> None:
    said = undecided(asked("iso-105", "IntlBackslash", "Backslash").verdict, "IntlBackslash")
    assert "may not be its map" in said.reason
    assert "choose the layout" in said.would_settle


@pytest.mark.parametrize(
    ("layout", "key", "other"),
    [
        ("iso-105", "IntlBackslash", "KeyZ"),
        ("iso-105", "Digit5", "Digit6"),
        ("abnt2-107", "IntlBackslash", "Backslash"),
        ("iso-105", "Numpad1", "Digit1"),
    ],
)
def test_wrong_code_is_found_where_no_other_keyboard_explains_it(layout: str, key: str, other: str) -> None:
    assert finding(asked(layout, key, other).verdict, key).symptom == "wrong_code"


def test_digit_in_place_of_a_number_pad_of_which_no_key_came_asks_for_the_map() -> None:
    pad = [key.code for key in load("iso-105").testable if key.zone == load("iso-105").key("Numpad1").zone]
    assert "may not be its map" in undecided(asked("iso-105", "Numpad1", "Digit1", *pad).verdict, "Numpad1").reason
