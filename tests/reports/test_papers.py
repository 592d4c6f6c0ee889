"""The papers of a return: what was counted and typed, facts of law while they are fresh, and text that stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import html5lib
import msgspec
import pytest

from keycheck.errors import UsageError
from keycheck.languages import speaking
from keycheck.reports import html, text
from keycheck.reports.buyer_paper import buyer_paper
from keycheck.reports.counter_sheet import counter_sheet
from keycheck.reports.formats import FORMS, render, set_as
from keycheck.reports.law_wording import source
from keycheck.reports.letter import letter
from keycheck.reports.letter_alone import letter_alone
from keycheck.reports.paper import Code, Paper, Section, Table
from keycheck.reports.report import Product, Purchase, Report
from keycheck.reports.staff_sheet import staff_sheet
from keycheck.returns.ask import Ask
from keycheck.returns.days import Wait
from keycheck.returns.fact import Want
from keycheck.returns.law_library import facts_of, load, places
from keycheck.returns.policy import Longer, usual
from tests.languages.pseudo import LONGER, brackets
from tests.reports.examples import PRODUCT, SMALL, VERDICTS, finding, report, verdict
from tests.reports.golden import PAPERS, file_of, set_as_text
from tests.reports.papers import ASK, SECOND, TODAY, second_test, sheets, told_by
from tests.reports.test_formats import HTML_ATTACKS, TYPST_ATTACKS, Markup, words_of_pdf

ARCHIVE = {b"<pdfaid:part>3", b"<pdfaid:conformance>A", b"<pdfuaid:part>1"}
DEAD = report(VERDICTS["dead"])


@pytest.mark.parametrize("name", PAPERS)
def test_paper_is_written_as_it_always_was(name: str) -> None:
    assert set_as_text(name) == file_of(name, "text").read_text(encoding="utf-8")


def written(of: Report = DEAD, ask: Ask = ASK, today: date = TODAY) -> str:
    """The letter in one line."""
    whole = letter(of, SMALL, ask, today)
    assert whole is not None
    return " ".join((whole.to, whole.subject, *whole.paragraphs, *(value for _, value in whole.closing)))


def test_letter_says_what_was_counted_and_what_was_typed() -> None:
    said = written()
    for part in ("To Corner Shop", "Order A-1001", "SN-0042", "15 November 2026", "0 of 5 presses arrived", "10 of 10"):
        assert part in said
    assert "a refund of 649.00 GBP" in said
    assert said.endswith("Sam Example sam@example.org")


def test_german_letter_greets_and_takes_leave_in_paragraphs_of_their_own() -> None:
    with speaking("de"):
        whole = letter(DEAD, SMALL, ASK, TODAY)
    assert whole is not None
    assert whole.paragraphs[0] == "Sehr geehrte Damen und Herren,"
    assert whole.paragraphs[1].startswith("die Tastatur dieses Computers hat einen Mangel. ")
    assert whole.paragraphs[-1] == "Mit freundlichen Grüßen"


def test_what_the_union_made_has_its_german_name_and_an_act_its_own() -> None:
    with speaking("de"):
        union, kingdom = ({source(fact) for _, fact in facts_of(load(place))} for place in ("EU", "GB"))
    assert "Richtlinie (EU) 2019/771, Artikel 10." in union
    assert "Consumer Rights Act 2015, s.22(3)." in kingdom


def test_letter_brings_back_what_was_bought_and_sends_what_came_from_afar() -> None:
    assert "The keyboard of this computer has a fault." in written()
    assert "I am bringing the computer back because of this fault, and I reject it." in written()
    assert "I am sending the computer back" in written(ask=Ask(want="repair", channel="distance"))
    usb = msgspec.structs.replace(DEAD, keyboard=msgspec.structs.replace(DEAD.keyboard, bus="usb"))
    assert "This keyboard has a fault." in written(usb)
    assert "I am bringing the keyboard back" in written(usb, ask=Ask(want="repair"))


def test_letter_about_two_keys_speaks_of_both() -> None:
    said = written(report(VERDICTS["two_dead"]))
    assert "has faults on 2 keys." in said
    assert "because of these faults" in said


@pytest.mark.parametrize("want", ["refund", "replacement", "repair"])
def test_price_that_was_typed_stands_in_every_letter(want: Want) -> None:
    assert written(ask=Ask(want=want, price="649.00 GBP")).count("649.00 GBP") == 1


def test_answer_is_asked_for_within_a_week() -> None:
    assert "by 1 December 2026" in written(today=date(2026, 11, 24))


@pytest.mark.parametrize(
    ("want", "asked"),
    [("refund", "I ask for a refund"), ("replacement", "a new one of the same"), ("repair", "a repair")],
)
def test_letter_asks_for_what_the_buyer_chose(want: Want, asked: str) -> None:
    assert asked in written(ask=Ask("GB", want))


@pytest.mark.parametrize(
    ("country", "want", "today", "rejects"),
    [
        ("GB", "refund", date(2026, 12, 17), True),
        ("GB", "refund", date(2026, 12, 18), False),
        ("GB", "repair", date(2026, 11, 24), False),
        ("US", "refund", date(2026, 11, 24), True),
        ("DE", "refund", date(2026, 11, 24), False),
        (None, "refund", date(2026, 11, 24), False),
    ],
)
def test_goods_are_rejected_only_where_the_law_has_a_word_for_it(
    country: str | None, want: Want, today: date, rejects: bool
) -> None:
    assert ("and I reject it" in written(ask=Ask(country, want), today=today)) == rejects


def test_without_a_delivery_date_no_right_to_reject_is_assumed() -> None:
    said = written(of=report(VERDICTS["dead"], purchase=Purchase("Shop")))
    assert "reject it" not in said
    assert "the last day is" not in said


def test_without_a_country_the_letter_tells_no_law() -> None:
    assert "http" not in written(ask=Ask(want="refund"))


def test_period_that_has_passed_gives_way_to_the_next_fact() -> None:
    said = written(today=date(2027, 1, 5))
    assert "s.22(3)" not in said
    assert "s.19(3)" in said


@pytest.mark.parametrize("place", places())
@pytest.mark.parametrize("want", ["refund", "replacement", "repair"])
def test_letter_names_no_period_that_nobody_counts_any_more(place: str, want: Want) -> None:
    """After the day of review a time may be long over, and another provision may hold."""
    periods = {f"{fact.instrument}, {fact.provision}." for _, fact in facts_of(load(place)) if fact.period is not None}
    said = written(ask=Ask(place, want), today=load(place).review_due + timedelta(days=1))
    assert [period for period in periods if period in said] == []
    assert place != "GB" or "s.19(3)" in said


@pytest.mark.parametrize("place", places())
@pytest.mark.parametrize("delivered", ["9999-12-31", "2026-11-25", "0001-01-01"])
def test_delivery_that_is_still_to_come_is_remarked_and_not_counted(place: str, delivered: str) -> None:
    of = report(VERDICTS["dead"], purchase=Purchase("Shop", "1", delivered, delivered))
    said = " ".join(told_by(buyer_paper(of, SMALL, Ask(place, "refund"), TODAY)))
    to_come = delivered > str(TODAY)
    assert ("The day of delivery that was typed is still to come." in said) == to_come
    assert not to_come or "from the delivery on" not in said
    assert not to_come or "It came on" not in said


@pytest.mark.parametrize("name", ["no_fault", "inconclusive", "software"])
def test_no_letter_is_written_without_a_fault_that_a_seller_answers_for(name: str) -> None:
    assert letter(report(VERDICTS[name]), SMALL, ASK, TODAY) is None
    with pytest.raises(UsageError, match="nothing to ask for"):
        letter_alone(report(VERDICTS[name]), SMALL, ASK, TODAY)


def test_letter_alone_is_an_archive_file_too() -> None:
    data = set_as(letter_alone(DEAD, SMALL, ASK, TODAY), "pdf", DEAD)
    assert set(re.findall(rb"<pdf(?:a|ua)id:\w+>\w+", data)) >= ARCHIVE


@pytest.mark.parametrize("name", [*VERDICTS, *SECOND])
def test_page_is_whole_html(name: str) -> None:
    whole = sheets(name)[0] if name in SECOND else buyer_paper(report(VERDICTS[name]), SMALL, ASK, TODAY)
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(html.render(whole, "trace.jsonl"), transport_encoding="utf-8")


def test_letter_without_a_wish_is_refused() -> None:
    with pytest.raises(UsageError, match="--want"):
        letter_alone(DEAD, SMALL, Ask("GB"), TODAY)


def test_letter_leaves_software_out_and_says_what_is_open() -> None:
    both = verdict(findings=(finding(cause="not_separated"), finding(key="KeyA", cause="software")))
    said = written(of=report(both))
    assert "Key A" not in said
    assert "The test can't tell whether the keyboard or software causes this." in said


def paper(ask: Ask = ASK, today: date = TODAY, code: Code | None = None) -> str:
    """All words of the buyer's paper."""
    return " ".join(told_by(buyer_paper(DEAD, SMALL, ask, today, code)))


