"""What is printed on the writing keys in a locale, only for people: whether a key exists, the map says.

The signs are those of XKB's layouts (`data/legends.csv`, made by `tools/make_legends.py`), with what is known of real
caps: letters as one capital, a digit before its sign, dead keys by their accent, and of the third level only what
keyboards of that country really bear.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import msgspec

from keycheck.errors import UsageError
from keycheck.languages import N_, _
from keycheck.layouts.layout import Layout, LayoutKey

_DATA = Path(__file__).parent / "data" / "legends.csv"

_ACCENTS = {
    "abovedot": "˙",
    "abovering": "°",
    "acute": "´",
    "breve": "˘",
    "caron": "ˇ",
    "cedilla": "¸",
    "circumflex": "^",
    "diaeresis": "¨",
    "doubleacute": "˝",
    "grave": "`",
    "macron": "¯",
    "ogonek": "˛",
    "tilde": "~",
}
"""A dead key is printed as the accent that it puts on the next letter."""

_ON_CAPS = {
    ("jp", "Backquote"): "半/全",
    ("jp", "IntlYen"): "¥ |",
    ("jp", "IntlRo"): "\\ _",
    ("es", "Digit7"): "7 /",
    ("es", "Digit8"): "8 (",
    ("es", "Digit9"): "9 )",
    ("es", "Digit0"): "0 =",
    ("es", "Minus"): "' ?",
    ("es", "KeyQ"): "Q",
    ("es", "IntlBackslash"): "< >",
}
"""Where caps bear something else than what XKB gives: JIS X 6002; Microsoft's KBDSP, whose third level Spain prints."""

_ON_CAPS_EVERYWHERE = {
    "Lang1": {"kr": "한/영", "jp": "かな"},
    "Lang2": {"kr": "한자", "jp": "英数"},
    "Convert": {"jp": "変換"},
    "NonConvert": {"jp": "無変換"},
    "KanaMode": {"jp": "カナ"},
}
"""Keys that write nothing, with words of one country on them."""

_SPANISH_CAPS = {
    "Backspace": "Retroceso",
    "Caps": "Bloq",
    "Del": "Supr",
    "Delete": "Supr",
    "End": "Fin",
    "Enter": "Intro",
    "Home": "Inicio",
    "Lock": "Mayús",
    "NumLk": "Bloq Num",
    "Pause": "Pausa",
    "PgDn": "Av Pág",
    "PgUp": "Re Pág",
    "PrtSc": "Impr Pant",
    "ScrLk": "Bloq Despl",
    "Shift": "Mayús",
}

_WORDS_ON_CAPS = {
    "de": {
        "Ctrl": "Strg",
        "Del": "Entf",
        "Delete": "Entf",
        "End": "Ende",
        "Home": "Pos1",
        "Ins": "Einfg",
        "Insert": "Einfg",
        "NumLk": "Num",
        "PgDn": "Bild↓",
        "PgUp": "Bild↑",
        "PrtSc": "Druck",
        "ScrLk": "Rollen",
    },
    "fr": {
        "Backspace": "Retour arrière",
        "Caps": "Verr",
        "Del": "Suppr",
        "Delete": "Suppr",
        "End": "Fin",
        "Enter": "Entrée",
        "Esc": "Échap",
        "Home": "Origine",
        "Ins": "Inser",
        "Insert": "Inser",
        "Lock": "maj",
        "NumLk": "Verr num",
        "PgDn": "PgSuiv",
        "PgUp": "PgPréc",
        "PrtSc": "Impr écran",
        "ScrLk": "Arrêt défil",
        "Shift": "Maj",
    },
    "es": _SPANISH_CAPS,
    "latam": _SPANISH_CAPS,
}
"""Locale -> what its caps bear where English ones bear these words."""

_THIRD_LEVEL = {
    "gb": "€",
    "de": "²³{[]}\\@€~|µ",
    "ch_de": "¦@#¬|¢€[]{}~\\",
    "ch_fr": "¦@#¬|¢€[]{}~\\",
    "fr": "~#{[|`\\^@]}€¤",
    "be": "|@#^{}[]´`\\~€",
    "es": "|@#~€¬[]{}\\",
    "latam": "@\\^`~",
    "pt": "@£§{[]}€",
    "it": "€@#[]",
    "se": "@£$€{[]}\\~|µ",
    "fi": "@£$€{[]}\\~|µ",
    "no": "@£$€{[]}\\~µ",
    "dk": "@£$€{[]}|~\\µ",
    "tr": "@#$½{[]}\\|€~",
}
"""Locale -> the signs that stand on caps for AltGr; XKB has many more that no cap bears (½, æ, ←)."""


_COUNTRIES = ("US", "UK", "Japan", "Brazil", "Korea")
_COUNTRY = re.compile(rf"\((?:{'|'.join(_COUNTRIES)})\)")
"""What the names of our maps say of their own locale."""
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def locales() -> tuple[str, ...]:
    """The locales, by XKB's names, sorted."""
    return tuple(sorted(_table()))


