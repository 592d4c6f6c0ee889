"""A fact of law as data: what a provision says, where it stands, who read it when, and how its days are counted."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

Event = Literal["delivered", "trader_agreed", "complained"]
"""The day that a period counts from: when the goods came, when the trader agreed, when the buyer complained."""

FirstDay = Literal["day_after", "same_day"]
"""Whether the day of the event is day 0 (`day_after`) or day 1 (`same_day`: "beginning with the day")."""

Condition = Literal["consumer", "trader", "goods", "distance", "e_commerce"]
"""What a fact hangs on: a consumer buys, a trader sells, goods, from afar, by electronic commerce."""

Want = Literal["refund", "replacement", "repair"]
"""What a buyer asks for."""

Known = Literal["seen", "second-hand", "recalled"]
"""Whether the source's own wording was read, a page about it, or neither."""

Sentence = Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
Link = Annotated[str, msgspec.Meta(pattern=r"^https://[^\s\"<>]+$", max_length=200)]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a file of law; an unknown field is an error, so that no misspelt date goes unread."""


class Golden(_Strict, frozen=True):
    """One worked example: this event, this last day."""

    event: date
    last_day: date


class Period(_Strict, frozen=True):
    """A stretch of days or months, and how it is counted. Exactly one of the two lengths is there."""

    counts_from: Event
    first_day: FirstDay
    golden: Golden
    length_days: Annotated[int, msgspec.Meta(ge=1, le=3660)] | None = None
    length_months: Annotated[int, msgspec.Meta(ge=1, le=120)] | None = None
    pauses_for_repair: bool = False
    """Whether it stands still while a repair or a replacement that was asked for is awaited."""
    at_least_days_after_repair: Annotated[int, msgspec.Meta(ge=1, le=3660)] | None = None
    """What is left of it after such a wait is never less than this."""


class Fact(_Strict, frozen=True):
    """What one provision says, in plain words; never what follows from it in a case."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2}-[a-z0-9-]{2,40}$")]
    instrument: str
    provision: str
    text: tuple[Sentence, ...]
    url: Link
    known: Known
    link_seen: bool = True
    """Whether the link was followed; one from memory waits to be."""
    applies_if: tuple[Condition, ...] = ()
    period: Period | None = None
    letter_for: tuple[Want, ...] = ()
    """The wishes whose letter names this fact."""
    rejects: bool = False
    """Whether a letter that asks for a refund says plainly that the goods are rejected, while the period runs."""


class Law(_Strict, frozen=True):
    """The facts of one place, and when they were last read."""

    schema: Literal[1]
    jurisdiction: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$")]
    place: str
    """What people call it: `Great Britain`."""
    checked: date
    review_due: date
    """After this day no date is computed any more."""
    reviewed_by: str
    """The lawyer who read it; empty for nobody."""
    advice: str = ""
    """Who gives free advice to consumers there; empty while no source for it was read."""
    facts: tuple[Fact, ...] = ()
    includes: tuple[str, ...] = ()
    """Places whose facts hold here too: those of the Union in a member state."""
    note: tuple[Sentence, ...] = ()
    """What a reader has to know of this list as a whole."""

    def is_stale(self, today: date) -> bool:
        """Whether nobody has read it since it was due to be read again."""
        return today > self.review_due
