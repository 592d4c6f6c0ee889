"""How a key is called when people talk about it."""

from __future__ import annotations

import msgspec
import pytest

from keycheck.layouts.layout import LayoutKey
from keycheck.layouts.library import ids, load
from keycheck.reports.key_names import key_name
from tests.reports.examples import SMALL


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("Digit5", "5"),
        ("KeyA", "A"),
        ("Semicolon", "; (semicolon)"),
        ("Backspace", "Backspace"),
        ("Enter", "Enter"),
        ("Space", "Space"),
        ("ShiftLeft", "Left Shift"),
        ("ShiftRight", "Right Shift"),
        ("Numpad5", "5 on the number pad"),
        ("NumpadEnter", "Enter on the number pad"),
        ("Escape", "Escape"),
    ],
)
def test_key_is_named_by_what_is_printed_on_it(code: str, name: str) -> None:
    assert key_name(code, SMALL) == name


@pytest.mark.parametrize(
    ("layout", "code", "name"),
    [
        ("ansi-104", "AltRight", "Right Alt"),
        ("iso-105", "AltRight", "AltGr"),
        ("iso-105", "AltLeft", "Alt"),
        ("iso-105", "Quote", "' (apostrophe)"),
        ("iso-105", "Backslash", "# (hash)"),
        ("ansi-104", "ArrowUp", "Up arrow"),
        ("ansi-104", "Numpad7", "7 on the number pad"),
        ("ansi-104", "NumpadDecimal", ". (full stop) on the number pad"),
    ],
)
def test_name_follows_the_print_of_the_layout(layout: str, code: str, name: str) -> None:
    assert key_name(code, load(layout)) == name


@pytest.mark.parametrize(
    ("code", "legend", "name"),
    [
        ("Enter", "Enter ↵", "Enter ↵"),
        ("Enter", "↵", "Enter"),
        ("Digit5", "( 5", "5"),
        ("Backslash", "§", "§ (section sign)"),
        ("KeyA", "", "KeyA"),
        ("PageUp", "Page Up", "Page Up"),
    ],
)
def test_name_is_found_in_any_print(code: str, legend: str, name: str) -> None:
    layout = msgspec.structs.replace(SMALL, keys=(LayoutKey(code, 0, 0, legend=legend),))
    assert key_name(code, layout) == name


@pytest.mark.parametrize("layout", ids())
def test_no_two_keys_of_a_layout_have_one_name(layout: str) -> None:
    keyboard = load(layout)
    names = [key_name(key.code, keyboard) for key in keyboard.keys]
    assert sorted(names) == sorted(set(names))
