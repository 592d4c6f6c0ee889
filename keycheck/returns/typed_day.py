"""A day as a person types it: in one form only, because 03/04/2026 is two days, and periods of law count from it."""

from __future__ import annotations

import re
from datetime import date

from keycheck.errors.printable import printable
from keycheck.languages import N_

FORM = "YYYY-MM-DD"

_FORM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def iso_day(text: str) -> date | None:
    """The day; None for what is not in the one form, or is no day of the calendar."""
    if not _FORM.fullmatch(text.strip()):
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def objection(text: str, today: date) -> str:
    """What is wrong with the day of a purchase, and the form it should have; empty where nothing is."""
    day = iso_day(text)
    if day is None:
        expected = N_("found {found}, expected a day as {form}, such as 2026-11-14")
        return expected.format(found=repr(printable(text)), form=FORM)
    return N_("found {found}, expected a day that has come").format(found=day) if day > today else ""
