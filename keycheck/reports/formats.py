"""The formats that a report can be written in: one line of the table for each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Literal

from keycheck.evidence.enclosed import Enclosed
from keycheck.layouts.layout import Layout
from keycheck.reports.buyer_paper import buyer_paper
from keycheck.reports.paper import Code, Paper, Size
from keycheck.reports.report import Report, encode, moment
from keycheck.reports.sealing import Sealed
from keycheck.returns.ask import Ask

Format = Literal["json", "html", "pdf", "text"]
Form = Literal["html", "pdf", "text"]
"""What a paper can be set as."""

# Each form loads its own library, and only when it is asked for.


def _html(paper: Paper, made: datetime, trace_file: str, enclosed: Enclosed | None, size: Size) -> bytes:
    from keycheck.reports import html

    return html.render(paper, trace_file, enclosed, size)


def _pdf(paper: Paper, made: datetime, trace_file: str, enclosed: Enclosed | None, size: Size) -> bytes:
    from keycheck.reports import pdf

    return pdf.render(paper, made, trace_file, enclosed, size)


def _text(paper: Paper, made: datetime, trace_file: str, enclosed: Enclosed | None, size: Size) -> bytes:
    from keycheck.reports import text

    return text.render(paper)


Write = Callable[[Paper, datetime, str, Enclosed | None, Size], bytes]

FORMS: dict[Form, Write] = {"html": _html, "pdf": _pdf, "text": _text}
FORMATS: tuple[Format, ...] = ("json", *FORMS)


def render(
    report: Report,
    layout: Layout,
    format: Format,  # noqa: A002 - the word of the command line
    sealed: Sealed | None = None,
    *,
    ask: Ask | None = None,
    today: date | None = None,
    size: Size = "a4",
    enclose: bool = True,
) -> bytes:
    """The buyer's report in this format. `layout` is the map that the report names.

    With `sealed`, HTML and PDF show its claim code and a QR code, with no more of the serial number than `report`,
    enclose the sealed report and its recording (unless told not to), and have a seal of their own. Letter and dates are
    those of `today`; None is the day of the report. The page is in the language that is spoken. Raises NoPdfWriter for
    `pdf` where there is none.
    """
    if format == "json":
        return encode(report) if sealed is None else sealed.data
    shown = sealed.showing(report) if sealed else None
    code = Code(shown.claim_code, shown.qr_svg, shown.qr_text, enclose) if shown else None
    paper = buyer_paper(report, layout, ask or Ask(), today or moment(report).date(), code)
    return set_as(paper, format, report, sealed if enclose else None, size)


def set_as(paper: Paper, form: Form, report: Report, sealed: Sealed | None = None, size: Size = "a4") -> bytes:
    """This paper about this report in this form, sealed where there is something to seal with."""
    enclosed = None if sealed is None else sealed.enclosed
    page = FORMS[form](paper, moment(report), report.trace_file, enclosed, size)
    return page if sealed is None else sealed.seal_page(page)
