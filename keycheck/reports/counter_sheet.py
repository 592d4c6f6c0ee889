"""The counter sheet, which the customer takes home: the claim beside its second test, what was decided, by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from keycheck.errors.printable import printable
from keycheck.reports import buyer_paper
from keycheck.reports import counter_wording as words
from keycheck.reports.key_names import key_name
from keycheck.reports.law_wording import day
from keycheck.reports.page import Page, page
from keycheck.reports.paper import Block, Cell, Choices, Facts, Fields, Pair, Paper, Result, Section, Table
from keycheck.reports.paper_wording import NOTHING, SEALED
from keycheck.reports.report import Report, moment
from keycheck.reports.second_test import Checked, SecondTest, headline, rule_out, told
from keycheck.reports.serial_number import shown_of
from keycheck.reports.wording import PRACTICE, SYMPTOM_WORD
from keycheck.returns.outcome import Again, Outcome

_CUSTOMER_CHOOSES: frozenset[Outcome] = frozenset({"not_reproduced", "not_settled"})
"""Where the options are the customer's to choose from."""


def counter_sheet(test: SecondTest, today: date) -> Paper:
    """The sheet of this day."""
    whole = page(test.retest_shown, test.layout)
    blocks = (*_result(test), *_facts(test), *_decision(test), *_below(test, whole, today))
    return sheet_of(test, whole, words.TITLE, blocks)


def sheet_of(test: SecondTest, whole: Page, title: str, blocks: tuple[Block, ...]) -> Paper:
    """A paper of the counter about this test."""
    paper = buyer_paper.paper_of(whole, blocks, test.ask)
    return Paper(
        title=title,
        subtitle=f"{title}: {headline(test)}",
        practice=PRACTICE if test.practice else "",
        practice_word=paper.practice_word,
        tone=words.TONE[test.compared.outcome],
        made=paper.made,
        blocks=blocks,
        footer=paper.footer,
        legal=paper.legal,
        page_of=paper.page_of,
    )


def _result(test: SecondTest) -> Iterator[Block]:
    outcome = test.compared.outcome
    yield Result(
        tone=words.TONE[outcome], tag=words.TAG[outcome], headline=headline(test), meaning=" ".join(told(test))
    )


def comparison(test: SecondTest) -> Table:
    """The claim beside the second test, key by key."""
    rows = (*(_row(again, test) for again in test.compared.keys), *_other_rows(test))
    return Table(heading=words.COMPARED, head=words.HEAD, rows=rows)


def _row(again: Again, test: SecondTest) -> tuple[Cell, ...]:
    claimed = again.claimed
    today = words.ARRIVED.format(hits=again.hits, trials=again.trials) if again.trials else words.NOT_TESTED
    return (
        Cell(key_name(claimed.key, test.layout), (claimed.key,)),
        Cell(SYMPTOM_WORD[claimed.symptom]),
        Cell(words.ARRIVED.format(hits=claimed.hits, trials=claimed.trials)),
        Cell(today, (SYMPTOM_WORD[again.seen.symptom],) if again.seen else ()),
        Cell(rule_out(again) or NOTHING),
    )


def _other_rows(test: SecondTest) -> Iterator[tuple[Cell, ...]]:
    for finding in test.compared.others:
        yield (
            Cell(key_name(finding.key, test.layout), (finding.key,)),
            Cell(words.ALSO),
            Cell(NOTHING),
            Cell(words.ARRIVED.format(hits=finding.hits, trials=finding.trials), (SYMPTOM_WORD[finding.symptom],)),
            Cell(NOTHING),
        )


def _facts(test: SecondTest) -> Iterator[Block]:
    yield comparison(test)
    yield Facts(columns=(product(test.claim), (*serials(test), *test_days(test))))


def product(report: Report) -> tuple[Pair, ...]:
    """The product and the purchase, as the buyer's report tells them."""
    purchase, machine = report.purchase, report.product
    pairs = (
        (words.PRODUCT, " ".join(part for part in (machine.maker, machine.model) if part) or report.keyboard.name),
        ("Order number", purchase.order_no),
        ("Bought", purchase.bought),
        ("Delivered", purchase.delivered),
    )
    return tuple((label, clean) for label, value in pairs if (clean := printable(value or "")))


def serials(test: SecondTest) -> tuple[Pair, ...]:
    """The serial numbers side by side, as far as they are shown."""
    pairs = ((words.FIRST_SERIAL, test.claim.product.serial), (words.SECOND_SERIAL, test.retest.product.serial))
    shown = ((label, shown_of(serial, test.shown)) for label, serial in pairs)
    return tuple((label, printable(value)) for label, value in shown if value)


def test_days(test: SecondTest) -> tuple[Pair, ...]:
    """When each of the two tests was made, and the code of the first."""
    code = ((words.CODE_OF_HOME, test.claim_code),) if test.claim_code else ()
    return (
        (words.FIRST_TEST, _made(test.claim, test.claim_checked)),
        (words.SECOND_TEST, _made(test.retest, test.retest_checked)),
        *code,
    )


def _made(report: Report, checked: Checked) -> str:
    """The day of a test, and whether its report is less than checked."""
    on = day(moment(report).date())
    return on if checked == "checked" else f"{on}, {words.UNCHECKED[checked]}"


def _decision(test: SecondTest) -> Iterator[Block]:
    outcome = test.compared.outcome
    if outcome != "software_cause":  # it is for the desk to show the setting: nothing is chosen
        heading = words.YOUR_CHOICE if outcome in _CUSTOMER_CHOOSES else words.WHAT_NOW
        yield Choices(heading=heading, items=test.policy.options.get(outcome, ()))
    yield Fields(heading=words.DECISION, pairs=_decided(test))
    closing = {
        "confirmed": (words.YOUR_COPY, words.NOTHING_ELSE),
        "different_fault": (words.YOUR_COPY, words.NOTHING_ELSE),
    }.get(outcome, (words.FIRST_REPORT.format(day=day(moment(test.claim).date())), words.ON_FILE))
    yield Section(heading=words.KEEP_IT, items=(" ".join(closing),))


def _decided(test: SecondTest) -> tuple[Pair, ...]:
    return (
        (words.REFERENCE, printable(test.reference)),
        (words.DECIDED, ""),
        (words.AMOUNT, printable(test.ask.price or "")),
        (words.BY_WHEN, ""),
        (words.WHO, printable(test.staff)),
        (words.SIGNED_SHOP, ""),
        (words.SIGNED_BUYER, ""),
    )


def _below(test: SecondTest, whole: Page, today: date) -> Iterator[Block]:
    # What is agreed over a confirmed fault is agreed on the day of this sheet.
    agreed = today if test.compared.outcome in ("confirmed", "different_fault") else None
    yield from buyer_paper.law(test.claim, test.ask, today, test.policy.longer, agreed)
    yield buyer_paper.check(whole, SEALED if test.retest_shown.seal else "")
