"""The letter that goes with a report: made of what was counted and what the buyer typed, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from keycheck.diagnosis.verdict import Finding
from keycheck.errors.printable import printable
from keycheck.languages import _, ngettext
from keycheck.languages.patterns import day
from keycheck.layouts.layout import Layout
from keycheck.reports import law_wording
from keycheck.reports import letter_wording as words
from keycheck.reports.machine_wording import BUILT_IN
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
    return ask.want is not None and bool(_found(report))


def letter(report: Report, layout: Layout, ask: Ask, today: date, claim_code: str = "") -> Letter | None:
    """The letter of this day; None where nothing is asked for, or nothing was found that a seller answers for."""
    if ask.want is None or not has_letter(report, ask):
        return None
    seller = printable(report.purchase.seller or "")
    return Letter(
        date=day(today),
        to=_(words.TO_SELLER).format(seller=seller) if seller else _(words.TO_UNKNOWN),
        subject=_subject(report),
        paragraphs=tuple(_parted(_paragraphs(report, layout, ask, ask.want, today, claim_code))),
        closing=(
            (_(words.NAME), printable(ask.name or "")),
            (_(words.CONTACT), printable(ask.contact or "")),
        ),
    )


def answer_by(today: date) -> date:
    """The day by which an answer is asked for."""
    return today + ANSWER_WITHIN


def _subject(report: Report) -> str:
    product, purchase = report.product, report.purchase
    name = " ".join(part for part in (product.maker, product.model) if part) or report.keyboard.name
    parts = (
        _(words.ORDER).format(number=purchase.order_no) if purchase.order_no else "",
        name,
        _(words.SERIAL).format(number=product.serial) if product.serial else "",
    )
    return printable(", ".join(part for part in parts if part))


def _parted(paragraphs: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """Each as one text. A language that greets the seller, and takes leave, parts that off by an empty line."""
    for sentences in paragraphs:
        if sentences:
            yield from " ".join(sentences).split("\n\n")


def _paragraphs(
    report: Report, layout: Layout, ask: Ask, want: Want, today: date, code: str
) -> Iterator[tuple[str, ...]]:
    thing = thing_of(report, layout)
    yield tuple(_fault(report, thing, ask, want, today))
    yield tuple(_test(report, layout))
    yield _returning(report, thing, ask, today), _wanted(ask, want)
    yield tuple(_law(report, ask, want, today))
    check = _(words.CHECK_BY_CODE).format(code=code) if code else _(words.CHECK_BY_REPORT)
    yield check, _(words.ANSWER[thing][want]).format(day=day(answer_by(today))), _(words.ENCLOSED)


def thing_of(report: Report, layout: Layout) -> words.Thing:
    """What was bought: the keyboard by itself, or what it is built into."""
    if layout.form == "laptop":
        return "laptop"
    return "computer" if report.keyboard.bus in BUILT_IN else "keyboard"


def _found(report: Report) -> tuple[Finding, ...]:
    """The faults that a seller answers for."""
    return tuple(f for f in report.verdict.findings if f.cause in ("hardware", "not_separated"))


def _faulty_keys(report: Report) -> int:
    return len({finding.key for finding in _found(report)})


def _fault(report: Report, thing: words.Thing, ask: Ask, want: Want, today: date) -> Iterator[str]:
    keys = _faulty_keys(report)
    yield ngettext(*words.FAULT[thing], keys).format(n=keys)
    for template, typed in ((words.BOUGHT, report.purchase.bought), (words.DELIVERED, report.purchase.delivered)):
        if typed and not is_later(typed, today):
            yield _(template).format(day=as_typed(typed))
    if want != "refund" and (price := printable(ask.price or "")):
        yield _(words.PAID).format(price=price)


def _returning(report: Report, thing: words.Thing, ask: Ask, today: date) -> str:
    bringing, sending = words.BRINGING, words.SENDING
    if _rejects(report, ask, today):
        bringing, sending = words.BRINGING_REJECTED, words.SENDING_REJECTED
    said = sending if ask.channel == "distance" else bringing
    return ngettext(*said[thing], _faulty_keys(report))


def _wanted(ask: Ask, want: Want) -> str:
    price = printable(ask.price or "")
    return _(words.WANTED_PRICE).format(price=price) if price and want == "refund" else _(words.WANTED[want])


def as_typed(text: str) -> str:
    """A date that the buyer typed, written out where it is one; else as it was typed."""
    typed = day_typed(text)
    return printable(text) if typed is None else day(typed)


def _test(report: Report, layout: Layout) -> Iterator[str]:
    found = _found(report)
    yield _(words.TESTED).format(day=day(moment(report).date()))
    yield _(words.ASKED)
    yield from words.counted(found, layout)
    if said := words.controls(report.verdict.controls):
        yield said
    if any(f.cause == "not_separated" for f in found):
        yield _(words.OPEN_CAUSE)


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
            yield _(words.CHECKED if was_read else words.SOURCE).format(day=day(law.checked), url=fact.url)
            return
