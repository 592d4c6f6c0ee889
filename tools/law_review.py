"""Says which facts of law wait to be read again: `python -m tools.law_review` fails when a review is overdue."""

from __future__ import annotations

import sys
from datetime import date

from keycheck.returns.law_library import load, places


def overdue(today: date) -> tuple[str, ...]:
    """One line for each place whose list nobody has read again in time."""
    return tuple(
        f"{place}: checked on {load(place).checked}, to be read again by {load(place).review_due}"
        for place in places()
        if load(place).is_stale(today)
    )


if __name__ == "__main__":
    lines = overdue(date.today())
    print(*lines or ["all facts of law were read in time"], sep="\n")
    sys.exit(1 if lines else 0)