def test_name_and_contact_stand_in_the_letter_only() -> None:
    whole = buyer_paper(DEAD, SMALL, ASK, TODAY)
    outside = [block for block in whole.blocks if type(block).__name__ != "Letter"]
    told = told_by(msgspec.structs.replace(whole, blocks=tuple(outside)))
    assert [part for part in told if "Sam" in part or "sam@" in part] == []


@pytest.mark.parametrize("place", places())
def test_every_page_with_facts_of_law_says_that_it_is_no_advice_and_links_to_nobody_unread(place: str) -> None:
    whole = buyer_paper(DEAD, SMALL, Ask(place), TODAY)
    assert whole.legal.startswith("Information, not legal advice.")
    assert "http" not in whole.legal
    assert load(place).advice in whole.legal


@pytest.mark.parametrize("place", places())
def test_only_a_source_that_was_read_is_said_to_have_been(place: str) -> None:
    named = [
        fact
        for _, fact in facts_of(load(place))
        if f"{fact.instrument}, {fact.provision}." in written(ask=Ask(place, "refund"))
    ]
    assert named
    read = all(fact.known == "seen" and fact.link_seen for fact in named)
    assert ("Read on 22 November 2026" in written(ask=Ask(place, "refund"))) == read


def test_what_can_not_be_told_apart_is_open_and_never_ruled_out() -> None:
    reason = "A broken switch can't be told from a setting in between."
    of = verdict(cause="not_separated", findings=(finding(cause="not_separated", reason=reason),))
    sections = {b.heading: b.items for b in buyer_paper(report(of), SMALL, ASK, TODAY).blocks if isinstance(b, Section)}
    assert reason in sections["What is open"]
    assert reason not in sections["What was ruled out"]


