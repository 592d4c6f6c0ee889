"""A day as people type it: what means one day is taken, and what may mean two is refused with the form to use."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.languages import speaking
from keycheck.returns.typed_day import DAY_FIRST, objection, typed_day

TODAY = date(2026, 11, 22)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_any_day_is_read_back_from_iso_and_with_points(day: date) -> None:
    assert typed_day(day.isoformat()) == day
    assert typed_day(f"{day.day}.{day.month}.{day.year}") == day
    assert typed_day(f" {day:%d. %m. %Y} ") == day


@pytest.mark.parametrize("language", ["en", *sorted(DAY_FIRST)])
def test_slashes_are_read_only_where_everybody_writes_the_day_first(language: str) -> None:
    with speaking(language):
        assert typed_day("03/04/2026") == (None if language == "en" else date(2026, 4, 3))


@pytest.mark.parametrize("text", ["", "14.11.26", "31.02.2026", "2026/11/14", "14-11-2026", "tomorrow", "٣.٤.٢٠٢٦"])
def test_what_is_no_day_is_told_the_form(text: str) -> None:
    assert typed_day(text) is None
    assert "expected a day as YYYY-MM-DD" in objection(text, TODAY)


def test_day_that_is_to_come_is_told_in_the_form_of_all() -> None:
    assert objection("23.11.2026", TODAY) == "found 2026-11-23, expected a day that has come"
