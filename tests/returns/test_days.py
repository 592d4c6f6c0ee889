"""How days are counted: by the letter of the provision, and where it can be read two ways, the earlier."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.returns.days import CALENDAR_ENDS, Computed, Wait, computed, last_day
from keycheck.returns.fact import FirstDay, Golden, Period
from keycheck.returns.law_library import load, places

ANY = Golden(date(2026, 1, 1), date(2026, 1, 1))
DELIVERED = date(2026, 11, 17)
GB = load("GB")
REJECT = next(fact for fact in GB.facts if fact.id == "gb-cra-22")


def months(number: int, first: FirstDay = "day_after") -> Period:
    return Period("delivered", first, ANY, length_months=number)


@pytest.mark.parametrize(
    ("event", "number", "first", "end"),
    [
        (date(2026, 11, 17), 6, "day_after", date(2027, 5, 17)),
        (date(2026, 11, 17), 6, "same_day", date(2027, 5, 16)),
        (date(2026, 8, 31), 6, "day_after", date(2027, 2, 28)),
        (date(2027, 8, 31), 6, "day_after", date(2028, 2, 29)),
        (date(2024, 2, 29), 12, "day_after", date(2025, 2, 28)),
        (date(2026, 12, 31), 1, "day_after", date(2027, 1, 31)),
    ],
)
def test_month_ends_on_the_same_number_or_its_last_day(event: date, number: int, first: FirstDay, end: date) -> None:
    assert last_day(months(number, first), event) == end


WAITS = [
    (Wait(date(2026, 11, 27), date(2026, 12, 7)), date(2026, 12, 27), "ten days of waiting"),
    (Wait(date(2026, 12, 17), date(2026, 12, 18)), date(2026, 12, 24), "seven days are left at least"),
    (Wait(date(2026, 12, 18), date(2026, 12, 30)), date(2026, 12, 17), "it had ended before"),
    (Wait(date(2026, 11, 27), date(2026, 11, 27)), date(2026, 12, 17), "back on the same day"),
]


@pytest.mark.parametrize(("wait", "end"), [w[:2] for w in WAITS], ids=[w[2] for w in WAITS])
def test_period_stands_still_while_a_repair_is_awaited(wait: Wait, end: date) -> None:
    assert REJECT.period is not None
    assert last_day(REJECT.period, DELIVERED, wait) == end


def test_wait_that_ends_before_it_begins_is_no_wait() -> None:
    assert REJECT.period is not None
    with pytest.raises(ValueError, match="before 2026-12-07"):
        last_day(REJECT.period, DELIVERED, Wait(date(2026, 12, 7), date(2026, 11, 27)))


@given(event=st.dates(date(2000, 1, 1), date(2090, 1, 1)), length=st.integers(1, 400))
def test_day_of_the_event_counted_in_gives_the_day_before(event: date, length: int) -> None:
    after, same = (Period("delivered", first, ANY, length_days=length) for first in ("day_after", "same_day"))
    assert last_day(after, event) - last_day(same, event) == timedelta(days=1)


@given(event=st.dates(date(2000, 1, 1), date(2090, 1, 1)), asked=st.integers(0, 29), took=st.integers(0, 90))
def test_no_wait_takes_a_day_away(event: date, asked: int, took: int) -> None:
    assert REJECT.period is not None
    start = event + timedelta(days=asked)
    assert last_day(REJECT.period, event, Wait(start, start + timedelta(days=took))) >= last_day(REJECT.period, event)


def test_date_is_computed_from_the_day_that_was_told() -> None:
    done = computed(GB, REJECT, {"delivered": DELIVERED}, today=date(2026, 11, 22))
    assert done == Computed("gb-cra-22", DELIVERED, date(2026, 12, 17))


def test_no_day_told_means_no_date() -> None:
    assert computed(GB, REJECT, {}, today=date(2026, 11, 22)) is None


@pytest.mark.parametrize(("today", "shown"), [(GB.review_due, True), (GB.review_due + timedelta(days=1), False)])
def test_after_the_day_of_review_no_date_is_computed(today: date, shown: bool) -> None:
    assert (computed(GB, REJECT, {"delivered": DELIVERED}, today) is not None) == shown


def test_fact_without_a_period_has_no_date() -> None:
    fact = msgspec.structs.replace(REJECT, period=None)
    assert computed(GB, fact, {"delivered": DELIVERED}, today=date(2026, 11, 22)) is None


@pytest.mark.parametrize("event", [CALENDAR_ENDS, date.max - timedelta(days=1), date.max])
def test_event_at_the_end_of_the_calendar_has_no_date(event: date) -> None:
    assert computed(GB, REJECT, {"delivered": event}, today=date(2026, 11, 22)) is None


def test_every_period_from_before_the_end_of_the_calendar_ends_in_it() -> None:
    for law in map(load, places()):
        for fact in law.facts:
            assert fact.period is None or last_day(fact.period, CALENDAR_ENDS) < date.max
