"""The letter that goes with a report: made of what was counted and what the buyer typed, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from keycheck.errors.printable import printable
from keycheck.layouts.layout import Layout
from keycheck.reports import law_wording
from keycheck.reports import letter_wording as words
from keycheck.reports.law_wording import day
from keycheck.reports.paper import Letter
from keycheck.reports.report import Report, moment
from keycheck.returns.ask import Ask, day_typed, events, is_later
from keycheck.returns.days import computed
from keycheck.returns.fact import Event, Fact, Law, Want
from keycheck.returns.law_library import facts_of, load

ANSWER_WITHIN = timedelta(days=7)
"""How long a seller is given to answer: our choice, long enough for a shop that is closed for two days."""


def has_letter(report: Report, ask: Ask) -> bool:
    """Whether there is something to ask a seller for: a fault that software does not explain, and a wish."""
    return ask.want is not None and any(f.cause in ("hardware", "not_separated") for f in report.verdict.findings)


def letter(report: Report, layout: Layout, ask: Ask, today: date, claim_code: str = "") -> Letter | None:
    """The letter of this day; None where nothing is asked for, or nothing was found that a seller answers for."""
    if ask.want is None or not has_letter(report, ask):
        return None
    seller = printable(report.purchase.seller or "")
    return Letter(
        date=day(today),
        to=words.TO_SELLER.format(seller=seller) if seller else words.TO_UNKNOWN,
        subject=_subject(report),
        paragraphs=tuple(" ".join(p) for p in _paragraphs(report, layout, ask, ask.want, today, claim_code) if p),
        closing=(
            (words.NAME, printable(ask.name or "")),
            (words.CONTACT, printable(ask.contact or "")),
        ),
    )


def answer_by(today: date) -> date:
    """The day by which an answer is asked for."""
    return today + ANSWER_WITHIN


def _subject(report: Report) -> str:
    product, purchase = report.product, report.purchase
    name = " ".join(part for part in (product.maker, product.model) if part) or report.keyboard.name
    parts = (
        words.ORDER.format(number=purchase.order_no) if purchase.order_no else "",
        name,
        words.SERIAL.format(number=product.serial) if product.serial else "",
    )
    return printable(", ".join(part for part in parts if part))


def _paragraphs(
    report: Report, layout: Layout, ask: Ask, want: Want, today: date, code: str
) -> Iterator[tuple[str, ...]]:
    thing = words.THING[layout.form]
    yield tuple(_fault(report, layout, today))
    yield tuple(_test(report, layout))
    rejected = _rejects(report, ask, today)
    returning = (words.REJECTING if rejected else words.RETURNING).format(thing=thing)
    price = printable(ask.price or "")
    wanted = words.WANTED_PRICE.format(price=price) if price and want == "refund" else words.WANTED[want]
    yield returning, wanted
    yield tuple(_law(report, ask, want, today))
    check = words.CHECK_BY_CODE.format(code=code) if code else words.CHECK_BY_REPORT
    yield check, words.ANSWER[want].format(day=day(answer_by(today)), thing=thing), words.ENCLOSED


def _fault(report: Report, layout: Layout, today: date) -> Iterator[str]:
    yield words.FAULT if layout.form == "laptop" else words.FAULT_OF_KEYBOARD
    for template, typed in ((words.BOUGHT, report.purchase.bought), (words.DELIVERED, report.purchase.delivered)):
        if typed and not is_later(typed, today):
            yield template.format(day=as_typed(typed))


def as_typed(text: str) -> str:
    """A date that the buyer typed, written out where it is one; else as it was typed."""
    typed = day_typed(text)
    return printable(text) if typed is None else day(typed)


def _test(report: Report, layout: Layout) -> Iterator[str]:
    found = tuple(f for f in report.verdict.findings if f.cause in ("hardware", "not_separated"))
    yield words.TESTED.format(day=day(moment(report).date()))
    yield words.ASKED
    yield from words.counted(found, layout)
    if said := words.controls(report.verdict.controls):
        yield said
    if any(f.cause == "not_separated" for f in found):
        yield words.OPEN_CAUSE


def _rejects(report: Report, ask: Ask, today: date) -> bool:
    """Whether the letter says that the goods are rejected: where a fact of the place is about it, while it runs."""
    if ask.country is None or ask.want != "refund":
        return False
    known = events(report.purchase.delivered, today)
    return any(fact.rejects and _runs(law, fact, known, ask, today) for law, fact in facts_of(load(ask.country)))


def _runs(law: Law, fact: Fact, known: Mapping[Event, date], ask: Ask, today: date) -> bool:
    """Whether it has no period, or one that runs today; a period whose days can't be counted may be long over."""
    if fact.period is None:
        return True
    done = computed(law, fact, known, today, ask.wait)
    return done is not None and today <= done.last_day


def _law(report: Report, ask: Ask, want: Want, today: date) -> Iterator[str]:
    """The first fact of the place that bears on the wish and whose time runs, with its source."""
    if ask.country is None:
        return
    known = events(report.purchase.delivered, today)
    for law, fact in facts_of(load(ask.country)):
        if ask.channel == "shop" and law_wording.only_from_afar(fact):
            continue
        if want in fact.letter_for and _runs(law, fact, known, ask, today):
            yield law_wording.source(fact)
            yield from law_wording.told(fact, law, known, today, ask.wait)
            was_read = fact.known == "seen" and fact.link_seen
            yield (words.CHECKED if was_read else words.SOURCE).format(day=day(law.checked), url=fact.url)
            return
