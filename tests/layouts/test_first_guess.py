"""The first guess of the map: from machine, bus and typing layout to an id that exists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.layouts.first_guess import Facts, Guess, guess
from keycheck.layouts.legends import locales
from keycheck.layouts.library import ids

THINKPAD = {"maker": "LENOVO", "model": "ThinkPad T14 Gen 3"}


@pytest.mark.parametrize(
    ("facts", "layout", "locale"),
    [
        (Facts(), "ansi-104", ""),
        (Facts(locale="us"), "ansi-104", "us"),
        (Facts(locale="de"), "iso-105", "de"),
        (Facts(locale="jp"), "jis-109", "jp"),
        (Facts(locale="br_abnt2"), "abnt2-107", "br_abnt2"),
        (Facts(locale="kr"), "ks-106", "kr"),
        (Facts(locale="dvorak"), "ansi-104", ""),
        (Facts(locale="fr", number_pad=False), "iso-tkl", "fr"),
        (Facts(locale="kr", number_pad=False), "ks-106", "kr"),
        (Facts(built_in=True, locale="us", **THINKPAD), "thinkpad-ansi", "us"),
        (Facts(built_in=True, locale="gb", **THINKPAD), "thinkpad-iso", "gb"),
        (Facts(built_in=True, locale="us", number_pad=True, **THINKPAD), "laptop-15-ansi", "us"),
        (Facts(built_in=False, locale="gb", **THINKPAD), "iso-105", "gb"),
        (Facts(built_in=True, maker="Apple Inc.", model="MacBookAir10,1", locale="jp"), "macbook-jis", "jp"),
        (Facts(built_in=True, maker="Framework", model="Laptop 13 (AMD Ryzen 7040Series)"), "framework-13-ansi", ""),
        (Facts(built_in=True, maker="Acer", model="Chromebook 314", locale="de"), "chromebook-iso", "de"),
        (Facts(built_in=True, maker="Acer", model="Chromebook 314", locale="jp"), "chromebook-iso", "jp"),
        (Facts(built_in=True, maker="Acer", model="Extensa 15", locale="fr"), "laptop-15-iso", "fr"),
        (Facts(built_in=True, maker="Acer", model="Extensa 15", locale="fr", number_pad=False), "laptop-13-iso", "fr"),
        (Facts(built_in=True, locale="br_abnt2"), "laptop-13-iso", "br_abnt2"),
        (Facts(locale="us", country=9), "iso-105", "de"),
        (Facts(locale="us", country=13), "iso-105", "us"),
        (Facts(locale="de", country=33), "iso-105", "de"),
        (Facts(locale="us", country=15), "jis-109", "jp"),
        (Facts(locale="us", shape="jis"), "jis-109", ""),
        (
            Facts(built_in=True, maker="Apple", model="MacBook Pro (Mac14,9)", locale="de", shape="ansi"),
            "macbook-ansi",
            "de",
        ),
    ],
)
def test_the_first_guess_is(facts: Facts, layout: str, locale: str) -> None:
    assert guess(facts, ids()) == Guess(layout, locale)


FACTS = st.builds(
    Facts,
    built_in=st.booleans(),
    maker=st.sampled_from(["", "LENOVO", "Apple Inc.", "Framework", "Google", "Acer"]),
    model=st.sampled_from(["", "ThinkPad P16", "MacBookPro18,3", "Chromebook", "Swift 15"]),
    locale=st.sampled_from(["", "xx", *locales()]),
    number_pad=st.sampled_from([None, True, False]),
    shape=st.sampled_from([None, "ansi", "iso", "jis", "abnt2", "ks", "other"]),
    country=st.integers(0, 40),
)


@given(FACTS, st.sets(st.sampled_from(ids()), min_size=1))
def test_the_guess_is_always_a_map_that_exists(facts: Facts, known: set[str]) -> None:
    assert guess(facts, known).layout in known


@pytest.mark.parametrize("locale", locales())
def test_every_locale_with_legends_has_a_standard(locale: str) -> None:
    assert guess(Facts(locale=locale), ids()).locale == locale
