"""What the buyer asks for, in the buyer's own words: typed after the test, and part of no seal."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

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


def events(delivered: str | None, complained: date, agreed: date | None = None) -> dict[Event, date]:
    """The days that periods count from, as far as they are known; a delivery date that is no ISO date is not."""
    known: dict[Event, date] = {"complained": complained}
    if agreed is not None:
        known["trader_agreed"] = agreed
    with contextlib.suppress(ValueError):
        known["delivered"] = date.fromisoformat((delivered or "").strip())
    return known