def printed(code: str, locale: str) -> str | None:
    """What stands on that key, parted by blanks; None where the locale says nothing of it. Unknown locale: KeyError."""
    on_cap = _ON_CAPS.get((locale, code)) or _ON_CAPS_EVERYWHERE.get(code, {}).get(locale)
    if on_cap is not None:
        return on_cap
    signs = _table()[locale].get(code)
    if signs is None:
        return None
    base, shift, altgr = signs
    # Accents of the third level stand on digits (the French é key's ~); elsewhere they are XKB's own additions.
    third = "" if altgr.startswith("<") and not code.startswith("Digit") else _sign(altgr)
    return " ".join(_on_cap(_sign(base), _sign(shift), third if third in _THIRD_LEVEL.get(locale, "") else "")) or None


def shift_first(code: str, locale: str) -> bool:
    """Whether the first of the signs on that key is that with Shift, as on French digits; False of what is unknown."""
    signs = _table().get(locale, {}).get(code)
    return signs is not None and _digit_with_shift(_sign(signs[0]), _sign(signs[1]))


def in_locale(layout: Layout, locale: str) -> Layout:
    """The same keyboard with the legends of another locale. UsageError lists the locales there are."""
    if locale == layout.locale:
        # Some machines bear other signs than their locale says; their maps hold them.
        return layout
    if locale not in _table():
        raise UsageError(
            N_("no locale {locale}: keycheck has the legends of {known}").format(
                locale=repr(locale), known=", ".join(locales())
            )
        )
    keys = tuple(_relabelled(key, locale) for key in layout.keys)
    return msgspec.structs.replace(layout, name=named_for(layout, locale), locale=locale, keys=keys)


def named_for(layout: Layout, locale: str) -> str:
    """What that keyboard is called with the signs of this locale, for one with German signs is not made for the UK.

    With its own signs, and with those that nobody knows, it keeps its name.
    """
    if not layout.locale or locale == layout.locale or locale not in _table():
        return layout.name
    return _COUNTRY.sub(f"({locale})", layout.name)


def said_name(name: str) -> str:
    """The name of a map in the language that is spoken; with another locale it is that of the map it was made from."""
    if (said := _(name)) != name or not (locale := _IN_BRACKETS.search(name)):
        return said
    for country in _COUNTRIES:
        own = name.replace(locale[0], f"({country})")
        if (said := _(own)) != own:
            return _IN_BRACKETS.sub(locale[0], said)
    return name


def as_recorded(layout: Layout, locale: str) -> Layout:
    """The keyboard with the legends that a recording or a report names; with its own where nobody knows those.

    What is printed on keys decides nothing: a recording of a later keycheck can still be judged.
    """
    return in_locale(layout, locale) if locale in _table() else layout


def _relabelled(key: LayoutKey, locale: str) -> LayoutKey:
    signed, words = _signed(key, locale), _WORDS_ON_CAPS.get(locale, {})
    legend = " ".join(words.get(part, part) for part in signed.legend.split(" "))
    return signed if legend == signed.legend else msgspec.structs.replace(signed, legend=legend)


def _signed(key: LayoutKey, locale: str) -> LayoutKey:
    if key.code == "NumpadDecimal":
        # XKB has the sign on its second level; caps bear it with what the key does without Num Lock.
        sign = _table()[locale]["NumpadDecimal"][1]
        return msgspec.structs.replace(key, legend=f"{sign} Del") if key.legend.endswith(" Del") else key
    if not _writes(key):
        return key
    legend = printed(key.code, locale)
    return key if legend is None else msgspec.structs.replace(key, legend=legend)


def _writes(key: LayoutKey) -> bool:
    """Whether the legend is the locale's: a small keyboard's Esc can lie where others have a writing key."""
    return key.zone == "main"


def _on_cap(lower: str, upper: str, third: str) -> list[str]:
    if _is_capital(upper, of=lower):
        signs = [upper, third]
    elif _digit_with_shift(lower, upper):
        signs = [upper, lower, third]
    else:
        signs = [lower, upper, third]
    return [sign for sign in dict.fromkeys(signs) if sign]


def _digit_with_shift(lower: str, upper: str) -> bool:
    return upper.isdigit() and not lower.isdigit()


def _is_capital(upper: str, of: str) -> bool:
    """Whether both are one letter; Turkish İ is the capital of i."""
    return (
        bool(of)
        and upper.isupper()
        and of.islower()
        and of in (upper.lower(), unicodedata.normalize("NFD", upper)[0].lower(), "ı" if upper == "I" else "")
    )


def _sign(text: str) -> str:
    """One level as it is printed: the accent of a dead key, nothing for a symbol that prints nothing."""
    if text.startswith("<dead_"):
        return _ACCENTS.get(text[6:-1], "")
    if len(text) > 1 and text.startswith("<"):
        return ""
    combining = len(text) == 1 and unicodedata.combining(text) != 0
    # An accent that goes upon another letter needs a letter to be seen.
    return f"◌{text}" if combining else text


@cache
def _table() -> dict[str, dict[str, tuple[str, str, str]]]:
    import csv

    table: dict[str, dict[str, tuple[str, str, str]]] = {}
    with _DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table.setdefault(row["layout"], {})[row["code"]] = (row["base"], row["shift"], row["altgr"])
    return table
