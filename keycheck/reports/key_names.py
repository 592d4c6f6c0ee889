"""How a key is called when people talk about it: by what is printed on it, and where it is if that is printed twice."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

from keycheck.errors.printable import printable
from keycheck.layouts.layout import Layout, LayoutKey

_UNPRINTED = {
    "ArrowDown": "Down arrow",
    "ArrowLeft": "Left arrow",
    "ArrowRight": "Right arrow",
    "ArrowUp": "Up arrow",
    "AltLeft": "Alt",
    "AltRight": "Alt",
    "Backspace": "Backspace",
    "CapsLock": "Caps Lock",
    "ContextMenu": "Menu",
    "ControlLeft": "Ctrl",
    "ControlRight": "Ctrl",
    "Delete": "Delete",
    "Enter": "Enter",
    "Escape": "Esc",
    "MetaLeft": "Windows",
    "MetaRight": "Windows",
    "NumpadEnter": "Enter",
    "ShiftLeft": "Shift",
    "ShiftRight": "Shift",
    "Space": "Space",
    "Tab": "Tab",
}
"""Keys that often carry a picture or nothing: what people call them."""

_SIGN_WORDS = {"'": "apostrophe", "-": "minus", "/": "slash", "\\": "backslash", "`": "backtick", "#": "hash"}
"""Signs that people know by another name than Unicode's."""


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


def key_name(code: str, layout: Layout, with_place: bool = True) -> str:
    """`5`, `Left Shift`, `; (semicolon)`, `5 on the number pad`; the code itself where the layout has no such key.

    Without its place a key of the number pad is just `5`.
    """
    if code not in layout:
        return printable(code)
    name = _names(layout)[code]
    return f"{name} on the number pad" if with_place and on_number_pad(code) else name


@lru_cache(maxsize=64)  # a screen names its keys at every beat, each beside all others
def _names(layout: Layout) -> dict[str, str]:
    """Every key's name without its place; keys of one name, on the number pad or beside it, are told apart."""
    labels = {key.code: _label(key) for key in layout.keys}
    times = Counter((label, on_number_pad(code)) for code, label in labels.items())
    return {
        code: label if times[label, on_number_pad(code)] == 1 else _told_apart(code, label)
        for code, label in labels.items()
    }


def _told_apart(code: str, label: str) -> str:
    # Signs of another country can stand twice on a keyboard that has keys which that country does not know.
    return f"{side} {label}" if (side := _side(code)) else f"{label}, {code}"


def name_and_print(code: str, layout: Layout) -> str:
    """The name and, outside the USA, all that is printed on the key: `5, marked 5 ( [`.

    Whoever reads the report may never have seen such a keyboard.
    """
    name = key_name(code, layout)
    signs = printable(layout.key(code).legend) if code in layout and layout.locale != "us" else ""
    return f"{name}, marked {signs}" if len(signs.split()) > 1 and signs != name else name


def on_number_pad(code: str) -> bool:
    """Whether the key belongs to the number pad, where the signs of other keys stand again."""
    return code.startswith("Numpad")


def _label(key: LayoutKey) -> str:
    legend = printable(key.legend)
    if legend in _IN_LATIN:
        return f"{_IN_LATIN[legend]} ({legend})"
    if key.code in _UNPRINTED and not any(c.isalnum() for c in legend):
        return _UNPRINTED[key.code]
    signs = [part for part in legend.split() if len(part) == 1 and key.code not in _UNPRINTED]
    if not signs:
        return legend or printable(key.code)
    sign = next((s for s in signs if s.isalnum()), signs[0])
    return sign if sign.isalnum() else f"{sign} ({_word(sign)})"


def _word(sign: str) -> str:
    return _SIGN_WORDS.get(sign) or unicodedata.name(sign, "sign").lower()


def _side(code: str) -> str:
    return next((side for side in ("Left", "Right") if code.endswith(side)), "")
