"""The report as plain text of 80 columns, for a terminal and a screen reader."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from keycheck.layouts.layout import Layout
from keycheck.reports.page import FaultRow, Page, Pair, page
from keycheck.reports.report import Report

COLUMNS = 80


def render(report: Report, layout: Layout) -> bytes:
    """The text in UTF-8, with a line end."""
    return ("\n".join(_lines(page(report, layout))) + "\n").encode()


def _lines(page: Page) -> Iterator[str]:
    yield f"{page.title.upper()}, {page.made}"
    yield from _paragraph(page.practice)
    yield from ("", *_paragraph(page.result))
    yield from _paragraph(page.meaning)
    yield from _section("The machine and its keyboard", _pairs((*page.product, *page.keyboard, *page.examination)))
    yield from _section("The keyboard in words", _paragraph(page.picture_text))
    yield from _section("What was found", (line for row in page.faults for line in _fault(row)))
    for heading, items in page.sections:
        yield from _section(heading, _paragraph(items[0]) if len(items) == 1 else _items(items))
    check = (*_paragraph(page.check), "", f"  {page.command}", "", "SHA-256 of the recording:", page.trace_sha256)
    yield from _section("How to check it", check)
    yield from ("", *_paragraph(" | ".join(page.footer)))
    yield from _paragraph(page.practice)


def _section(heading: str, body: Iterable[str]) -> Iterator[str]:
    """A heading and what stands below it; nothing at all where nothing does."""
    lines = list(body)
    if lines:
        yield from ("", heading, "-" * len(heading), *lines)


def _paragraph(text: str) -> list[str]:
    return textwrap.wrap(text, COLUMNS, break_on_hyphens=False)


def _items(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from textwrap.wrap(text, COLUMNS, initial_indent="* ", subsequent_indent="  ", break_on_hyphens=False)


def _pairs(pairs: Iterable[Pair]) -> Iterator[str]:
    for label, value in pairs:
        start = f"{label + ':':<16}"
        yield from textwrap.wrap(
            value, COLUMNS - 2, initial_indent=start, subsequent_indent=" " * 16, break_on_hyphens=False
        )


def _fault(row: FaultRow) -> Iterator[str]:
    yield from _items([f"Key {row.key} [{row.code}]: {row.symptom}, {row.meaning}."])
    facts = (
        ("Cause", row.cause),
        ("Worked", row.worked),
        ("Bound, 95 %", row.bound),
        ("Heard by", ", ".join(row.layers)),
    )
    yield from (f"  {line}" for line in _pairs((label, value) for label, value in facts if value))
    yield from textwrap.wrap(row.grounds, COLUMNS, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
