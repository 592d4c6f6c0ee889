"""What is printed on a key says which key it is; where it could be two, it says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from keycheck.layouts.importing.as_map import as_map, matrix_csv
from keycheck.layouts.importing.imported import Box, Imported, ImportedKey
from keycheck.layouts.importing.legend_codes import LETTER_ROWS
from keycheck.layouts.importing.naming import codes
from keycheck.layouts.library import load
from keycheck.layouts.map_file import parse
from keycheck.layouts.map_text import as_toml
from tests.layouts.importing.definitions import TKL, imported, qmk


def row(*legends: str) -> Imported:
    """A row of keys; a line end parts the legends of one key, the base sign first."""
    return Imported("L", tuple(ImportedKey(Box(x, 0), legends=tuple(t.split("\n"))) for x, t in enumerate(legends)))


def test_every_key_of_an_american_keyboard_is_named(tmp_path: Path) -> None:
    (layout,) = imported(tmp_path, TKL, "kle")
    assert set(codes(layout)) == {key.code for key in load("ansi-tkl").keys}


@pytest.mark.parametrize(
    ("legends", "named"),
    [
        (("Q", "W"), ("KeyQ", "KeyW")),
        (("KC_ESC", "KC_A", "KC_LSFT", "KC_P1", "KC_F13"), ("Escape", "KeyA", "ShiftLeft", "Numpad1", "F13")),
        (("7\nHome", "Q", "7"), ("Digit7", "KeyQ", "Numpad7")),
        (("Q", ".", ".\nDel"), ("KeyQ", "Period", "NumpadDecimal")),
        (("Shift", "Z", "X", "Shift"), ("ShiftLeft", "KeyZ", "KeyX", "ShiftRight")),
        (("Q", "W", "E", "Ctrl"), ("KeyQ", "KeyW", "KeyE", "ControlRight")),
        (("3\n£", "Q", '2\n"', "'\n@", "#\n~"), ("Digit3", "KeyQ", "Digit2", "Quote", "Backslash")),
        (("<\n>",), ("IntlBackslash",)),
        (("Q", "#\n~", "\\\n|"), ("KeyQ", "Backslash", "IntlBackslash")),
        (("K00", "K01"), (None, None)),
        (("Q", "Q"), ("KeyQ", None)),
        (("1", "2", "Enter", "+"), ("Numpad1", "Numpad2", "NumpadEnter", "NumpadAdd")),
    ],
)
def test_legends_name_keys(legends: tuple[str, ...], named: tuple[str | None, ...]) -> None:
    assert codes(row(*legends)) == named


@pytest.mark.parametrize("name", LETTER_ROWS)
def test_a_letter_names_the_key_in_its_place_whatever_is_printed_there(name: str) -> None:
    keys = [
        (ImportedKey(Box(x + y / 4, y), legends=(letter,)), f"Key{code}")
        for y, (row, names) in enumerate(zip(LETTER_ROWS[name], LETTER_ROWS["qwerty"], strict=True))
        for x, (letter, code) in enumerate(zip(row, names, strict=False))
        if letter != " "
    ]
    assert codes(Imported("L", tuple(key for key, _ in keys))) == tuple(code for _, code in keys)


def test_letters_in_no_known_order_name_nothing() -> None:
    assert codes(row("E", "Q", "Z", "A")) == (None, None, None, None)


def test_the_one_wide_blank_key_is_the_space_bar() -> None:
    keys = (ImportedKey(Box(0, 0), legends=("Q",)), ImportedKey(Box(0, 1, 6.25)), ImportedKey(Box(7, 1)))
    assert codes(Imported("L", keys)) == ("KeyQ", "Space", None)


def test_the_backslash_beside_the_left_shift_is_a_key_of_its_own() -> None:
    keys = (
        ImportedKey(Box(0, 1, 1.25), legends=("Shift",)),
        ImportedKey(Box(1.5, 1), legends=("\\", "|")),
        ImportedKey(Box(2.25, 1), legends=("Z",)),
    )
    assert codes(Imported("L", keys)) == ("ShiftLeft", "IntlBackslash", "KeyZ")


def test_the_map_of_an_import_is_one_that_keycheck_reads(tmp_path: Path) -> None:
    (layout,) = imported(tmp_path, TKL, "kle")
    made = as_map(layout)
    assert made.unnamed == ()
    assert parse(as_toml(made.layout, ["a remark"]), "made.toml") == made.layout


def test_keys_that_a_map_cannot_hold_are_told(tmp_path: Path) -> None:
    keys = ({"x": 1, "y": -1, "label": "Q"}, {"x": 1.5, "y": -0.5, "label": "W"}, {"x": 2, "y": 0, "matrix": [4, 5]})
    (layout,) = imported(tmp_path, qmk(*keys), "qmk")
    made = as_map(layout)
    assert [(key.code, key.x, key.y) for key in made.layout.keys] == [("KeyQ", 0, 0)]
    assert made.unnamed == ("x = 1, y = 1, row 4 and column 5, no legend", "x = 0.5, y = 0.5, marked W")


def test_the_matrix_says_which_line_drives(tmp_path: Path) -> None:
    (layout,) = imported(
        tmp_path, qmk({"x": 0, "y": 0, "label": "Q", "matrix": [1, 7]}, diode_direction="ROW2COL"), "qmk"
    )
    assert (matrix_csv(layout) or "").splitlines()[1:] == ["drive,sense,source_name,code", "7,1,Q,KeyQ"]
