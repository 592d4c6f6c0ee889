"""What the buyer asks for, in the buyer's own words: typed after the test, and part of no seal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from keycheck.returns.days import Wait
    from keycheck.returns.fact import Event, Want

Channel = Literal["shop", "distance"]
"""Where it was bought: over a counter, or from afar (online, by phone)."""


@dataclass(frozen=True, slots=True)
class Ask:
    """The wish and what a letter needs; None for what nobody typed."""

    country: str | None = None
    """The place whose facts of law are printed: chosen, never guessed."""
    want: Want | None = None
    price: str | None = None
    """As the buyer writes it: `649.00 GBP`."""
    name: str | None = None
    contact: str | None = None
    channel: Channel | None = None
    wait: Wait | None = None
    """The time that an earlier repair of it took; periods may stand still meanwhile."""
    letter_language: str | None = None
    """In which the letter is written, by its ISO 639-1 code; None for that of the page."""


def events(delivered: str | None, complained: date, agreed: date | None = None) -> dict[Event, date]:
    """The days that periods count from, as far as they are known.

    A delivery date that is no ISO date is not, nor one after the day of the complaint: nobody complains before.
    """
    known: dict[Event, date] = {"complained": complained}
    if agreed is not None:
        known["trader_agreed"] = agreed
    came = day_typed(delivered)
    if came is not None and came <= complained:
        known["delivered"] = came
    return known


def day_typed(text: str | None) -> date | None:
    """The day that a person typed, as an ISO date; None for nothing, and for any other text."""
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError:
        return None


def is_later(text: str | None, today: date) -> bool:
    """Whether a person typed a day that is still to come."""
    typed = day_typed(text)
    return typed is not None and typed > today
