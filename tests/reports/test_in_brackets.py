"""Every word of every paper can be said in another language: set in brackets, nothing is left outside but data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import chain
from typing import Any, get_args

import msgspec
import pytest

from keycheck.capture import mac_keys
from keycheck.capture.blind import SYSTEMS, UNDECLARED, without_a_number
from keycheck.capture.raw_input_source import PAST_RAW_INPUT
from keycheck.capture.typed_keys import AMBIGUOUS, NO_SIGN, SAYS_NOTHING
from keycheck.capture.x11_keys import blind_keys
from keycheck.diagnosis import cause
from keycheck.diagnosis.cause import LAYER_NAMES
from keycheck.diagnosis.judgement import VoidReason
from keycheck.diagnosis.observability import UNLISTED
from keycheck.diagnosis.verdict import Cause, NotTestable, Symptom, Undecided, Verdict, Voided
from keycheck.errors import UsageError
from keycheck.events.trace import Incident, Setting, Trouble
from keycheck.layouts.library import own, own_ids
from keycheck.reports import html, pdf
from keycheck.reports.buyer_paper import buyer_paper
from keycheck.reports.counter_sheet import counter_sheet
from keycheck.reports.letter_alone import letter_alone
from keycheck.reports.paper import Code, Letter, Paper
from keycheck.reports.report import encode
from keycheck.reports.second_test import SecondTest
from keycheck.reports.staff_sheet import staff_sheet
from keycheck.returns.ask import Ask
from keycheck.returns.codes import code_maps
from keycheck.returns.days import Wait
from keycheck.returns.law_library import facts_of, load, places
from keycheck.returns.outcome import Outcome
from keycheck.returns.policy import Longer, usual
from tests.languages import pseudo
from tests.languages.pseudo import CODE, outside
from tests.languages.sentences import TOGETHER, everything_said
from tests.reports.examples import PRODUCT, PURCHASE, SMALL, VERDICTS, finding, report, verdict
from tests.reports.papers import ASK, SECOND, TODAY, second_test, told_by
from tests.reports.test_papers import ARCHIVE

pytestmark = TOGETHER

TYPED = (
    *(ASK.price, ASK.name, ASK.contact, PRODUCT.maker, PRODUCT.model, PRODUCT.serial, PURCHASE.seller),
    *(PURCHASE.order_no, "R-77", "Ann", "KNQV-5T7G-08XKB", "KNQV", "…0042", "SN-9999"),
)
"""What people typed, or a machine says of itself."""

OF_THE_TEST = (
    "Small board",
    "AT Translated Set 2 keyboard",
    "evdev",
    "pynput",
    "Linux 6.1",
    "trace.jsonl",
    "Evdev",
    "xmodmap",
    "Xmodmap",
)
"""Names that the examples make up, and of what listened."""

CODES = (
    r"KC:[0-9A-F]{2}:[0-9A-F]{2}:[A-Z_]+:[A-Z]+",
    r"\b[0-9a-f]{64}\b",
    r"\b[0-9a-f]{4}:[0-9a-f]{4}\b",
    r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ| \d\d:\d\d UTC)?",
    r"keycheck (replay|\d+\.\d+\.\d+)",
    r"https://\S+",
    r"\bkc-\d{4}\b",
    r"\b\d+e-\d+\b",
    r"\{pages?\}",
)
"""Numbers and addresses in forms of their own."""

SYSTEM_NAMES = tuple(said for space, said in SYSTEMS.items() if space != "hid")

KEYS = (*(key.code for key in SMALL.keys), "Shift", "Fn", "A", "KeyB", "KeyC", "Enter")
"""Their codes, and what is printed on them."""

SETTING_OF_FRAME = ("fault", "no_fault_seen", "inconclusive", "en", "ltr", CODE)
"""What a paper tells the program that sets it."""


def names_of_law() -> Iterator[str]:
    """How provisions are called in their own country, and who advises there."""
    for place in places():
        yield load(place).advice
        for _law, fact in facts_of(load(place)):
            yield from (fact.instrument, fact.provision)


def names_of_lists() -> Iterator[str]:
    """What trading partners call their lists, their fields and their codes."""
    for codes in code_maps():
        yield codes.name
        yield from (text for mapped in codes.maps for code in mapped.codes for text in (code.field, code.code))


ALLOWED = sorted(
    {name for name in (*TYPED, *OF_THE_TEST, *SYSTEM_NAMES, *KEYS, *names_of_law(), *names_of_lists()) if name}, key=len
)
OF_OTHERS = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, reversed(ALLOWED)))})(?!\w)")
"""Any of these names, the longest that stands there."""


def left_outside(paper: Paper) -> list[str]:
    """The words of this paper that stand in no brackets and are no data."""
    texts = [*told_by(paper), *drawn(paper)]
    return [f"{left!r} in {text!r}" for text in texts if (left := words_left(text))]


@cache
def words_left(text: str) -> str:
    """What a translator has never seen of this text."""
    left = outside(text.replace("⟦", " ⟦").replace("⟧", "⟧ "))
    if left in SETTING_OF_FRAME:
        return ""
    for code in CODES:
        left = re.sub(code, " ", left)
    left = OF_OTHERS.sub(" ", left)
    return " ".join(re.findall(r"[^\W\d_]+", left))


def drawn(paper: Paper) -> Iterator[str]:
    """The words in the drawings of a paper: those on the caps are what is printed there."""
    for block in msgspec.to_builtins(paper)["blocks"]:
        if block["kind"] == "picture":
            yield from re.findall(r"<(?:title|desc)[^>]*>([^<]*)<", block["svg"])
            yield from re.findall(r'fill="#ffffff">([^<]+)</text>', block["svg"])
            yield from (words for _svg, words in block["explanations"])


WANTS: tuple[Any, ...] = (None, "refund", "replacement", "repair")
STALE = timedelta(days=400)
SETTINGS = (
    Setting("Slow Keys", "short presses vanish", "os", True),
    Setting("xmodmap", "quick repeats vanish; keys send others", "os", True),
    Setting("a key remapper", "keys send others", "os", True),
    Setting("Block on Small board", "no key of Small board arrives", "kernel", True),
    Setting("Bounce Keys", "a press shorter than 250 ms is lost, a longer one comes 250 ms late", "os", True),
    Setting("Custom keymap", "KeyA gives KeyB; KeyC gives nothing; 3 more keys are changed", "kernel", True),
)


FAULTY = ("Digit4", "Digit5", "Digit6", "KeyA", "Semicolon", "Enter", "Numpad5")

GAPS = {
    "reason": "A jammed switch and a release that got lost look the same from here.",
    "why": "silence of evdev is no evidence; another program took the keyboard for itself",
    "what": "blur, clock step",
    "caution": "some desktops keep it to take a picture of the screen",
    "imitates": "short presses vanish",
    "taker": "A setting or a program",
    "setting": "Slow Keys",
    "source": "evdev",
    "key": "KeyA",
    "number": "15.6",
}
"""What fills the gaps of a sealed sentence; a layer or a count where nothing else does."""

LAYER_GAPS = frozenset({"layer", "lower", "upper", "complete", "missing", "clean", "top"})


class Gaps(dict[str, str]):
    """The same, with the name of a layer as it begins a sentence or stands within one."""

    def __init__(self, text: str) -> None:
        super().__init__(GAPS)
        self._text = text

    def __missing__(self, gap: str) -> str:
        if gap not in LAYER_GAPS:
            return "7"
        name = LAYER_NAMES["kernel"]
        return name.capitalize() if self._text.startswith(f"{{{gap}}}") else name


@cache
def sealed_words() -> tuple[str, ...]:
    """Every sentence that a verdict may hold, as it holds it."""
    of_diagnosis = (m.id for m in everything_said() if any("/diagnosis/" in file for file, _line in m.locations))
    return tuple(text.format_map(Gaps(text)) for text in of_diagnosis if isinstance(text, str) and text)


def why_not_testable() -> Iterator[str]:
    """Why keys can't be tested, by what listened and by the maps; and what else looks like a fault of theirs."""
    yield from {reason for space in SYSTEMS for reason in without_a_number(space).values()}
    yield from (reason for reasons in (blind_keys(), mac_keys.blind_keys()) for reason in set(reasons.values()))
    yield from (SAYS_NOTHING, AMBIGUOUS, NO_SIGN, UNDECLARED, PAST_RAW_INPUT, UNLISTED)
    yield from {key.unseen for name in own_ids() for key in own(name).keys if key.unseen}
    yield from {key.caution for name in own_ids() for key in own(name).keys if key.caution}


