"""A day as a person types it: never in a form that means two days, because periods of law count from it."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from keycheck.errors.printable import printable
from keycheck.languages import N_, spoken

FORM = N_("YYYY-MM-DD")

DAY_FIRST = frozenset({"de", "es", "fr"})
"""Languages whose speakers all write 3/4/2026 for the third of April (CLDR 45); with points everybody does."""

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)
_POINTS = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})", re.ASCII)
_SLASHES = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})", re.ASCII)


def typed_day(text: str) -> date | None:
    """The day, as 2026-11-14 or 14.11.2026, or 14/11/2026 where that is spoken; None for what is none of them."""
    for form in (_ISO, _POINTS, *([_SLASHES] if spoken() in DAY_FIRST else [])):
        if (found := form.fullmatch(text.strip())) is not None:
            with suppress(ValueError):
                return date(*(int(found[part]) for part in ("year", "month", "day")))
    return None


def objection(text: str, today: date) -> str:
    """What is wrong with the day of a purchase, and the form it should have; empty where nothing is."""
    day = typed_day(text)
    if day is None:
        expected = N_("found {found}, expected a day as {form}, such as 2026-11-14")
        return expected.format(found=repr(printable(text)), form=FORM)
    return N_("found {found}, expected a day that has come").format(found=day) if day > today else ""