def test_command_follows_the_sentence_that_names_it_and_text_encloses_nothing() -> None:
    said = " ".join(text.render(buyer_paper(DEAD, SMALL, ASK, TODAY, Code("KNQV", "<svg/>"))).decode().split())
    assert "with this command in its folder: keycheck replay trace.jsonl" in said
    assert "This file holds" not in said
    assert "beside this report" not in said


def test_no_country_means_no_law() -> None:
    assert buyer_paper(DEAD, SMALL, Ask(want="refund"), TODAY).legal == ""
    assert "Facts of law" not in paper(ask=Ask(want="refund"))


def test_after_the_day_of_review_the_dates_disappear_and_the_page_says_so() -> None:
    fresh, stale = paper(), paper(today=load("GB").review_due + timedelta(days=1))
    assert "the last day is 17 December 2026" in fresh
    assert "the last day is" not in stale
    assert "last checked on 22 November 2026" in stale
    assert "Please open the links." in stale
    assert "too long ago" not in fresh


def test_facts_of_buying_from_afar_are_left_out_for_a_shop() -> None:
    assert "Consumer Contracts Regulations" in paper(ask=Ask("GB"))
    assert "Consumer Contracts Regulations" not in paper(ask=Ask("GB", channel="shop"))


def test_claim_code_stands_on_the_first_page_and_in_the_letter() -> None:
    whole = buyer_paper(DEAD, SMALL, ASK, TODAY, Code("KNQV-5T7G-08XKB", "<svg/>"))
    assert sum("KNQV-5T7G-08XKB" in part for part in told_by(whole)) == 2


