"""A paper as plain text of 80 columns, for a terminal and a screen reader."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from functools import singledispatch

from keycheck.languages.patterns import labelled
from keycheck.reports.paper import (
    Asked,
    Block,
    Cell,
    Check,
    Choices,
    Facts,
    Fields,
    Heading,
    Letter,
    NewPage,
    Pair,
    Paper,
    Picture,
    Result,
    Section,
    Table,
)

COLUMNS = 80
BLANK = "_" * 40


def render(paper: Paper) -> bytes:
    """The text in UTF-8, with a line end."""
    return ("\n".join(_lines(paper)) + "\n").encode()


def _lines(paper: Paper) -> Iterator[str]:
    yield f"{paper.title.upper()}, {paper.made}"
    yield from _paragraph(paper.practice)
    for block in paper.blocks:
        yield from _block(block)
    yield from ("", *_paragraph(" | ".join(paper.footer)))
    yield from _paragraph(paper.legal)
    yield from _paragraph(paper.practice)


@singledispatch
def _block(block: Block) -> Iterator[str]:
    raise TypeError(f"no text for {type(block).__name__}")


@_block.register
def _(block: Result) -> Iterator[str]:
    yield from ("", *_paragraph(block.headline), *_paragraph(block.meaning))


@_block.register
def _(block: Asked) -> Iterator[str]:
    yield from _section(block.heading, (line for item in block.items for line in _paragraph(item)))


@_block.register
def _(block: Facts) -> Iterator[str]:
    code = ((block.code_label, block.code),) if block.code else ()
    yield from ("", *_pairs((*code, *(pair for column in block.columns for pair in column))))


@_block.register
def _(block: Picture) -> Iterator[str]:
    yield from _section(block.label, _paragraph(block.words))


@_block.register
def _(block: Table) -> Iterator[str]:
    rows = (line for row in block.rows for line in _row(block.head, row))
    yield from _section(block.heading, (*rows, *_paragraph(block.more)))


def _row(head: tuple[str, ...], row: tuple[Cell, ...]) -> Iterator[str]:
    first, *others = row
    yield from _items([f"{head[0]} {first.main}" + "".join(f" [{small}]" for small in first.small)])
    pairs = [
        (name, ", ".join(part for part in (cell.main, *cell.small) if part))
        for name, cell in zip(head[1:], others, strict=True)
    ]
    yield from (f"  {line}" for line in _pairs((name, said) for name, said in pairs if said and said != "–"))


@_block.register
def _(block: Section) -> Iterator[str]:
    several = _numbered(block.items) if block.numbered else _items(block.items)
    yield from _section(block.heading, _paragraph(block.items[0]) if len(block.items) == 1 else several)


@_block.register
def _(block: Choices) -> Iterator[str]:
    yield from _section(block.heading, (line for item in block.items for line in _hanging("[ ] ", item)))


@_block.register
def _(block: Fields) -> Iterator[str]:
    yield from _section(block.heading, _pairs((label, value or BLANK) for label, value in block.pairs))


@_block.register
def _(block: Letter) -> Iterator[str]:
    yield from ("", block.date, "", *_paragraph(block.to), *_paragraph(block.subject))
    for paragraph in block.paragraphs:
        yield from ("", *_paragraph(paragraph))
    yield from ("", *_pairs((label, value or BLANK) for label, value in block.closing))


@_block.register
def _(block: Check) -> Iterator[str]:
    # Text encloses nothing: what is said of a file that holds the report is not said of it.
    of_seal = "" if block.encloses else block.sealed
    body = (
        *_paragraph(of_seal),
        *_paragraph(block.text),
        "",
        f"  {block.command}",
        "",
        block.digest_label,
        block.digest,
    )
    yield from _section(block.heading, body)


@_block.register
def _(block: Heading) -> Iterator[str]:
    yield from ()  # the title says it


@_block.register
def _(block: NewPage) -> Iterator[str]:
    yield from ("", "", block.heading.upper(), "=" * len(block.heading))


def _section(heading: str, body: Iterable[str]) -> Iterator[str]:
    yield from ("", heading, "-" * len(heading), *body)


def _paragraph(text: str) -> list[str]:
    return textwrap.wrap(text, COLUMNS, break_on_hyphens=False)


def _items(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _hanging("* ", text)


def _numbered(texts: Iterable[str]) -> Iterator[str]:
    for number, text in enumerate(texts, 1):
        yield from _hanging(f"{number}. ", text)


def _hanging(mark: str, text: str) -> list[str]:
    return textwrap.wrap(text, COLUMNS, initial_indent=mark, subsequent_indent=" " * len(mark), break_on_hyphens=False)


def _pairs(pairs: Iterable[Pair]) -> Iterator[str]:
    for label, value in pairs:
        start = f"{labelled(label, ''):<16}"
        yield from textwrap.wrap(
            value, COLUMNS - 2, initial_indent=start, subsequent_indent=" " * 16, break_on_hyphens=False
        )
