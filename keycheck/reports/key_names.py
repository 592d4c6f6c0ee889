"""How a key is called when people talk about it: by what is printed on it, and where it is if that is printed twice."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

from keycheck.errors.printable import printable
from keycheck.languages import N_, _, spoken
from keycheck.layouts.layout import Layout, LayoutKey

_UNPRINTED = {
    "ArrowDown": N_("Down arrow"),
    "ArrowLeft": N_("Left arrow"),
    "ArrowRight": N_("Right arrow"),
    "ArrowUp": N_("Up arrow"),
    "AltLeft": N_("Alt"),
    "AltRight": N_("Alt"),
    "Backspace": N_("Backspace"),
    "CapsLock": N_("Caps Lock"),
    "ContextMenu": N_("Menu"),
    "ControlLeft": N_("Ctrl"),
    "ControlRight": N_("Ctrl"),
    "Delete": N_("Delete"),
    "Enter": N_("Enter"),
    "Escape": N_("Esc"),
    "MetaLeft": N_("Windows"),
    "MetaRight": N_("Windows"),
    "NumpadEnter": N_("Enter"),
    "ShiftLeft": N_("Shift"),
    "ShiftRight": N_("Shift"),
    "Space": N_("Space"),
    "Tab": N_("Tab"),
}
"""Keys that often carry a picture or nothing: what people call them."""

_LOCKS = {"CapsLock": N_("Caps Lock"), "NumLock": N_("Num Lock"), "ScrollLock": N_("Scroll Lock")}

_SIGN_WORDS = {
    "'": N_("apostrophe"),
    "-": N_("minus"),
    "/": N_("slash"),
    "\\": N_("backslash"),
    "`": N_("backtick"),
    "#": N_("hash"),
    ".": N_("full stop"),
    ",": N_("comma"),
    "[": N_("left square bracket"),
    "]": N_("right square bracket"),
    ";": N_("semicolon"),
    "=": N_("equals sign"),
    "*": N_("asterisk"),
    "+": N_("plus sign"),
    "^": N_("circumflex accent"),
    "¥": N_("yen sign"),
    "@": N_("commercial at"),
    ":": N_("colon"),
    "´": N_("acute accent"),
    "~": N_("tilde"),
    "§": N_("section sign"),
    "°": N_("degree sign"),
    "<": N_("less-than sign"),
    ">": N_("greater-than sign"),
    "|": N_("vertical line"),
    "&": N_("ampersand"),
    '"': N_("quotation mark"),
    "(": N_("left parenthesis"),
    ")": N_("right parenthesis"),
    "!": N_("exclamation mark"),
    "?": N_("question mark"),
    "$": N_("dollar sign"),
    "%": N_("percent sign"),
    "_": N_("low line"),
    "{": N_("left curly bracket"),
    "}": N_("right curly bracket"),
    "£": N_("pound sign"),
    "€": N_("euro sign"),
    "¨": N_("diaeresis"),
    "«": N_("left-pointing double angle quotation mark"),
    "»": N_("right-pointing double angle quotation mark"),
    "¤": N_("currency sign"),
    "¦": N_("broken bar"),
    "¬": N_("not sign"),
    "¸": N_("cedilla"),
    "·": N_("middle dot"),
    "×": N_("multiplication sign"),
    "÷": N_("division sign"),
    "˙": N_("dot above"),
    "˛": N_("ogonek"),
    "˝": N_("double acute accent"),
    "¯": N_("macron"),
    "˘": N_("breve"),
    "˚": N_("ring above"),
    "¢": N_("cent sign"),
    "¿": N_("inverted question mark"),
    "¡": N_("inverted exclamation mark"),
}
"""What signs are called: most by Unicode's name, some by one that people know better."""


_IN_LATIN = {
    "変換": "Henkan",
    "無変換": "Muhenkan",
    "カナ": "Kana",
    "かな": "Kana",
    "英数": "Eisu",
    "半/全": "Hankaku/Zenkaku",
    "한/영": "Hangul/English",
    "한자": "Hanja",
}
"""Words of keys that a shop elsewhere, or a page without a font for them, could not show."""


def lock_name(code: str) -> str:
    """What people call this lock, whether or not the keyboard has its key."""
    return _(_LOCKS[code])


def key_name(code: str, layout: Layout, with_place: bool = True) -> str:
    """`5`, `Left Shift`, `; (semicolon)`, `5 on the number pad`; the code itself where the layout has no such key.

    Without its place a key of the number pad is just `5`.
    """
    if code not in layout:
        return printable(code)
    name = _names(layout, spoken())[code]
    return _("{key} on the number pad").format(key=name) if with_place and on_number_pad(code) else name


@lru_cache(maxsize=64)  # a screen names its keys at every beat, each beside all others
def _names(layout: Layout, language: str) -> dict[str, str]:
    """Every key's name without its place; keys of one name, on the number pad or beside it, are told apart."""
    labels = {key.code: _label(key, language) for key in layout.keys}
    times = Counter((label, on_number_pad(code)) for code, label in labels.items())
    return {
        code: label if times[label, on_number_pad(code)] == 1 else _told_apart(code, label)
        for code, label in labels.items()
    }


def _told_apart(code: str, label: str) -> str:
    # Signs of another country can stand twice on a keyboard that has keys which that country does not know.
    return _(side).format(key=label) if (side := _side(code)) else f"{label}, {code}"


def name_and_print(code: str, layout: Layout) -> str:
    """The name and, outside the USA, all that is printed on the key: `5, marked 5 ( [`.

    Whoever reads the report may never have seen such a keyboard.
    """
    name = key_name(code, layout)
    signs = printable(layout.key(code).legend) if code in layout and layout.locale != "us" else ""
    if len(signs.split()) < 2 or signs == name:
        return name
    return _("{key}, marked {signs}").format(key=name, signs=signs)


def on_number_pad(code: str) -> bool:
    """Whether the key belongs to the number pad, where the signs of other keys stand again."""
    return code.startswith("Numpad")


def _label(key: LayoutKey, language: str) -> str:
    legend = printable(key.legend)
    if legend in _IN_LATIN:
        return f"{_IN_LATIN[legend]} ({legend})"
    if key.code in _UNPRINTED and not any(c.isalnum() for c in legend):
        return _(_UNPRINTED[key.code])
    signs = [part for part in legend.split() if len(part) == 1 and key.code not in _UNPRINTED]
    if not signs:
        return legend or printable(key.code)
    sign = next((s for s in signs if s.isalnum()), signs[0])
    return sign if sign.isalnum() or not (word := _word(sign, language)) else f"{sign} ({word})"


def _word(sign: str, language: str) -> str:
    """What it is called; empty for one that only Unicode has a name for, where another language is spoken."""
    if sign in _SIGN_WORDS:
        return _(_SIGN_WORDS[sign])
    return unicodedata.name(sign, "sign").lower() if language == "en" else ""


_SIDES = {"Left": N_("Left {key}"), "Right": N_("Right {key}")}


def _side(code: str) -> str:
    return next((said for side, said in _SIDES.items() if code.endswith(side)), "")