def with_real_words(of: Verdict) -> Verdict:
    """This verdict with the reasons that the rules give."""
    reason, settle = cause.of_stuck().reason, cause.SETTLE_BY_MORE
    return msgspec.structs.replace(
        of,
        findings=tuple(msgspec.structs.replace(f, reason=reason, would_settle=settle) for f in of.findings),
        undecided=tuple(msgspec.structs.replace(u, reason=reason, would_settle=settle) for u in of.undecided),
        would_settle=settle if of.would_settle else "",
        settings=SETTINGS if of.settings else (),
    )


def everything() -> Verdict:
    """One verdict with something of every kind in it."""
    return verdict(
        cause="not_separated",
        findings=tuple(
            finding(key=key, symptom=symptom, cause=why, reason=cause.JAMMED_OR_LOST, other="KeyA")
            for key, symptom, why in zip(FAULTY, get_args(Symptom), (*get_args(Cause), *get_args(Cause)), strict=False)
        ),
        settings=SETTINGS,
        incidents=tuple(Incident(t, None, what, t + 10**9) for t, what in enumerate(get_args(Trouble))),
        voided=tuple(
            Voided(n, key, reason, 0, 1)
            for n, reason in enumerate(get_args(VoidReason))
            for key in ("KeyA",) * (1 + n % 2)
        ),
        not_tested=("Numpad5", "NumpadEnter", "Space"),
        not_on_keyboard=("ShiftRight",),
        undecided=tuple(Undecided("Space", said, n % 2, 0, said) for n, said in enumerate(sealed_words())),
        not_testable=tuple(NotTestable("Fn", said) for said in why_not_testable()),
    )


