"""The weekly look at the facts of law fails when one waits to be read again, and not before."""

from __future__ import annotations

from datetime import timedelta

from keycheck.returns.law_library import load, places
from tools.law_review import overdue


def test_list_is_overdue_from_the_day_after_its_review_was_due() -> None:
    due = min(load(place).review_due for place in places())
    assert overdue(due) == ()
    assert any("GB" in line for line in overdue(load("GB").review_due + timedelta(days=1)))