def test_letter_is_the_second_page_of_the_pdf(tmp_path: Any) -> None:
    pages = words_of_pdf(render(DEAD, SMALL, "pdf", ask=ASK, today=TODAY), tmp_path)
    assert "Letter to the seller" in pages[1]
    assert "Page 2 of" in pages[1]
    assert "Key 5 does not work." in pages[0]
    assert all("Information, not legal advice." in page for page in pages)


@pytest.mark.parametrize("name", ["several", "practice"])
@pytest.mark.parametrize("size", ["a4", "us-letter"])
def test_first_page_is_one_page_on_either_sheet(name: str, size: Any, tmp_path: Any) -> None:
    pages = words_of_pdf(render(report(VERDICTS[name]), SMALL, "pdf", ask=ASK, today=TODAY, size=size), tmp_path)
    assert "What comes next" in pages[0]


def test_first_page_is_one_page_in_a_language_with_longer_words(tmp_path: Any) -> None:
    with brackets(LONGER):
        whole = render(report(VERDICTS["several"]), SMALL, "pdf", ask=ASK, today=TODAY)
    assert "What comes next" in words_of_pdf(whole, tmp_path)[0]


@pytest.mark.parametrize(
    ("outcome", "form"), [*((outcome, "html") for outcome in SECOND), ("confirmed", "pdf"), ("not_reproduced", "pdf")]
)
def test_sheets_of_the_counter_say_their_answer_in_each_form(outcome: Any, form: Any, tmp_path: Any) -> None:
    for sheet in sheets(outcome):
        data = set_as(sheet, form, second_test(outcome).retest)
        assert form == "html" or set(re.findall(rb"<pdf(?:a|ua)id:\w+>\w+", data)) >= ARCHIVE
        said = " ".join(words_of_pdf(data, tmp_path)) if form == "pdf" else " ".join(data.decode().split())
        headline = next(block.headline for block in sheet.blocks if type(block).__name__ == "Result")  # type: ignore[union-attr]
        assert headline in said


def test_not_reproduced_prints_its_bound_and_keeps_the_first_date() -> None:
    said = " ".join(told_by(sheets("not_reproduced")[0]))
    assert "A fault in fewer than 1 press in 20 could still have escaped this test." in said
    assert "22 November 2026, stays the date we count from" in said


def test_not_settled_is_sorry_for_nothing_and_sells_nothing() -> None:
    said = " ".join(told_by(sheets("not_settled")[0]))
    assert "faulty" not in said
    assert "We sold it" not in said


def test_open_cause_is_never_called_a_faulty_keyboard() -> None:
    claim, _ = SECOND["not_reproduced"]
    test = msgspec.structs.replace(report(claim), report_id="kc-0003")
    again = second_test("not_reproduced")
    sheet = counter_sheet(type(again)(again.claim, test, SMALL, ASK), TODAY)
    said = " ".join(told_by(sheet))
    assert "The fault was seen again" in said
    assert "The keyboard is faulty." not in said
    assert "this test can't tell" in said


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [(None, None, False), ("SN-1", None, True), (None, "SN-1", True), ("SN-1", "SN-1", False)],
)
def test_label_is_compared_with_the_serial_number_that_one_report_has(
    first: str | None, second: str | None, said: bool
) -> None:
    test = second_test("confirmed")
    claim, retest = (
        msgspec.structs.replace(of, product=msgspec.structs.replace(of.product, serial=serial))
        for of, serial in ((test.claim, first), (test.retest, second))
    )
    told = told_by(staff_sheet(replace(test, claim=claim, retest=retest)))
    assert ("Compare the serial number on the label with the one in the report." in told) == said