REAL = {name: with_real_words(of) for name, of in VERDICTS.items()}


def returned(outcome: Outcome) -> SecondTest:
    """The return that ended so, with the reasons that the rules give."""
    test = second_test(outcome)
    claim, retest = (
        msgspec.structs.replace(of, verdict=with_real_words(of.verdict)) for of in (test.claim, test.retest)
    )
    return replace(test, claim=claim, retest=retest)


def buyers() -> Iterator[tuple[str, Paper]]:
    """The buyer's paper of every kind of verdict, wish and place, and of every place after its review."""
    code = Code("KNQV-5T7G-08XKB", "<svg/>")
    for name, of in (*REAL.items(), ("everything", everything())):
        for want in WANTS:
            yield f"{name} {want}", buyer_paper(report(of), SMALL, replace(ASK, want=want), TODAY, code)
    waited = Wait(date(2026, 11, 18), date(2026, 11, 20))
    for place in places():
        for channel, today in (("shop", TODAY), ("distance", TODAY), (None, TODAY + STALE)):
            ask = Ask(place, "refund", channel=channel, wait=waited)  # type: ignore[arg-type]
            yield f"{place} {channel}", buyer_paper(report(REAL["dead"]), SMALL, ask, today)
    to_come = msgspec.structs.replace(PURCHASE, delivered="2027-01-01")
    yield "to come", buyer_paper(report(REAL["dead"], purchase=to_come), SMALL, ASK, TODAY)


def letters() -> Iterator[tuple[str, Paper]]:
    """The letter alone, for every wish and place, with and without a code, about every kind of thing."""
    of = report(REAL["several"])
    for place in places():
        for want in WANTS[1:]:
            yield f"{place} {want}", letter_alone(of, SMALL, Ask(place, want), TODAY, "KNQV")
    laptop = msgspec.structs.replace(SMALL, form="laptop")
    for layout in (SMALL, laptop):
        for channel in ("shop", "distance"):
            for name in ("dead", "several"):
                ask = Ask("GB", "refund", channel=channel)  # type: ignore[arg-type]
                yield f"{layout.form} {channel} {name}", letter_alone(report(REAL[name]), layout, ask, TODAY)


