"""Writes `keycheck/layouts/data/legends.csv`: what XKB's layouts give for each writing key, at four levels.

    python -m tools.make_legends

needs PyPI `xkbcommon` and the data of xkeyboard-config (Debian `xkb-data`).
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

from keycheck.keys import table

TARGET = Path(__file__).parents[1] / "keycheck" / "layouts" / "data" / "legends.csv"

LOCALES = (
    *("us", "gb", "de", "fr", "fr_oss", "be", "es", "it", "pt", "br_abnt2", "ch_de", "ch_fr", "se", "no", "dk", "fi"),
    *("nl", "pl", "cz", "hu", "tr", "ru", "ua", "gr", "il", "ara", "ca_fr", "latam", "kr", "jp", "in_eng", "th"),
)
"""XKB's names; what follows `_` is the variant."""

_VARIANTS = {"fr_oss": ("fr", "oss"), "br_abnt2": ("br", "abnt2"), "ch_de": ("ch", "de"), "ch_fr": ("ch", "fr")}
_VARIANTS |= {"in_eng": ("in", "eng"), "ca_fr": ("ca", "fr")}

CODES = (
    "Backquote",
    *(f"Digit{n}" for n in "1234567890"),
    *("Minus", "Equal", *(f"Key{x}" for x in "QWERTYUIOP"), "BracketLeft", "BracketRight", "Backslash"),
    *(*(f"Key{x}" for x in "ASDFGHJKL"), "Semicolon", "Quote", "IntlBackslash", *(f"Key{x}" for x in "ZXCVBNM")),
    *("Comma", "Period", "Slash", "IntlRo", "IntlYen", "NumpadDecimal"),
)

LEVELS = ("base", "shift", "altgr", "shift_altgr")


def main() -> None:
    from xkbcommon import xkb

    TARGET.parent.mkdir(exist_ok=True)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("layout", "code", *LEVELS))
        for locale in LOCALES:
            keymap = _keymap(xkb, locale)
            rows.writerows((locale, code, *_signs(xkb, keymap, code)) for code in CODES)
    print(f"{TARGET}: {len(LOCALES)} locales, {len(CODES)} keys", file=sys.stderr)


def _keymap(xkb: Any, locale: str) -> Any:
    layout, variant = _VARIANTS.get(locale, (locale, None))
    return xkb.Context().keymap_new_from_names(rules="evdev", model="pc105", layout=layout, variant=variant)


def _signs(xkb: Any, keymap: Any, code: str) -> list[str]:
    native = table.native_of("evdev", code)
    assert native is not None, code
    keycode = int(native) + 8
    levels = keymap.num_levels_for_key(keycode, 0)
    return [
        _sign(xkb, keymap.key_get_syms_by_level(keycode, 0, level)) if level < levels else ""
        for level in range(len(LEVELS))
    ]


def _sign(xkb: Any, symbols: list[int]) -> str:
    """The character or, where a symbol prints none, its name in angle brackets."""
    if len(symbols) != 1:
        return ""
    name = xkb.keysym_get_name(symbols[0])
    if name in ("NoSymbol", "VoidSymbol"):
        return ""
    text = xkb.keysym_to_string(symbols[0]) or ""
    return text if text and text.isprintable() else f"<{name}>"


if __name__ == "__main__":
    main()
