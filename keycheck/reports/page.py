"""What stands on the page, in words and in order: the same for the HTML, the PDF and the text."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from keycheck.diagnosis.verdict import Finding
from keycheck.errors.pasteable import pasteable
from keycheck.errors.printable import printable
from keycheck.languages import _
from keycheck.languages.patterns import apart
from keycheck.layouts.layout import Layout
from keycheck.layouts.legends import said_name
from keycheck.reports import account_wording, evidence, machine_wording, traits_wording, wording
from keycheck.reports.key_names import name_and_print
from keycheck.reports.keyboard_picture import describe, explanations, marks, svg
from keycheck.reports.report import Report, moment

Pair = tuple[str, str]
"""A label and what it stands for."""


class FaultRow(msgspec.Struct, frozen=True):
    """One row of the table of faults."""

    key: str
    code: str
    symptom: str
    meaning: str
    cause: str
    worked: str
    """In how many of how many trials the key did what was asked."""
    bound: str
    layers: tuple[str, ...]
    grounds: str
    """What was counted, and why that is its cause, in sentences."""


class Page(msgspec.Struct, frozen=True):
    """All that is printed, ready to print: user text is one line and carries no control characters."""

    title: str
    practice: str
    """The sentence for every page of a simulated keyboard; empty for a real one."""
    tone: str
    """`fault`, `no_fault_seen` or `inconclusive`: how the result is set."""
    tag: str
    """The same in words."""
    made: str
    """When, in UTC."""
    result: str
    meaning: str
    product: tuple[Pair, ...]
    keyboard: tuple[Pair, ...]
    examination: tuple[Pair, ...]
    picture: str
    """SVG."""
    picture_text: str
    explanations: tuple[Pair, ...]
    """Small SVG, and what it means."""
    faults: tuple[FaultRow, ...]
    limits: str
    """What the report shows, and what it does not."""
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    """What follows the table: a heading and its sentences; sections without any are left out."""
    check: str
    command: str
    trace_file: str
    trace_sha256: str
    footer: tuple[str, ...]


def page(report: Report, layout: Layout) -> Page:
    """The page of this report. `layout` is the map that the report names."""
    verdict, states = report.verdict, marks(report.verdict, layout)
    return Page(
        title=wording.title(report.practice),
        practice=_(wording.PRACTICE) if report.practice else "",
        tone=verdict.verdict,
        tag=wording.tag(verdict),
        made=f"{moment(report):%Y-%m-%d %H:%M} UTC",
        result=wording.result(verdict, layout),
        meaning=wording.meaning(verdict),
        product=_product(report),
        keyboard=_keyboard(report, layout),
        examination=_examination(report, layout),
        picture=svg(layout, states),
        picture_text=describe(layout, states),
        explanations=explanations(states),
        faults=tuple(_row(finding, layout) for finding in verdict.findings),
        limits=wording.limits(report.verdict),
        sections=tuple((heading, items) for heading, items in _sections(report, layout) if items),
        check=_(wording.CHECK),
        command=f"keycheck replay {pasteable(printable(report.trace_file))}",
        trace_file=printable(report.trace_file),
        trace_sha256=printable(report.trace_sha256),
        footer=_footer(report),
    )


def _product(report: Report) -> tuple[Pair, ...]:
    product, purchase = report.product, report.purchase
    maker_and_model = " ".join(part for part in (product.maker, product.model) if part)
    serial = f"{product.serial or ''} {machine_wording.serial_source(product.serial_source)}" if product.serial else ""
    return _told(
        (_("Product"), maker_and_model),
        (_("Serial number"), serial),
        (_("Seller"), purchase.seller),
        (_("Order number"), purchase.order_no),
        (_("Bought"), purchase.bought),
        (_("Delivered"), purchase.delivered),
    )


def _keyboard(report: Report, layout: Layout) -> tuple[Pair, ...]:
    keyboard = report.keyboard
    usb_id = ""
    if keyboard.vendor_id is not None and keyboard.product_id is not None:
        usb_id = f"{keyboard.vendor_id:04x}:{keyboard.product_id:04x}"
    return _told(
        (_("Keyboard"), keyboard.name),
        (_("Connection"), machine_wording.bus(keyboard.bus)),
        (_("Device id"), usb_id),
        (_("Layout"), said_name(layout.name)),
        (_("Whose layout"), wording.own_map(len(layout.testable)) if report.layout_sha256 is not None else None),
    )


def _examination(report: Report, layout: Layout) -> tuple[Pair, ...]:
    return _told(
        (_("Tested by"), wording.tested_by(report.mode, report.practice)),
        (_("System"), report.software.os),
        (
            _("Listened by"),
            apart(machine_wording.listened_by(s.name, s.layer, s.resolution_ns) for s in report.sources),
        ),
        (_("Coverage"), wording.coverage(report.verdict, layout)),
    )


def _told(*pairs: tuple[str, str | None]) -> tuple[Pair, ...]:
    """Only the pairs that say something."""
    return tuple((label, clean) for label, value in pairs if (clean := printable(value or "")))


def _row(finding: Finding, layout: Layout) -> FaultRow:
    return FaultRow(
        key=name_and_print(finding.key, layout),
        code=finding.key,
        symptom=_(wording.SYMPTOM_WORD[finding.symptom]),
        meaning=evidence.meaning(finding, layout),
        cause=_(wording.CAUSE_WORD[finding.cause]),
        worked=wording.counted(finding.hits, finding.trials),
        bound=evidence.bound(finding),
        layers=machine_wording.layers(finding),
        grounds=evidence.grounds(finding),
    )


def _sections(report: Report, layout: Layout) -> Iterator[tuple[str, tuple[str, ...]]]:
    verdict = report.verdict
    yield _("What the faulty keys have in common"), account_wording.patterns(verdict.patterns, layout)
    yield _("What is not decided"), tuple(wording.undecided(item, layout) for item in verdict.undecided)
    yield _("Who says that the keys were pressed"), _said(wording.controls(verdict.controls, layout))
    yield _("Which asked-for keys showed no fault"), account_wording.sound(verdict.sound, layout)
    yield _("What the keyboard does not do by design"), account_wording.limits(verdict.limits, layout)
    yield _(traits_wording.HEADING), traits_wording.traits(verdict.traits, layout)
    yield (
        _("What was not tested, and why"),
        _said(
            wording.not_tested(verdict.not_tested, layout),
            *(wording.not_testable(item, layout) for item in verdict.not_testable),
            wording.not_on_keyboard(verdict.not_on_keyboard, layout),
        ),
    )
    yield _("What can be taken for a broken key on this machine"), wording.settings(verdict.settings)
    yield _("What disturbed the examination"), wording.incidents(verdict.incidents)
    yield _("Which trials do not count, and why"), account_wording.voided(verdict.voided, layout)


def _said(*sentences: str) -> tuple[str, ...]:
    return tuple(sentence for sentence in sentences if sentence)


def _footer(report: Report) -> tuple[str, ...]:
    return (
        _("Report {id}").format(id=printable(report.report_id)),
        f"keycheck {printable(report.tool.version)}",
        _("rules {version}").format(version=printable(report.verdict.rules)),
        report.created_utc,
    )