def counters() -> Iterator[tuple[str, Paper]]:
    """Both papers of the counter, for every outcome, wish and doubt."""
    for outcome in SECOND:
        for want in WANTS:
            test = replace(returned(outcome), ask=replace(ASK, want=want))
            yield f"counter {outcome} {want}", counter_sheet(test, TODAY)
            yield f"staff {outcome} {want}", staff_sheet(test)
    longer = (Longer("gb-cra-22", 60), Longer("gb-cra-19-14", 12))
    of_shop = msgspec.structs.replace(usual(), longer=longer)
    doubtful = [
        replace(returned("confirmed"), claim_checked="not_sealed", retest_checked="not_checked", staff=""),
        replace(second_test("confirmed", serial="SN-9999"), policy=of_shop),
        replace(second_test("confirmed", serial=""), shown="end"),
        replace(returned("software_cause"), retest=report(everything(), report_id="kc-0009")),
        replace(returned("confirmed"), claim=report(everything()), retest=report(everything(), report_id="kc-0009")),
    ]
    for number, test in enumerate(doubtful):
        yield f"counter {number}", counter_sheet(test, TODAY)
        yield f"staff {number}", staff_sheet(test)


def test_no_word_of_any_paper_stands_outside_of_the_brackets() -> None:
    with pseudo.brackets():
        left = {name: words for name, paper in chain(buyers(), letters(), counters()) if (words := left_outside(paper))}
    assert left == {}


def test_words_that_were_never_marked_would_be_seen() -> None:
    assert words_left("⟦Key ⟧5⟦ does not work⟧ at all") == "at all"
    assert words_left("⟦Key ⟧5 is broken⟦.⟧") == "is broken"
    assert words_left("Consumer Rights Act 2015, s.22(3)., KC:07:22:DEAD:CONST Digit5 …0042") == ""


def test_letter_speaks_its_own_language_and_says_so_in_each_form() -> None:
    with pseudo.known():
        whole = buyer_paper(report(REAL["dead"]), SMALL, replace(ASK, letter_language=CODE), TODAY)
        written = html.render(whole, "trace.jsonl").decode()
        pdf_written = pdf.render(whole, datetime(2026, 11, 24, tzinfo=UTC), "trace.jsonl")
    heading, letter = (block for block in whole.blocks if getattr(block, "lang", "") == CODE)
    assert isinstance(letter, Letter)
    assert "⟦I ask for a refund of " in letter.paragraphs[2]
    assert [text for text in told_by(msgspec.structs.replace(whole, blocks=())) if "⟦" in text] == []
    assert '<html lang="en" dir="ltr">' in written
    assert f'<article class="letter" lang="{CODE}">' in written
    assert f'<h2 class="sheet" lang="{CODE}">{heading.heading}' in written  # type: ignore[union-attr]
    assert written.count(f'lang="{CODE}"') == 2
    assert set(re.findall(rb"<pdf(?:a|ua)id:\w+>\w+", pdf_written)) >= ARCHIVE


def test_paper_says_in_which_language_it_is() -> None:
    with pseudo.brackets():
        whole = buyer_paper(report(REAL["dead"]), SMALL, ASK, TODAY)
        letter = letter_alone(report(REAL["dead"]), SMALL, replace(ASK, letter_language="en"), TODAY)
        sheet = counter_sheet(returned("confirmed"), TODAY)
    assert (whole.lang, letter.lang, sheet.lang) == (CODE, "en", CODE)
    assert html.render(whole, "trace.jsonl").decode().startswith(f'<!DOCTYPE html>\n<html lang="{CODE}" dir="ltr">')
    written = pdf.render(whole, datetime(2026, 11, 24, tzinfo=UTC), "trace.jsonl")
    assert set(re.findall(rb"<pdf(?:a|ua)id:\w+>\w+", written)) >= ARCHIVE


def test_letter_in_a_language_that_nobody_speaks_is_refused() -> None:
    with pytest.raises(UsageError, match="tlh"):
        buyer_paper(report(REAL["dead"]), SMALL, replace(ASK, letter_language="tlh"), TODAY)


def test_report_is_sealed_in_english_whatever_its_pages_speak() -> None:
    said = encode(report(VERDICTS["several"]))
    with pseudo.brackets():
        assert encode(report(VERDICTS["several"])) == said
