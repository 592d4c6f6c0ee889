"""The counter sheet, which the customer takes home: the claim beside its second test, what was decided, by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from keycheck.errors.printable import printable
from keycheck.languages import _
from keycheck.languages.patterns import day, labelled
from keycheck.reports import buyer_paper
from keycheck.reports import counter_wording as words
from keycheck.reports.key_names import key_name
from keycheck.reports.page import Page, page
from keycheck.reports.paper import Block, Cell, Choices, Facts, Fields, Pair, Paper, Result, Section, Table
from keycheck.reports.paper_wording import NOTHING, SEALED
from keycheck.reports.report import Report, moment
from keycheck.reports.second_test import Checked, SecondTest, cause_left_open, headline, rule_out, told
from keycheck.reports.serial_number import shown_of
from keycheck.reports.wording import PRACTICE, SYMPTOM_WORD, counted
from keycheck.returns.outcome import Again, Outcome

_CUSTOMER_CHOOSES: frozenset[Outcome] = frozenset({"not_reproduced", "not_settled"})
"""Where the options are the customer's to choose from."""


def counter_sheet(test: SecondTest, today: date) -> Paper:
    """The sheet of this day."""
    whole = page(test.retest_shown, test.layout)
    blocks = (*_result(test), *_facts(test), *_decision(test), *_below(test, whole, today))
    return sheet_of(test, whole, _(words.TITLE), blocks)


def sheet_of(test: SecondTest, whole: Page, title: str, blocks: tuple[Block, ...]) -> Paper:
    """A paper of the counter about this test."""
    paper = buyer_paper.paper_of(whole, blocks, test.ask)
    return Paper(
        title=title,
        subtitle=labelled(title, headline(test)),
        practice=_(PRACTICE) if test.practice else "",
        practice_word=paper.practice_word,
        tone=words.TONE[test.compared.outcome],
        made=paper.made,
        blocks=blocks,
        footer=paper.footer,
        legal=paper.legal,
        page_of=paper.page_of,
        lang=paper.lang,
    )


def _result(test: SecondTest) -> Iterator[Block]:
    outcome = test.compared.outcome
    yield Result(
        tone=words.TONE[outcome], tag=_(words.TAG[outcome]), headline=headline(test), meaning=" ".join(told(test))
    )


def comparison(test: SecondTest) -> Table:
    """The claim beside the second test, key by key."""
    rows = (*(_row(again, test) for again in test.compared.keys), *_other_rows(test))
    return Table(heading=_(words.COMPARED), head=tuple(_(name) for name in words.HEAD), rows=rows)


def _row(again: Again, test: SecondTest) -> tuple[Cell, ...]:
    claimed = again.claimed
    today = counted(again.hits, again.trials) if again.trials else _(words.NOT_TESTED)
    return (
        Cell(key_name(claimed.key, test.layout), (claimed.key,)),
        Cell(_(SYMPTOM_WORD[claimed.symptom])),
        Cell(counted(claimed.hits, claimed.trials)),
        Cell(today, (_(SYMPTOM_WORD[again.seen.symptom]),) if again.seen else ()),
        Cell(rule_out(again) or NOTHING),
    )


def _other_rows(test: SecondTest) -> Iterator[tuple[Cell, ...]]:
    for finding in test.compared.others:
        yield (
            Cell(key_name(finding.key, test.layout), (finding.key,)),
            Cell(_(words.ALSO)),
            Cell(NOTHING),
            Cell(counted(finding.hits, finding.trials), (_(SYMPTOM_WORD[finding.symptom]),)),
            Cell(cause_left_open(finding) or NOTHING),
        )


def _facts(test: SecondTest) -> Iterator[Block]:
    yield comparison(test)
    yield Facts(columns=(product(test.claim), (*serials(test), *test_days(test))))


def product(report: Report) -> tuple[Pair, ...]:
    """The product and the purchase, as the buyer's report tells them."""
    purchase, machine = report.purchase, report.product
    pairs = (
        (_(words.PRODUCT), " ".join(part for part in (machine.maker, machine.model) if part) or report.keyboard.name),
        (_("Order number"), purchase.order_no),
        (_("Bought"), purchase.bought),
        (_("Delivered"), purchase.delivered),
    )
    return tuple((label, clean) for label, value in pairs if (clean := printable(value or "")))


def serials(test: SecondTest) -> tuple[Pair, ...]:
    """The serial numbers side by side, as far as they are shown."""
    pairs = ((_(words.FIRST_SERIAL), test.claim.product.serial), (_(words.SECOND_SERIAL), test.retest.product.serial))
    shown = ((label, shown_of(serial, test.shown)) for label, serial in pairs)
    return tuple((label, printable(value)) for label, value in shown if value)


def test_days(test: SecondTest) -> tuple[Pair, ...]:
    """When each of the two tests was made, and the code of the first."""
    code = ((_(words.CODE_OF_HOME), test.claim_code),) if test.claim_code else ()
    return (
        (_(words.FIRST_TEST), _made(test.claim, test.claim_checked)),
        (_(words.SECOND_TEST), _made(test.retest, test.retest_checked)),
        *code,
    )


def _made(report: Report, checked: Checked) -> str:
    """The day of a test, and whether its report is less than checked."""
    on = day(moment(report).date())
    return on if checked == "checked" else f"{on}, {_(words.UNCHECKED[checked])}"


def _decision(test: SecondTest) -> Iterator[Block]:
    outcome = test.compared.outcome
    if outcome != "software_cause":  # it is for the desk to show the setting: nothing is chosen
        heading = _(words.YOUR_CHOICE) if outcome in _CUSTOMER_CHOOSES else _(words.WHAT_NOW)
        yield Choices(heading=heading, items=options(test))
    yield Fields(heading=_(words.DECISION), pairs=_decided(test))
    closing = {
        "confirmed": (_(words.YOUR_COPY), _(words.NOTHING_ELSE)),
        "different_fault": (_(words.YOUR_COPY), _(words.NOTHING_ELSE)),
    }.get(outcome, (_(words.FIRST_REPORT).format(day=day(moment(test.claim).date())), _(words.ON_FILE)))
    yield Section(heading=_(words.KEEP_IT), items=(" ".join(closing),))


def options(test: SecondTest) -> tuple[str, ...]:
    """What may be decided: the usual options in the language that is spoken, a shop's own as the shop has written."""
    return tuple(_(option) for option in test.policy.options.get(test.compared.outcome, ()))


def _decided(test: SecondTest) -> tuple[Pair, ...]:
    return (
        (_(words.REFERENCE), printable(test.reference)),
        (_(words.DECIDED), ""),
        (_(words.AMOUNT), printable(test.ask.price or "")),
        (_(words.BY_WHEN), ""),
        (_(words.WHO), printable(test.staff)),
        (_(words.SIGNED_SHOP), ""),
        (_(words.SIGNED_BUYER), ""),
    )


def _below(test: SecondTest, whole: Page, today: date) -> Iterator[Block]:
    # What is agreed over a confirmed fault is agreed on the day of this sheet.
    agreed = today if test.compared.outcome in ("confirmed", "different_fault") else None
    yield from buyer_paper.law(test.claim, test.ask, today, test.policy.longer, agreed)
    yield buyer_paper.check(whole, _(SEALED) if test.retest_shown.seal else "", encloses=True)
