"""The language is the one that was asked for, else the system's where keycheck speaks it, else English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from unittest.mock import patch

import pytest

from keycheck.errors import UsageError
from keycheck.languages import choice
from keycheck.languages.choice import apple_languages, chosen_in_system, code_of, language
from keycheck.languages.speech import LANGUAGES


@pytest.fixture(autouse=True)
def four() -> Iterator[None]:
    with patch.dict(LANGUAGES, {"de": "Deutsch", "es": "Español", "fr": "Français"}):
        yield


@dataclass(frozen=True, slots=True)
class Choice:
    """What is known, and which language follows from it."""

    spoken: str
    asked: str | None = None
    environment: dict[str, str] = field(default_factory=dict)
    system: tuple[str, ...] = ()


CHOICES = {
    "nothing is known": Choice("en"),
    "it is asked for": Choice("de", "de", {"KEYCHECK_LANGUAGE": "fr", "LANG": "es_ES.UTF-8"}, ("es",)),
    "it is asked for with a country": Choice("de", "de-AT"),
    "it is asked for in capitals": Choice("fr", "FR"),
    "the variable asks for it": Choice("fr", None, {"KEYCHECK_LANGUAGE": "fr", "LC_ALL": "de_DE.UTF-8"}),
    "an empty variable asks for nothing": Choice("de", None, {"KEYCHECK_LANGUAGE": "", "LC_ALL": "de_DE.UTF-8"}),
    "LC_ALL comes first": Choice("de", None, {"LC_ALL": "de_DE", "LC_MESSAGES": "fr_FR", "LANG": "es_ES"}),
    "LC_MESSAGES comes before LANG": Choice("fr", None, {"LC_ALL": "", "LC_MESSAGES": "fr_CA@euro", "LANG": "es_ES"}),
    "LANG comes last": Choice("es", None, {"LANG": "es_MX.UTF-8"}, ("de",)),
    "C is English": Choice("en", None, {"LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"}, ("de",)),
    "POSIX is English": Choice("en", None, {"LANG": "POSIX"}, ("de",)),
    "a system that speaks another language": Choice("en", None, {"LANG": "ja_JP.UTF-8"}, ("de",)),
    "LC_CTYPE says nothing of it": Choice("en", None, {"LC_CTYPE": "de_DE.UTF-8"}),
    "the system's own answer": Choice("de", None, {}, ("de-DE", "en-GB")),
    "the second language of the system": Choice("fr", None, {}, ("ja-JP", "fr-CH", "de-CH")),
    "Windows' own name of it": Choice("es", None, {}, ("es_ES_tradnl",)),
    "none that keycheck speaks": Choice("en", None, {}, ("ja-JP", "zh-Hans-CN")),
}


@pytest.mark.parametrize("case", CHOICES.values(), ids=CHOICES)
def test_language(case: Choice) -> None:
    assert language(case.asked, case.environment, lambda: case.system) == case.spoken


@pytest.mark.parametrize(
    ("asked", "environment", "place"),
    [("tlh", {}, "--language"), (None, {"KEYCHECK_LANGUAGE": "tlh"}, "KEYCHECK_LANGUAGE")],
)
def test_an_unknown_language_that_is_asked_for_is_refused_with_the_known_ones(
    asked: str | None, environment: dict[str, str], place: str
) -> None:
    with pytest.raises(UsageError, match=f"^{place}: found 'tlh', expected one of de, en, es, fr$"):
        language(asked, environment, tuple)


def test_the_system_is_not_asked_where_a_variable_says_it() -> None:
    def never() -> tuple[str, ...]:
        raise AssertionError("asked")

    assert language(None, {"LANG": "fr_FR"}, never) == "fr"


@pytest.mark.parametrize(
    ("told", "languages"),
    [
        ('(\n    "de-DE",\n    "zh-Hans-CN",\n    en\n)\n', ("de-DE", "zh-Hans-CN", "en")),
        ("", ()),
    ],
)
def test_languages_that_macos_lists(told: str, languages: tuple[str, ...]) -> None:
    assert apple_languages(told) == languages


def test_no_other_system_is_asked() -> None:
    assert chosen_in_system("linux") == ()


def test_a_mac_without_an_answer_speaks_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "_asked_of_apple", str)
    assert language(None, {}, lambda: chosen_in_system("darwin")) == "en"


@pytest.mark.parametrize("name", ["de", "de_AT.UTF-8", "DE", "de-DE", "de@euro"])
def test_code_of_a_name(name: str) -> None:
    assert code_of(name) == "de"
