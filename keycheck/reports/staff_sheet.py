"""The staff sheet: at one glance what one may decide, what to say, what to look at; and a note for the next desk."""

from __future__ import annotations

from collections.abc import Iterator

from keycheck.errors.printable import printable
from keycheck.languages import _, retold
from keycheck.languages.patterns import labelled
from keycheck.reports import counter_wording as words
from keycheck.reports import letter_wording
from keycheck.reports.counter_sheet import comparison, options, product, serials, sheet_of, test_days
from keycheck.reports.page import page
from keycheck.reports.paper import Block, Fields, NewPage, Pair, Paper, Result, Section
from keycheck.reports.second_test import SecondTest, headline, told
from keycheck.returns.codes import Stage, codes_for
from keycheck.returns.symptom_code import symptom_code


def staff_sheet(test: SecondTest) -> Paper:
    """The sheet of this return."""
    blocks = (*_one_glance(test), *_handover(test))
    return sheet_of(test, page(test.retest_shown, test.layout), _(words.STAFF_TITLE), blocks)


def _one_glance(test: SecondTest) -> Iterator[Block]:
    outcome = test.compared.outcome
    yield Result(tone=words.TONE[outcome], tag=_(words.TAG[outcome]), headline=headline(test), meaning="")
    yield Section(heading=_(words.YOU_DECIDE), items=options(test), numbered=True)
    yield Section(heading=_(words.SAY_FIRST), items=(" ".join(_first(test)),))
    yield Section(heading=_(words.SAY_THEN), items=(" ".join(told(test)),))
    yield comparison(test)
    if checks := tuple(_checks(test)):
        yield Section(heading=_(words.CHECK_FIRST), items=checks)
    yield Section(heading=_(words.CODES), items=tuple(_codes(test)))
    yield Section(heading=_(words.TAKE_CARE), items=(_(words.PAUSE),))


def _first(test: SecondTest) -> Iterator[str]:
    yield _(words.THANKS)
    yield _(words.SORRY_TRIP)
    name = printable(test.staff)
    yield _(words.SEE_THROUGH).format(name=name) if name else _(words.SEE_THROUGH_UNNAMED)
    yield _(words.REPEAT).format(keys=test.keys_within)
    yield _(words.NO_PASSWORD)


def _checks(test: SecondTest) -> Iterator[str]:
    if test.serials_differ:
        yield _(words.SERIALS_DIFFER)
    elif test.one_serial_known:
        yield _(words.SERIAL_OF_ONE)
    if test.orders_differ:
        yield _(words.ORDERS_DIFFER)
    if unasked := [again.claimed.key for again in test.compared.keys if not again.trials]:
        yield _(words.TEST_CLOSELY).format(options=" ".join(f"--key {key}" for key in unasked))
    for which, checked in (("first", test.claim_checked), ("second", test.retest_checked)):
        if checked != "checked":
            yield _(words.UNCHECKED_TOLD[which, checked])
    if test.claim.verdict.rules != test.retest.verdict.rules:
        yield _(words.RULES_DIFFER)
    for setting in test.retest.verdict.settings:
        yield _(words.SETTINGS_ON).format(name=retold(printable(setting.name)))
    if any(again.seen and again.seen.cause == "not_separated" for again in test.compared.keys):
        yield _(words.CONTROL_KEYBOARD)


def _codes(test: SecondTest) -> Iterator[str]:
    findings = [again.seen or again.claimed for again in test.compared.keys] + list(test.compared.others)
    own = dict.fromkeys(code for finding in findings if (code := symptom_code(finding)))
    if own:
        yield _(words.OUR_CODE).format(codes=", ".join(own))
    for found, codes in codes_for(stage) if (stage := _stage(test)) else ():
        said = (f"{c.field} {c.code}" + (f" ({_(c.remark)})" if c.remark else "") for c in codes)
        yield labelled(found.name, ", ".join(said))


def _stage(test: SecondTest) -> Stage | None:
    """What partners' lists are asked for; None for an outcome that none has a word for."""
    outcome = test.compared.outcome
    if outcome == "confirmed":
        comes_and_goes = any(a.seen and a.seen.symptom == "intermittent" for a in test.compared.keys)
        return "confirmed_intermittent" if comes_and_goes else "confirmed"
    return outcome if outcome in ("not_reproduced", "software_cause") else None


def _handover(test: SecondTest) -> Iterator[Block]:
    yield NewPage(heading=_(words.HANDOVER))
    yield Section(heading=_(words.FOR_THE_NEXT), items=(f"{_(words.HANDOVER_TEXT)} {_(words.WALK_OVER)}",))
    yield Fields(heading=_(words.CASE), pairs=_case(test))


def _case(test: SecondTest) -> tuple[Pair, ...]:
    wish = _(words.WISHES[test.ask.want]) if test.ask.want else ""
    return (
        (_(words.FOR_DESK), ""),
        (_(words.FROM_DESK), printable(test.staff)),
        (_(words.REFERENCE), printable(test.reference)),
        *product(test.claim),
        *serials(test),
        *test_days(test),
        (_(words.FAULT), " ".join(_as_told(test))),
        (_(words.RESULT), f"{_(words.TAG[test.compared.outcome])}. {headline(test)}"),
        (_(words.WISH), wish),
        (_(words.PROMISED), ""),
        (_(words.BY_WHEN), ""),
    )


def _as_told(test: SecondTest) -> Iterator[str]:
    yield from letter_wording.counted(test.claim.verdict.findings, test.layout)