@pytest.mark.parametrize("key", ["Digit5", "KeyA"])
def test_table_says_that_software_can_not_be_ruled_out_where_the_sheet_says_so(key: str) -> None:
    """Of the key that was claimed, and of another."""
    unclear = report(verdict(findings=(finding(key=key, cause="not_separated"),), cause="not_separated"))
    test = second_test("confirmed")
    test = replace(test, retest=msgspec.structs.replace(test.retest, verdict=unclear.verdict))
    for paper in (counter_sheet(test, TODAY), staff_sheet(test)):
        assert any(
            "Whether the keyboard or software causes it, this test can't tell." in part for part in told_by(paper)
        )
        assert "software as the cause" in told_by(paper)
        (table,) = (block for block in paper.blocks if isinstance(block, Table))
        assert [row[-1].main for row in table.rows if row[0].small == (key,)] == ["software as the cause"]
    assert "software as the cause" not in told_by(sheets("confirmed")[0])


def test_other_serial_number_is_pointed_out_to_the_staff_and_to_nobody_else() -> None:
    test = second_test("confirmed", serial="SN-9999")
    assert any("read different serial numbers" in part for part in told_by(staff_sheet(test)))
    assert not any("read different serial numbers" in part for part in told_by(counter_sheet(test, TODAY)))


@pytest.mark.parametrize(("order", "told"), [(" 4711 ", False), ("4712", True), (None, False)])
def test_other_order_is_pointed_out_to_the_staff(order: str | None, told: bool) -> None:
    test = second_test("confirmed")
    claim, again = (
        msgspec.structs.replace(of, purchase=Purchase(order_no=number))
        for of, number in ((test.claim, "4711"), (test.retest, order))
    )
    said = told_by(staff_sheet(replace(test, claim=claim, retest=again)))
    assert any("name different orders" in part for part in said) == told


def test_claimed_key_that_was_not_tested_closely_is_named_with_its_command() -> None:
    test = second_test("not_reproduced")
    swept = msgspec.structs.replace(test.retest.verdict, sound=())
    unasked = replace(test, retest=msgspec.structs.replace(test.retest, verdict=swept))
    keys = "|".join(again.claimed.key for again in unasked.compared.keys)
    assert any(re.search(f"`keycheck test --key ({keys})", part) for part in told_by(staff_sheet(unasked)))
    assert not any("keycheck test --key" in part for part in told_by(staff_sheet(test)))


@pytest.mark.parametrize("shown", ["full", "end", "none"])
@pytest.mark.parametrize(("read", "accused"), [(PRODUCT.serial, False), ("XX-" + (PRODUCT.serial or "")[-4:], True)])
def test_serial_numbers_are_compared_whole_however_little_of_them_is_shown(
    shown: Any, read: str, accused: bool
) -> None:
    """The same machine is never called another one, and another one is told, though both numbers end alike."""
    test = replace(second_test("confirmed", serial=read), shown=shown)
    papers = [" ".join(told_by(sheet)) for sheet in (counter_sheet(test, TODAY), staff_sheet(test))]
    assert ("read different serial numbers" in papers[1]) == accused
    for number in {read, PRODUCT.serial or ""}:
        assert all((number in paper) == (shown == "full") for paper in papers)
        assert all((f"…{number[-4:]}" in paper) == (shown == "end") for paper in papers)


@pytest.mark.parametrize("checked", ["checked", "not_sealed", "not_checked"])
def test_report_that_could_not_be_checked_is_called_so_on_both_papers(checked: Any) -> None:
    test = replace(second_test("confirmed"), claim_checked=checked)
    for sheet in (counter_sheet(test, TODAY), staff_sheet(test)):
        said = told_by(sheet)
        assert ("22 November 2026" in said) == (checked == "checked")
        assert checked == "checked" or f"22 November 2026, {checked.replace('_', ' ')}" in said
    told = [part for part in told_by(staff_sheet(test)) if part.startswith("The report of the first test")]
    assert bool(told) == (checked != "checked")


def test_second_test_of_another_day_is_never_called_today() -> None:
    for outcome in SECOND:
        test = second_test(outcome)
        for sheet in (counter_sheet(test, date(2027, 3, 1)), staff_sheet(test)):
            assert "today" not in " ".join(told_by(sheet)).lower().replace("seller today is safer", "")
            assert "24 November 2026" in told_by(sheet)


