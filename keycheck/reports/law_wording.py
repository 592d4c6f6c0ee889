"""The sentences about facts of law: what a provision says and how a day was counted, never what follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from keycheck.returns.ask import Ask, is_later
from keycheck.returns.days import Computed, Wait, computed
from keycheck.returns.fact import Condition, Event, Fact, Known, Law, Period
from keycheck.returns.law_library import facts_of
from keycheck.returns.policy import Longer

NOT_ADVICE = "Information, not legal advice."
ABOUT = "About this list"
READ = "Where nothing else is said, the wording itself was read."
LINK_RECALLED = "The link is from memory."
STILL_TO_COME = "The day of delivery that was typed is still to come. No day was counted from it."
SAFER = "To tell the seller today is safer than to wait."
NOT_REVIEWED = "No lawyer has read this list."

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

_EVENT: dict[Event, str] = {
    "delivered": "the delivery on {day}",
    "trader_agreed": "a consent of the trader on {day}",
    "complained": "a complaint on {day}",
}

_IF: dict[Condition, str] = {
    "consumer": "you buy as a private person",
    "trader": "the seller is a business",
    "goods": "you buy goods",
    "distance": "you buy from afar, online or by phone",
    "e_commerce": "you buy online",
}

_KNOWN: dict[Known, str] = {
    "seen": "",
    "second-hand": "A page about it was read, not the wording itself.",
    "recalled": "It was written down from memory.",
}


def day(of: date) -> str:
    """A date that nobody can misread: `17 December 2026`."""
    return f"{of.day} {MONTHS[of.month - 1]} {of.year}"


def heading(law: Law) -> str:
    """Over the list."""
    return f"Facts of law: {law.place}"


def legal_line(law: Law) -> str:
    """For every page: what this is not, and who gives free advice where that is known."""
    return f"{NOT_ADVICE} Free advice: {law.advice}." if law.advice else NOT_ADVICE


def about(law: Law, today: date, delivered: str | None = None) -> tuple[str, ...]:
    """What a reader has to know of the list: what it holds for, who read it, and when."""
    reviewed = f"Read by {law.reviewed_by}." if law.reviewed_by else NOT_REVIEWED
    remark = (STILL_TO_COME,) if is_later(delivered, today) else ()
    return (SAFER, *remark, _holds_if(_shared(law)), *law.note, *_last_checked(law, today), READ, reviewed)


def _last_checked(law: Law, today: date) -> tuple[str, ...]:
    if law.is_stale(today):
        return (
            f"This list was last checked on {day(law.checked)}.",
            "That is too long ago for a date to be worked out. Please open the links.",
        )
    return (f"This list was checked on {day(law.checked)}.",)


def facts(
    law: Law, events: Mapping[Event, date], today: date, ask: Ask, longer: tuple[Longer, ...] = ()
) -> tuple[str, ...]:
    """Every fact of the place as one paragraph; those of buying from afar only where that may be so."""
    shared = _shared(law)
    return tuple(
        " ".join(
            (source(fact), *told(fact, of, events, today, ask.wait), *_given(fact, longer), *_remarks(fact, shared))
        )
        for of, fact in facts_of(law)
        if ask.channel != "shop" or not only_from_afar(fact)
    )


def only_from_afar(fact: Fact) -> bool:
    """Whether it says nothing to somebody who bought in a shop."""
    return "distance" in fact.applies_if or "e_commerce" in fact.applies_if


def source(fact: Fact) -> str:
    """Where it stands: `Consumer Rights Act 2015, s.22(3).`"""
    return f"{fact.instrument}, {fact.provision}."


def told(fact: Fact, law: Law, events: Mapping[Event, date], today: date, wait: Wait | None = None) -> tuple[str, ...]:
    """What it says, and the last day where that can be worked out."""
    done = computed(law, fact, events, today, wait)
    return (*fact.text, *(counted(done, fact.period) if done and fact.period else ()))


def counted(done: Computed, period: Period) -> Iterator[str]:
    """The last day, with the formula."""
    event = _EVENT[period.counts_from].format(day=day(done.event))
    length = _length(period.length_days, "day") if period.length_days else _length(period.length_months or 0, "month")
    first = "the day after is the first" if period.first_day == "day_after" else "that day is the first"
    yield f"Counting {length} from {event}, the last day is {day(done.last_day)}."
    yield f"In this count {first}."
    if done.wait is not None:
        yield f"The time from {day(done.wait.asked)} to {day(done.wait.back)}, the wait for a repair, is left out."


def _length(number: int, unit: str) -> str:
    return f"1 {unit}" if number == 1 else f"{number} {unit}s"


def _given(fact: Fact, longer: tuple[Longer, ...]) -> Iterator[str]:
    for entry in longer:
        if entry.fact == fact.id and fact.period is not None:
            unit = "day" if fact.period.length_days else "month"
            yield f"This shop gives {_length(entry.length, unit)}."


def _shared(law: Law) -> tuple[Condition, ...]:
    """What every fact of the list hangs on: it is said once."""
    every = [fact.applies_if for _, fact in facts_of(law)]
    return tuple(condition for condition in every[0] if all(condition in others for others in every))


def _holds_if(conditions: tuple[Condition, ...]) -> str:
    return f"All of this holds if {_all(conditions)}." if conditions else ""


def _remarks(fact: Fact, shared: tuple[Condition, ...]) -> Iterator[str]:
    """What else it hangs on, how it is known, and the link in full."""
    if own := tuple(condition for condition in fact.applies_if if condition not in shared):
        yield f"This holds only if {_all(own)}."
    if _KNOWN[fact.known]:
        yield _KNOWN[fact.known]
    if not fact.link_seen:
        yield LINK_RECALLED
    yield fact.url


def _all(conditions: tuple[Condition, ...]) -> str:
    parts = [_IF[condition] for condition in conditions]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
