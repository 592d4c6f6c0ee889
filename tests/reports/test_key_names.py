"""How a key is called when people talk about it."""

from __future__ import annotations

import msgspec
import pytest

from keycheck.layouts.layout import LayoutKey
from keycheck.layouts.legends import in_locale, locales
from keycheck.layouts.library import ids, load
from keycheck.reports.key_names import key_name, name_and_print
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
        ("NonConvert", "無変換", "Muhenkan (無変換)"),
        ("Lang1", "한/영", "Hangul/English (한/영)"),
    ],
)
def test_name_is_found_in_any_print(code: str, legend: str, name: str) -> None:
    layout = msgspec.structs.replace(SMALL, keys=(LayoutKey(code, 0, 0, legend=legend),))
    assert key_name(code, layout) == name


@pytest.mark.parametrize("locale", locales())
@pytest.mark.parametrize("layout", ["iso-105", "jis-109", "abnt2-107", "ks-106"])
def test_no_two_keys_have_one_name_whoever_labelled_them(layout: str, locale: str) -> None:
    keyboard = in_locale(load(layout), locale)
    assert len({key_name(key.code, keyboard) for key in keyboard.keys}) == len(keyboard.keys)


@pytest.mark.parametrize(
    ("code", "locale", "told"),
    [
        ("Digit5", "fr", "5, marked 5 ( ["),
        ("IntlBackslash", "de", "< (less-than sign), marked < > |"),
        ("KeyQ", "fr", "A"),
        ("ShiftLeft", "fr", "Left Maj"),
    ],
)
def test_a_report_tells_all_that_is_printed_on_a_key(code: str, locale: str, told: str) -> None:
    assert name_and_print(code, in_locale(load("iso-105"), locale)) == told


@pytest.mark.parametrize("layout", ids())
def test_no_two_keys_of_a_layout_have_one_name(layout: str) -> None:
    keyboard = load(layout)
    names = [key_name(key.code, keyboard) for key in keyboard.keys]
    assert sorted(names) == sorted(set(names))