def test_staff_may_pause() -> None:
    whole = sheets("confirmed")[1]
    assert "You may pause this conversation. Ask a colleague to step in." in told_by(whole)


def test_refund_has_its_last_day_where_the_fault_was_confirmed_today() -> None:
    assert any("the last day is 7 December 2026" in part for part in told_by(sheets("confirmed")[0]))
    assert not any("is 7 December" in part for part in told_by(sheets("not_reproduced")[0]))


def test_wait_for_an_earlier_repair_moves_the_last_day() -> None:
    waited = Ask("GB", "refund", wait=Wait(date(2026, 11, 27), date(2026, 12, 7)))
    assert "the last day is 27 December 2026" in paper(ask=waited)
    assert "from 27 November 2026 to 7 December 2026" in paper(ask=waited)
    assert "and I reject it" in written(ask=waited, today=date(2026, 12, 27))


def test_time_that_the_shop_adds_stands_beside_the_law() -> None:
    test = second_test("confirmed")
    policy = msgspec.structs.replace(usual(), longer=(Longer("gb-cra-22", 60),))
    more = type(test)(test.claim, test.retest, SMALL, ASK, policy)
    assert any("This shop gives 60 days." in part for part in told_by(counter_sheet(more, TODAY)))


def test_simulated_keyboard_on_either_side_makes_a_practice_sheet(tmp_path: Any) -> None:
    test = second_test("confirmed")
    practice = type(test)(report(VERDICTS["practice"]), test.retest, SMALL, ASK)
    for form in FORMS:
        data = set_as(counter_sheet(practice, TODAY), form, test.retest)
        pages = words_of_pdf(data, tmp_path) if form == "pdf" else [" ".join(data.decode().split())]
        assert all("PRACTICE: this keyboard was simulated." in page for page in pages)


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_command_is_set_as_code_and_not_between_backticks(form: Any, tmp_path: Any) -> None:
    of = report(VERDICTS["software"])
    whole = buyer_paper(of, SMALL, Ask(), TODAY)
    assert any("`keycheck doctor`" in part for part in told_by(whole))
    data = set_as(whole, form, of)
    said = " ".join(words_of_pdf(data, tmp_path)) if form == "pdf" else data.decode()
    assert "keycheck doctor" in said
    assert "`keycheck" not in said
    assert form == "pdf" or "<code>keycheck doctor</code>" in said


def attacked(attack: str) -> tuple[Paper, Paper, Paper]:
    """Every paper, with this in each field that a person types into."""
    typed = Ask("GB", "refund", attack, attack, attack)
    told = report(
        VERDICTS["dead"],
        product=Product(attack, attack, attack, attack),
        purchase=Purchase(attack, attack, attack, attack),
    )
    test = second_test("confirmed")
    at_counter = type(test)(told, test.retest, SMALL, typed, reference=attack, claim_code="", staff=attack)
    return buyer_paper(told, SMALL, typed, TODAY), counter_sheet(at_counter, TODAY), staff_sheet(at_counter)


@pytest.mark.parametrize("attack", HTML_ATTACKS)
def test_markup_that_a_person_types_stays_text_in_every_page(attack: str) -> None:
    for usual_one, bad in zip(attacked("typed"), attacked(attack), strict=True):
        clean, dirty = (Markup(html.render(one, "trace.jsonl")) for one in (usual_one, bad))
        assert dirty.tags == clean.tags
        assert [name for name, _ in dirty.attributes] == [name for name, _ in clean.attributes]


def test_typst_code_that_a_person_types_stays_text_in_every_pdf(tmp_path: Any) -> None:
    for one in attacked(" ".join(TYPST_ATTACKS)):
        pages = "".join(words_of_pdf(set_as(one, "pdf", DEAD), tmp_path)).replace(" ", "")
        assert [attack for attack in TYPST_ATTACKS if attack.replace(" ", "") not in pages] == []


def test_terminal_sequences_that_a_person_types_reach_no_text() -> None:
    for one in attacked("\x1b[2J\x1b]0;gone\x07\r\n\u202e name"):
        said = text.render(one).decode()
        assert [sign for sign in said if not sign.isprintable() and sign != "\n"] == []
