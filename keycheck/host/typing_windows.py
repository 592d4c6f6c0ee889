"""The layout that Windows types with, and which keyboard it takes for attached."""

from __future__ import annotations

from keycheck.host import windows_calls
from keycheck.host.typing_layout import Typing
from keycheck.layouts.layout import Standard

_TYPES: dict[int, Standard] = {7: "jis", 8: "ks"}
"""What GetKeyboardType(0) says of Japanese and Korean keyboards; 4 stands for all others."""

_LOCALES = {
    "00000401": "ara",
    "00000405": "cz",
    "00000406": "dk",
    "00000407": "de",
    "00000408": "gr",
    "00000409": "us",
    "0000040a": "es",
    "0000040b": "fi",
    "0000040c": "fr",
    "0000040d": "il",
    "0000040e": "hu",
    "00000410": "it",
    "00000411": "jp",
    "00000412": "kr",
    "00000413": "nl",
    "00000414": "no",
    "00000415": "pl",
    "00000416": "br_abnt2",
    "00000419": "ru",
    "0000041d": "se",
    "0000041e": "th",
    "0000041f": "tr",
    "00000422": "ua",
    "00000807": "ch_de",
    "00000809": "gb",
    "0000080a": "latam",
    "0000080c": "be",
    "00000813": "be",
    "00000816": "pt",
    "0000100c": "ch_fr",
    "00001009": "ca_fr",
    "00004009": "in_eng",
    "00010405": "cz",
    "00010409": "us",
    "00010415": "pl",
    "00010416": "br_abnt2",
    "00020409": "us",
    "00020422": "ua",
}
"""Name of the layout (Microsoft: keyboard identifiers) -> the locale of our legends."""


def read() -> Typing:
    """What Windows says. Raises Unreadable on other systems."""
    return typing_of(windows_calls.layout_name(), windows_calls.keyboard_type())


def typing_of(layout: str, kind: int) -> Typing:
    """What the name of a layout and the type of a keyboard stand for; nothing where no table knows them."""
    return Typing(_LOCALES.get(layout.lower(), ""), _TYPES.get(kind))
