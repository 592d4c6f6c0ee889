"""The formats that a report can be written in: one line of the table for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from keycheck.layouts.layout import Layout
from keycheck.reports.report import Report, encode

Format = Literal["json", "html", "pdf", "text"]

# Each format loads its own library, and only when it is asked for.


def _json(report: Report, layout: Layout) -> bytes:
    return encode(report)


def _html(report: Report, layout: Layout) -> bytes:
    from keycheck.reports import html

    return html.render(report, layout)


def _pdf(report: Report, layout: Layout) -> bytes:
    from keycheck.reports import pdf

    return pdf.render(report, layout)


def _text(report: Report, layout: Layout) -> bytes:
    from keycheck.reports import text

    return text.render(report, layout)


FORMATS: dict[Format, Callable[[Report, Layout], bytes]] = {"json": _json, "html": _html, "pdf": _pdf, "text": _text}


def render(report: Report, layout: Layout, format: Format) -> bytes:  # noqa: A002 - the word of the command line
    """The report in this format. `layout` is the map that the report names.

    Raises NoPdfWriter for `pdf` on a system that has no PDF writer.
    """
    return FORMATS[format](report, layout)
