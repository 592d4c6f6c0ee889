"""The sentences about facts of law: what a provision says and how a day was counted, never what follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from keycheck.languages import N_, NN_, _, ngettext
from keycheck.languages.patterns import day, listed
from keycheck.returns.ask import Ask, is_later
from keycheck.returns.days import Computed, Wait, computed
from keycheck.returns.fact import Condition, Event, Fact, Known, Law, Period
from keycheck.returns.law_library import facts_of
from keycheck.returns.policy import Longer

NOT_ADVICE = N_("Information, not legal advice.")
ABOUT = N_("About this list")
READ = N_("Where nothing else is said, the wording itself was read.")
LINK_RECALLED = N_("The link is from memory.")
STILL_TO_COME = N_("The day of delivery that was typed is still to come. No day was counted from it.")
SAFER = N_("To tell the seller today is safer than to wait.")
NOT_REVIEWED = N_("No lawyer has read this list.")

_EVENT: dict[Event, str] = {
    "delivered": N_("the delivery on {day}"),
    "trader_agreed": N_("a consent of the trader on {day}"),
    "complained": N_("a complaint on {day}"),
}

_IF: dict[Condition, str] = {
    "consumer": N_("you buy as a private person"),
    "trader": N_("the seller is a business"),
    "goods": N_("you buy goods"),
    "distance": N_("you buy from afar, online or by phone"),
    "e_commerce": N_("you buy online"),
}

_KNOWN: dict[Known, str] = {
    "seen": "",
    "second-hand": N_("A page about it was read, not the wording itself."),
    "recalled": N_("It was written down from memory."),
}


def heading(law: Law) -> str:
    """Over the list."""
    return _("Facts of law: {place}").format(place=_(law.place))


def legal_line(law: Law) -> str:
    """For every page: what this is not, and who gives free advice where that is known."""
    if not law.advice:
        return _(NOT_ADVICE)
    advice = _("Free advice: {name}.").format(name=law.advice)
    return f"{_(NOT_ADVICE)} {advice}"


def about(law: Law, today: date, delivered: str | None = None) -> tuple[str, ...]:
    """What a reader has to know of the list: what it holds for, who read it, and when."""
    reviewed = _("Read by {name}.").format(name=law.reviewed_by) if law.reviewed_by else _(NOT_REVIEWED)
    remark = (_(STILL_TO_COME),) if is_later(delivered, today) else ()
    note = tuple(_(text) for text in law.note)
    return (_(SAFER), *remark, _holds_if(_shared(law)), *note, *_last_checked(law, today), _(READ), reviewed)


def _last_checked(law: Law, today: date) -> tuple[str, ...]:
    on = day(law.checked)
    if law.is_stale(today):
        return (
            _("This list was last checked on {day}.").format(day=on),
            _("That is too long ago for a date to be worked out. Please open the links."),
        )
    return (_("This list was checked on {day}.").format(day=on),)


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
    return f"{_(fact.instrument)}, {_(fact.provision)}."


def told(fact: Fact, law: Law, events: Mapping[Event, date], today: date, wait: Wait | None = None) -> tuple[str, ...]:
    """What it says, and the last day where that can be worked out."""
    done = computed(law, fact, events, today, wait)
    return (*(_(text) for text in fact.text), *(counted(done, fact.period) if done and fact.period else ()))


def counted(done: Computed, period: Period) -> Iterator[str]:
    """The last day, with the formula."""
    event = _(_EVENT[period.counts_from]).format(day=day(done.event))
    said = _("Counting {length} from {event}, the last day is {day}.")
    yield said.format(length=_length(period), event=event, day=day(done.last_day))
    if period.first_day == "day_after":
        yield _("In this count the day after is the first.")
    else:
        yield _("In this count that day is the first.")
    if done.wait is not None:
        left_out = _("The time from {asked} to {back}, the wait for a repair, is left out.")
        yield left_out.format(asked=day(done.wait.asked), back=day(done.wait.back))


def _length(period: Period) -> str:
    if period.length_days:
        return ngettext("{n} day", "{n} days", period.length_days).format(n=period.length_days)
    months = period.length_months or 0
    return ngettext("{n} month", "{n} months", months).format(n=months)


_GIVES_DAYS = NN_("This shop gives {n} day.", "This shop gives {n} days.")
_GIVES_MONTHS = NN_("This shop gives {n} month.", "This shop gives {n} months.")


def _given(fact: Fact, longer: tuple[Longer, ...]) -> Iterator[str]:
    for entry in longer:
        if entry.fact == fact.id and fact.period is not None:
            forms = _GIVES_DAYS if fact.period.length_days else _GIVES_MONTHS
            yield ngettext(*forms, entry.length).format(n=entry.length)


def _shared(law: Law) -> tuple[Condition, ...]:
    """What every fact of the list hangs on: it is said once."""
    every = [fact.applies_if for _, fact in facts_of(law)]
    return tuple(condition for condition in every[0] if all(condition in others for others in every))


def _holds_if(conditions: tuple[Condition, ...]) -> str:
    return _("All of this holds if {conditions}.").format(conditions=_all(conditions)) if conditions else ""


def _remarks(fact: Fact, shared: tuple[Condition, ...]) -> Iterator[str]:
    """What else it hangs on, how it is known, and the link in full."""
    if own := tuple(condition for condition in fact.applies_if if condition not in shared):
        yield _("This holds only if {conditions}.").format(conditions=_all(own))
    if _KNOWN[fact.known]:
        yield _(_KNOWN[fact.known])
    if not fact.link_seen:
        yield _(LINK_RECALLED)
    yield fact.url


def _all(conditions: tuple[Condition, ...]) -> str:
    return listed([_(_IF[condition]) for condition in conditions])
