"""The buyer's paper: a first page that says it all, then the letter, the facts of law and the details."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from keycheck.diagnosis.verdict import Finding
from keycheck.errors.printable import printable
from keycheck.languages import _, ngettext, retold, speaking, spoken
from keycheck.languages.patterns import day, labelled
from keycheck.layouts.layout import Layout
from keycheck.reports import law_wording, wording
from keycheck.reports import letter_wording as letter_words
from keycheck.reports import paper_wording as words
from keycheck.reports.key_names import key_name
from keycheck.reports.letter import answer_by, has_letter, letter
from keycheck.reports.page import FaultRow, Page, page
from keycheck.reports.paper import (
    Asked,
    Block,
    Cell,
    Check,
    Code,
    Facts,
    NewPage,
    Paper,
    Picture,
    Result,
    Section,
    Table,
)
from keycheck.reports.report import Report
from keycheck.returns.ask import Ask, events
from keycheck.returns.codes import codes_for
from keycheck.returns.law_library import load
from keycheck.returns.policy import Longer
from keycheck.returns.symptom_code import symptom_code

ROWS = 4
"""How many faulty keys the first page lists, so that it stays one page; the details have them all."""

REASONS = 2
"""How many different reasons it gives for a cause."""

CONTROL_ROWS = 2
"""How many of the keys that are known to work it lists: the neighbours, which were asked for most often."""


def buyer_paper(report: Report, layout: Layout, ask: Ask, today: date, code: Code | None = None) -> Paper:
    """The paper of this report, as it is on this day, in the language that is spoken; a letter may have its own.

    `layout` is the map that the report names. Raises UsageError for a language of the letter that keycheck does not
    speak.
    """
    whole = page(report, layout)
    blocks = (
        *_first_page(report, layout, whole, ask, today, code),
        *_letter(report, layout, ask, today, code),
        *_details(report, layout, whole, ask, today, code),
    )
    return paper_of(whole, blocks, ask)


def paper_of(whole: Page, blocks: tuple[Block, ...], ask: Ask) -> Paper:
    """A paper of these blocks about this page."""
    return Paper(
        title=whole.title,
        subtitle=labelled(whole.title, whole.result),
        practice=whole.practice,
        practice_word=_(words.PRACTICE_WORD),
        tone=whole.tone,
        made=whole.made,
        blocks=blocks,
        footer=whole.footer,
        legal=law_wording.legal_line(load(ask.country)) if ask.country else "",
        page_of=_(words.PAGE_OF),
        lang=spoken(),
    )


def _first_page(
    report: Report, layout: Layout, whole: Page, ask: Ask, today: date, code: Code | None
) -> Iterator[Block]:
    yield Result(tone=whole.tone, tag=whole.tag, headline=whole.result, meaning=whole.meaning)
    if ask.want is not None:
        yield Asked(heading=_(words.ASKED), items=_asked(report, ask, today))
    yield facts(whole, code)
    yield picture(whole)
    if whole.faults:
        yield _table(report, layout, whole)
    if ruled_out := _ruled_out(report):
        yield Section(heading=_(words.RULED_OUT), items=ruled_out)
    if is_open := _reasons(report, lambda finding: finding.cause == "not_separated"):
        yield Section(heading=_(words.OPEN), items=is_open)
    yield Section(heading=_(words.LIMITS), items=(whole.limits,))
    yield Section(heading=_(words.NEXT), items=words.next_steps(report.verdict))


def _asked(report: Report, ask: Ask, today: date) -> tuple[str, ...]:
    if ask.want is None or not has_letter(report, ask):
        return (_(words.NO_LETTER),)
    price = printable(ask.price or "")
    wanted = _(words.WANTED_PRICE).format(price=price) if price and ask.want == "refund" else _(words.WANTED[ask.want])
    return (wanted, _(words.ANSWER_BY).format(day=day(answer_by(today))))


def facts(whole: Page, code: Code | None) -> Facts:
    """Machine, keyboard and test; beside them what finds the report."""
    if code is None:
        columns = (whole.product, whole.keyboard + whole.examination)
        return Facts(columns=tuple(c for c in columns if c) if whole.product else (whole.keyboard, whole.examination))
    every = whole.product + whole.keyboard + whole.examination
    return Facts(
        columns=(every,),
        code=code.claim,
        qr=code.qr,
        qr_text=code.text,
        code_label=_(words.CLAIM_CODE),
        caption=_(words.QR_HOLDS),
    )


def picture(whole: Page) -> Picture:
    """The keyboard with the state of each key."""
    return Picture(
        svg=whole.picture,
        words=whole.picture_text,
        explanations=whole.explanations,
        label=_(words.PICTURE),
        swipe=_(words.SWIPE),
    )


def _table(report: Report, layout: Layout, whole: Page) -> Table:
    left = len(whole.faults) - ROWS
    room = CONTROL_ROWS if len(whole.faults) < ROWS else 0
    beside = sorted(report.verdict.controls, key=lambda control: -control.asked)[:room]
    rows = (
        *(_row(row) for row in whole.faults[:ROWS]),
        *(_control(key_name(c.key, layout), c.key, wording.counted(c.arrived, c.asked)) for c in beside),
    )
    more = ngettext(*words.MORE_KEYS, left).format(n=left, where=_(words.GROUNDS)) if left > 0 else ""
    return Table(heading=_(words.FOUND), head=tuple(_(name) for name in words.HEAD), rows=rows, more=more)


def _row(row: FaultRow) -> tuple[Cell, ...]:
    return (
        Cell(row.key, (row.code,)),
        Cell(row.symptom, (row.meaning,)),
        Cell(row.cause),
        Cell(row.worked),
        Cell(row.bound or words.NOTHING),
        Cell("", row.layers) if row.layers else Cell(words.NOTHING),
    )


def _control(name: str, code: str, counted: str) -> tuple[Cell, ...]:
    nothing = Cell(words.NOTHING)
    return (
        Cell(name, (code,)),
        Cell(_(words.KNOWN_GOOD), (_(words.BESIDE),)),
        nothing,
        Cell(counted),
        nothing,
        nothing,
    )


def _ruled_out(report: Report) -> tuple[str, ...]:
    """That nobody pressed, and what the reasons of the causes that are known exclude."""
    reasons = _reasons(report, lambda finding: finding.cause != "not_separated")
    said = letter_words.controls(report.verdict.controls)
    return (said, *reasons) if said else reasons


def _reasons(report: Report, of: Callable[[Finding], bool]) -> tuple[str, ...]:
    """The reasons of the findings that the first page lists; each once."""
    listed = (finding for finding in report.verdict.findings[:ROWS] if of(finding))
    return tuple(dict.fromkeys(wording.sentence(retold(printable(finding.reason))) for finding in listed))[:REASONS]


def _letter(report: Report, layout: Layout, ask: Ask, today: date, code: Code | None) -> tuple[Block, ...]:
    language = ask.letter_language or spoken()
    with speaking(language):
        written = letter(report, layout, ask, today, code.claim if code else "")
        heading = _(letter_words.HEADING)
    if written is None:
        return ()
    lang = "" if language == spoken() else language
    return NewPage(heading, lang), msgspec.structs.replace(written, lang=lang)


def _details(report: Report, layout: Layout, whole: Page, ask: Ask, today: date, code: Code | None) -> Iterator[Block]:
    yield NewPage(heading=_(words.DETAILS))
    if whole.faults:
        said = _("Key {key}, {symptom}. {grounds}")
        grounds = tuple(said.format(key=row.key, symptom=row.symptom, grounds=row.grounds) for row in whole.faults)
        yield Section(heading=_(words.GROUNDS), items=grounds)
    for heading, items in whole.sections:
        yield Section(heading=heading, items=items)
    if codes := _codes(report):
        yield Section(heading=_(words.CODES), items=codes)
    yield check(whole, _of_seal(code), encloses=bool(code and code.is_of_this_file))
    yield from law(report, ask, today)


def law(
    report: Report, ask: Ask, today: date, longer: tuple[Longer, ...] = (), agreed: date | None = None
) -> Iterator[Section]:
    """The facts of law of the place that was chosen; nothing where none was."""
    if ask.country is None:
        return
    of = load(ask.country)
    known = events(report.purchase.delivered, today, agreed)
    yield Section(
        heading=law_wording.heading(of),
        items=law_wording.facts(of, known, today, ask, longer),
        quiet=True,
    )
    said = " ".join(law_wording.about(of, today, report.purchase.delivered))
    yield Section(heading=_(law_wording.ABOUT), items=(said,), quiet=True)


def _codes(report: Report) -> tuple[str, ...]:
    """Our own code of each fault, and what the lists of trading partners have for a claim."""
    own = tuple(dict.fromkeys(code for f in report.verdict.findings if (code := symptom_code(f))))
    if not own:
        return ()
    partners = (labelled(m.name, ", ".join(f"{c.field} {c.code}" for c in codes)) for m, codes in codes_for("claim"))
    return (", ".join(own), *partners)


def _of_seal(code: Code | None) -> str:
    if code is None:
        return _(words.NOT_SEALED)
    return _(words.SEALED) if code.is_of_this_file else ""


def check(whole: Page, of_seal: str, encloses: bool) -> Check:
    """How anybody can draw the verdict again; first what is to be said of the seal.

    `encloses`: whether that is said of a file that holds the report.
    """
    return Check(
        heading=_(words.CHECK),
        text=whole.check,
        command=whole.command,
        digest_label=_(words.DIGEST).format(file=whole.trace_file),
        digest=whole.trace_sha256,
        sealed=of_seal,
        encloses=encloses,
    )
