"""The formats that a report can be written in: one line of the table for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from keycheck.layouts.layout import Layout
from keycheck.reports.report import Report, encode
from keycheck.reports.sealing import Sealed

Format = Literal["json", "html", "pdf", "text"]

# Each format loads its own library, and only when it is asked for.


def _json(report: Report, layout: Layout, sealed: Sealed | None) -> bytes:
    return encode(report) if sealed is None else sealed.data


def _html(report: Report, layout: Layout, sealed: Sealed | None) -> bytes:
    from keycheck.reports import html

    return html.render(report, layout, sealed)


def _pdf(report: Report, layout: Layout, sealed: Sealed | None) -> bytes:
    from keycheck.reports import pdf

    return pdf.render(report, layout, sealed)


def _text(report: Report, layout: Layout, sealed: Sealed | None) -> bytes:
    from keycheck.reports import text

    return text.render(report, layout)


Write = Callable[[Report, Layout, Sealed | None], bytes]

FORMATS: dict[Format, Write] = {"json": _json, "html": _html, "pdf": _pdf, "text": _text}


def render(report: Report, layout: Layout, format: Format, sealed: Sealed | None = None) -> bytes:  # noqa: A002 - the word of the command line
    """The report in this format. `layout` is the map that the report names.

    With `sealed`, HTML and PDF enclose the sealed report and its recording, and have a seal of their own. Raises
    NoPdfWriter for `pdf` on a system that has no PDF writer.
    """
    page = FORMATS[format](report, layout, sealed)
    return page if sealed is None or format == "json" else sealed.seal_page(page)
