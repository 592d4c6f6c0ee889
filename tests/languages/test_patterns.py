"""Lists, numbers and days are written as the language that is spoken writes them."""

from __future__ import annotations

from datetime import date

import pytest

from keycheck.languages import speaking
from keycheck.languages.patterns import apart, day, labelled, percent


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", ("1 December 2026", "11 December 2026")), ("fr", ("1er décembre 2026", "11 décembre 2026"))],
)
def test_the_first_day_of_a_month_is_called_as_people_call_it(language: str, said: tuple[str, str]) -> None:
    with speaking(language):
        assert (day(date(2026, 12, 1)), day(date(2026, 12, 11))) == said


def test_a_share_has_the_decimal_sign_of_the_language() -> None:
    with speaking("fr"):
        assert percent(0.451) == "45,1\u00a0%"


def test_a_label_has_the_colon_of_the_language() -> None:
    with speaking("fr"):
        assert labelled("Touche 5", "morte") == "Touche 5\u00a0: morte"
    assert labelled("Key 5", "dead") == "Key 5: dead"


def test_parts_with_commas_of_their_own_are_told_apart_as_in_the_language() -> None:
    with speaking("fr"):
        assert apart(["A, B", "C"]) == "A, B\u202f; C"
    assert apart(["A, B", "C"]) == "A, B; C"
