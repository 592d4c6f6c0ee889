"""The last day of a period, counted the earlier way where two ways can be defended."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from keycheck.returns.fact import Event, Fact, Law, Period

CALENDAR_ENDS = date(9900, 1, 1)
"""From here on nothing is counted: the longest period of any law, and a week to answer, still end in the calendar."""


@dataclass(frozen=True, slots=True)
class Wait:
    """The time that a repair or a replacement took: the day it was asked for, the day the goods came back."""

    asked: date
    back: date


@dataclass(frozen=True, slots=True)
class Computed:
    """A last day, and what it was counted from."""

    fact: str
    event: date
    last_day: date
    wait: Wait | None = None


def last_day(period: Period, event: date, wait: Wait | None = None) -> date:
    """The last day of the period that counts from this event; later by the wait where the period stands still.

    Raises ValueError for a wait that ends before it begins.
    """
    end = event
    if period.length_months is not None:
        end = _months_later(event, period.length_months)
    elif period.length_days is not None:
        end = event + timedelta(days=period.length_days)
    if period.first_day == "same_day":
        end -= timedelta(days=1)
    return end if wait is None or not period.pauses_for_repair else _after_wait(period, end, wait)


def _after_wait(period: Period, end: date, wait: Wait) -> date:
    if wait.back < wait.asked:
        raise ValueError(f"the goods came back on {wait.back}, before {wait.asked}, when it was asked for")
    if wait.asked > end:
        return end
    later = end + (wait.back - wait.asked)
    if period.at_least_days_after_repair is None:
        return later
    return max(later, wait.back + timedelta(days=period.at_least_days_after_repair - 1))


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or the last one of a month that is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def computed(
    law: Law, fact: Fact, events: Mapping[Event, date], today: date, wait: Wait | None = None
) -> Computed | None:
    """The last day of this fact; None where it has none, its event is not known, or the law waits to be read again.

    None, too, for an event at the end of the calendar, which only a mistake or a forger names.
    """
    if fact.period is None or law.is_stale(today) or fact.period.counts_from not in events:
        return None
    event = events[fact.period.counts_from]
    if event >= CALENDAR_ENDS:
        return None
    end = last_day(fact.period, event, wait)
    return Computed(fact.id, event, end, wait if fact.period.pauses_for_repair else None)
