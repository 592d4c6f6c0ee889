"""What is printed on keys: XKB's signs, as real caps bear them."""

from __future__ import annotations

from pathlib import Path

import pytest

from keycheck.errors import UsageError
from keycheck.languages import speaking
from keycheck.layouts.legends import as_recorded, in_locale, locales, printed, said_name
from keycheck.layouts.library import load

DATA = Path(__file__).parents[2] / "keycheck" / "layouts" / "data" / "legends.csv"
REFERENCE = Path(__file__).parents[3] / "shared" / "data" / "legends_xkb.csv"


@pytest.mark.skipif(not REFERENCE.exists(), reason="no reference legends beside the repository")
def test_the_table_is_the_reference() -> None:
    assert DATA.read_bytes() == REFERENCE.read_bytes()


def test_there_are_32_locales_of_51_keys() -> None:
    lines = DATA.read_text(encoding="utf-8").splitlines()
    assert (len(locales()), len(lines)) == (32, 1 + 32 * 51)


@pytest.mark.parametrize(
    ("locale", "code", "legend"),
    [
        ("us", "Digit5", "5 %"),
        ("us", "KeyE", "E"),
        ("fr", "Digit5", "5 ( ["),
        ("fr", "Digit2", "2 é ~"),
        ("fr", "Quote", "ù %"),
        ("de", "IntlBackslash", "< > |"),
        ("de", "BracketLeft", "Ü"),
        ("de", "Equal", "´ `"),
        ("gb", "Digit4", "4 $ €"),
        ("jp", "IntlYen", "¥ |"),
        ("jp", "IntlRo", "\\ _"),
        ("jp", "Convert", "変換"),
        ("br_abnt2", "Slash", "; :"),
        ("br_abnt2", "IntlRo", "/ ?"),
        ("tr", "KeyI", "I"),
        ("tr", "Quote", "İ"),
        ("ru", "KeyQ", "Й"),
        ("us", "IntlRo", None),
        ("us", "ShiftLeft", None),
        ("us", "Convert", None),
    ],
)
def test_a_cap_bears(locale: str, code: str, legend: str | None) -> None:
    assert printed(code, locale) == legend


@pytest.mark.parametrize("locale", locales())
def test_a_keyboard_in_another_locale_keeps_its_keys(locale: str) -> None:
    """Position decides which keys there are; XKB, which knows an IntlBackslash everywhere, only what is printed."""
    before, after = load("ansi-104"), in_locale(load("ansi-104"), locale)
    assert [(key.code, key.x, key.y) for key in after.keys] == [(key.code, key.x, key.y) for key in before.keys]
    assert [key.code for key in after.keys if not key.legend] == ["Space"]
    assert after.locale == locale


def test_the_decimal_key_of_a_swedish_number_pad_bears_a_comma() -> None:
    assert in_locale(load("iso-105"), "se").key("NumpadDecimal").legend == ", Del"


def test_german_caps_bear_german_words() -> None:
    german = in_locale(load("iso-105"), "de")
    codes = ("ControlLeft", "Delete", "Insert", "Home", "End", "PageUp", "PrintScreen", "NumpadDecimal", "Numpad0")
    words = ("Strg", "Entf", "Einfg", "Pos1", "Ende", "Bild↑", "Druck", ", Entf", "0 Einfg")
    assert tuple(german.key(code).legend for code in codes) == words


def test_french_caps_bear_french_words() -> None:
    french = in_locale(load("iso-105"), "fr")
    codes = ("Escape", "ShiftLeft", "CapsLock", "Enter", "Delete", "PrintScreen", "Numpad7", "ControlLeft")
    words = ("Échap", "Maj", "Verr maj", "Entrée", "Suppr", "Impr écran", "7 Origine", "Ctrl")
    assert tuple(french.key(code).legend for code in codes) == words


@pytest.mark.parametrize("locale", ["es", "latam"])
def test_spanish_caps_bear_spanish_words(locale: str) -> None:
    spanish = in_locale(load("iso-105"), locale)
    codes = ("ShiftLeft", "CapsLock", "Enter", "Backspace", "Delete", "PageUp", "NumLock", "NumpadDecimal", "Numpad7")
    words = ("Mayús", "Bloq Mayús", "Intro", "Retroceso", "Supr", "Re Pág", "Bloq Num", ". Supr", "7 Inicio")
    assert tuple(spanish.key(code).legend for code in codes) == words


def test_spanish_caps_bear_no_sign_that_only_xkb_adds() -> None:
    legends = [printed(code, "es") for code in ("Digit1", "Digit7", "Digit0", "Minus", "KeyQ", "IntlBackslash")]
    assert legends == ["1 ! |", "7 /", "0 =", "' ?", "Q", "< >"]


def test_the_words_of_a_macbook_stay_as_they_are() -> None:
    assert in_locale(load("macbook-iso"), "de").key("ControlLeft") == load("macbook-iso").key("ControlLeft")


def test_an_unknown_locale_is_told_which_there_are() -> None:
    with pytest.raises(UsageError, match="ara, be, br_abnt2"):
        in_locale(load("iso-105"), "xx")


def test_a_keyboard_is_named_for_the_locale_that_it_bears() -> None:
    assert in_locale(load("iso-105"), "de").name == "Full size, ISO, 105 keys (de)"
    assert in_locale(load("iso-105"), "gb") is load("iso-105")


def test_a_keyboard_of_another_locale_is_named_in_the_language_that_is_spoken() -> None:
    name = in_locale(load("iso-105"), "es").name
    with speaking("es"):
        said = [said_name(name), said_name(load("iso-105").name), said_name("a map of mine (no. 2)")]
    assert said == [
        "Tamaño completo, ISO, 105 teclas (es)",
        "Tamaño completo, ISO, 105 teclas (Reino Unido)",
        "a map of mine (no. 2)",
    ]
    assert said_name(name) == name


def test_a_recording_of_an_unknown_locale_keeps_the_signs_of_the_map() -> None:
    assert as_recorded(load("iso-105"), "xx") == load("iso-105")
    assert as_recorded(load("iso-105"), "de").key("KeyZ").legend == "Y"
