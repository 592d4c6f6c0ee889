"""`keycheck report`: a report in another format, its letter, and the papers of the counter."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from keycheck.cli.output import expect, need, say, write
from keycheck.cli.recorded_map import map_of
from keycheck.cli.report_options import Wish, of_an_earlier_repair, of_the_buyer, of_the_counter, of_the_sheet, wish_of
from keycheck.languages import N_, _, speaking, spoken

if TYPE_CHECKING:
    from keycheck.layouts.layout import Layout
    from keycheck.reports.paper import Paper
    from keycheck.reports.report import Report
    from keycheck.reports.sealing import Sealed
    from keycheck.reports.second_test import Checked, SecondTest

MEANT = {"letter": ("letter", "text"), "counter": ("counter", "pdf")}
"""Formats that name a paper: which one, and what it is set as."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["pdf", "html", "text", "json", *MEANT]), required=True)
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to; a file that is there is replaced. Default: stdout.",
)
@of_the_sheet
@of_the_buyer
@of_an_earlier_repair
@of_the_counter
def report(file: Path, form: Any, output: Path | None, **options: Any) -> None:
    """Write the report FILE (a report.json, or its folder) as a page, a PDF, or text.

    With --want a letter to the seller comes with it. At the counter FILE is the report of the second test and --claim
    that of the first: --for counter is the customer's sheet, --for staff that of the person at the counter.
    """
    from keycheck.errors import UsageError

    wish = wish_of(**options)
    whom, form = MEANT.get(form, (wish.whom, form))
    if form == "pdf" and output is None and sys.stdout.isatty():
        raise UsageError(N_("report --format pdf: a PDF is no text for a terminal; name a file with -o"))
    if output is not None:
        _guard(output, [_report_file(named) for named in (file, wish.claim) if named is not None])
    write(_written(_report_file(file), form, replace(wish, whom=whom)), output)


def _guard(output: Path, reports: Sequence[Path]) -> None:
    """A paper takes the place of no report that it is made of, nor of what that follows from."""
    from keycheck.cli.needed_files import is_one_of, is_source_of_one
    from keycheck.errors import UsageError

    if is_one_of(output, reports):
        raise UsageError(
            N_("-o: {output} is the report itself, which is sealed; name another file").format(output=output)
        )
    if is_source_of_one(output, reports):
        raise UsageError(N_("-o: {output} is what a report follows from; name another file").format(output=output))


def _today() -> date:
    """The day by the clock of this computer. UsageError where no day by which to answer could follow it."""
    from keycheck.errors import UsageError
    from keycheck.returns.days import CALENDAR_ENDS

    if (today := date.today()) >= CALENDAR_ENDS:
        raise UsageError(
            N_("the clock of this computer: found {today}, expected the date of today; set it and try again").format(
                today=today
            )
        )
    return today


def _report_file(named: Path) -> Path:
    return named / "report.json" if named.is_dir() else named


def _written(file: Path, form: Any, wish: Wish) -> bytes:
    from keycheck.errors import UsageError
    from keycheck.reports.formats import render, set_as
    from keycheck.reports.serial_number import without_serial

    report, checked, layout = _read(file)
    sealed = _sealed(report, file) if report.seal else None
    if form == "json" and wish.serial != "full":
        raise UsageError(N_("--serial: report.json is sealed as it is; a page or a PDF can leave the number out"))
    # What a page encloses has the whole number in it.
    enclose = wish.serial == "full"
    if form == "json" and wish.whom != "buyer":
        raise UsageError(
            N_("--format json: a {whom} paper is no data; expected pdf, html or text").format(whom=wish.whom)
        )
    shown = without_serial(report, wish.serial)
    at_counter = _second_test(report, checked, layout, wish) if wish.whom in ("counter", "staff") else None
    # What is wrong with the files is told in the language of who asks; the paper is for somebody else.
    with speaking(wish.language or spoken()):
        if wish.whom == "buyer":
            return render(shown, layout, form, sealed, ask=wish.ask, today=_today(), size=wish.size, enclose=enclose)
        paper = _letter(shown, layout, wish, sealed) if at_counter is None else _sheet(at_counter, wish)
    return set_as(paper, form, shown, sealed if enclose else None, wish.size)


def _read(file: Path) -> tuple[Report, Checked, Layout]:
    from keycheck.cli.believed import believed
    from keycheck.cli.verify_words import HEAD
    from keycheck.reports.report import read

    need(file)
    expect(file, "a report", "report.json")
    read(file)  # a damaged one is told by the place of the damage
    known, checked, _code = believed(file)
    layout = map_of(known.keyboard.layout, known.keyboard.locale, file, "keyboard.layout")
    if checked == "not_sealed":
        say(f"keycheck: {file}: {_(HEAD['not_sealed'])}", err=True)
    return known, checked, layout


def _letter(report: Report, layout: Layout, wish: Wish, sealed: Sealed | None) -> Paper:
    from keycheck.reports.letter_alone import letter_alone

    return letter_alone(report, layout, wish.ask, _today(), sealed.claim_code if sealed else "")


def _second_test(report: Report, checked: Checked, layout: Layout, wish: Wish) -> SecondTest:
    from keycheck.cli.believed import believed
    from keycheck.errors import UsageError
    from keycheck.reports.second_test import SecondTest, objections

    if wish.claim is None:
        raise UsageError(
            N_("--for {whom}: found no claim, expected --claim FILE, the report of the first test").format(
                whom=wish.whom
            )
        )
    claimed = _report_file(wish.claim)
    need(claimed)
    expect(claimed, "a report", "report.json", "a PDF", "a page")
    claim, claim_checked, code = believed(claimed)
    for found, expected in objections(claim, report):
        raise UsageError(
            N_("--claim {claimed}: found {found}, expected {expected}").format(
                claimed=claimed, found=found, expected=expected
            )
        )
    return SecondTest(
        claim,
        report,
        layout,
        wish.ask,
        wish.frame,
        wish.reference or "",
        code,
        wish.staff or "",
        wish.serial,
        claim_checked,
        checked,
    )


def _sheet(test: SecondTest, wish: Wish) -> Paper:
    from keycheck.reports.counter_sheet import counter_sheet
    from keycheck.reports.staff_sheet import staff_sheet

    return counter_sheet(test, _today()) if wish.whom == "counter" else staff_sheet(test)


def _sealed(report: Report, file: Path) -> Sealed:
    """What the pages enclose: the report as it is, and what it follows from where that lies beside it."""
    from keycheck.errors.bounded_file import bytes_of
    from keycheck.evidence.key_file import sealing_key
    from keycheck.reports.report import MAX_BYTES
    from keycheck.reports.sealing import sealed_before
    from keycheck.session.beside import as_named, map_beside, recording_beside

    recording = as_named(recording_beside(file, report.trace_file), report.trace_sha256)
    layout = as_named(map_beside(file), report.layout_sha256)
    return sealed_before(bytes_of(file, MAX_BYTES), report, sealing_key()[0], recording, layout)
