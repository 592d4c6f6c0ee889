"""Which map fits a keyboard best before anybody was asked: a guess from what is known of machine and keyboard.

A wrong guess costs a click. It decides nothing: the person sees the picture, and each dark key is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from keycheck.layouts.layout import Standard


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be known; empty and None where it is not."""

    built_in: bool = False
    """Whether the keyboard is the machine's own."""
    maker: str = ""
    model: str = ""
    """Of the machine, as its firmware says them."""
    locale: str = ""
    """The layout that the system types with, by XKB's name (`us`, `gb`, `br_abnt2`)."""
    number_pad: bool | None = None
    shape: Standard | None = None
    """Which keys the system takes the keyboard to have."""
    country: int = 0
    """The country code that the keyboard itself was made with (HID 1.11, 6.2.1)."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A map, and whose signs its keys bear; an empty locale for those of the map."""

    layout: str
    locale: str


_MODELS = (
    (r"framework", r"laptop 13|13th|12th|11th|laptop \(", "framework-13"),
    (r"lenovo", r"thinkpad", "thinkpad"),
    (r"apple", r"macbook", "macbook"),
    (r"", r"chromebook", "chromebook"),
    (r"google", r"", "chromebook"),
)
"""Maker and model, as patterns that are searched in lower case, and the family of maps. The first that fits counts."""

_LARGE = re.compile(r"(?<!\d)1[567](?!\d)")
"""15, 16 or 17 in a model's name: mostly its inches, and mostly a number pad."""

_STANDARD: dict[str, Standard] = {
    **dict.fromkeys(("us", "nl", "pl", "ru", "ua", "il", "ara", "th", "in_eng", "ca_fr"), "ansi"),
    **dict.fromkeys(("gb", "de", "fr", "fr_oss", "be", "es", "it", "pt", "ch_de", "ch_fr", "latam", "tr"), "iso"),
    **dict.fromkeys(("se", "no", "dk", "fi", "cz", "hu", "gr"), "iso"),
    "jp": "jis",
    "br_abnt2": "abnt2",
    "kr": "ks",
}
"""Which keyboards are sold where people type so; where both are, the more common one."""

_COUNTRIES: dict[int, str] = {
    1: "ara",
    2: "be",
    4: "ca_fr",
    5: "cz",
    6: "dk",
    7: "fi",
    8: "fr",
    9: "de",
    10: "gr",
    11: "il",
    12: "hu",
    14: "it",
    15: "jp",
    16: "kr",
    17: "latam",
    18: "nl",
    19: "no",
    21: "pl",
    22: "pt",
    23: "ru",
    25: "es",
    26: "se",
    27: "ch_fr",
    28: "ch_de",
    31: "tr",
    32: "gb",
}
"""HID country code -> the locale of its caps. 33 (US) is missing: many keyboards of other countries carry it."""

_INTERNATIONAL = 13
"""The country code of an ISO keyboard of no country."""

_INSTEAD: dict[Standard, tuple[Standard, ...]] = {
    "ansi": (),
    "iso": ("ansi",),
    "jis": ("iso", "ansi"),
    "abnt2": ("iso", "ansi"),
    "ks": ("ansi",),
    "other": ("ansi",),
}
"""What comes nearest where a family has no map of that standard."""

_FULL: dict[Standard, str] = {"ansi": "104", "iso": "105", "jis": "109", "abnt2": "107", "ks": "106"}


def guess(facts: Facts, ids: Collection[str]) -> Guess:
    """The map among `ids` that fits best, never one that is not among them."""
    locale = _COUNTRIES.get(facts.country, facts.locale)
    standard = _standard(facts, locale)
    for shape in (standard, *_INSTEAD[standard]):
        for name in _names(facts, shape):
            if name in ids:
                return Guess(name, locale if suits(locale, shape) else "")
    return Guess(sorted(ids)[0], "")


def suits(locale: str, shape: Standard) -> bool:
    """Whether caps of this locale can stand on a keyboard of this standard; not where the locale is not known."""
    own = _STANDARD.get(locale)
    return own is not None and (shape == own or shape in _INSTEAD[own] or {own, shape} <= {"ansi", "iso"})


def is_at_home(locale: str, shape: Standard) -> bool:
    """Whether keyboards of this standard are those that mostly bear these signs."""
    return _STANDARD.get(locale) == shape


def _standard(facts: Facts, locale: str) -> Standard:
    """What the system says of the keyboard before what the keyboard says, and that before what is typed with."""
    if facts.shape is not None:
        return facts.shape
    return "iso" if facts.country == _INTERNATIONAL else _STANDARD.get(locale, "ansi")


def _names(facts: Facts, shape: Standard) -> tuple[str, ...]:
    """The maps of one standard that would fit, the best first."""
    full = f"{shape}-{_FULL.get(shape, '')}"
    if not facts.built_in:
        return (f"{shape}-tkl", full) if facts.number_pad is False else (full,)
    return (f"{_family(facts)}-{shape}",)


def _family(facts: Facts) -> str:
    maker, model = facts.maker.lower(), facts.model.lower()
    for of_maker, of_model, family in _MODELS:
        # A number pad that is there rules out what none of these machines has.
        if re.search(of_maker, maker) and re.search(of_model, model) and not facts.number_pad:
            return family
    large = facts.number_pad if facts.number_pad is not None else bool(_LARGE.search(model))
    return "laptop-15" if large else "laptop-13"
