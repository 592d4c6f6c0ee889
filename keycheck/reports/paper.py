"""What a paper consists of: blocks of ready words, in order; the HTML, the PDF and the text set the same blocks."""

from __future__ import annotations

from typing import Literal

import msgspec

Pair = tuple[str, str]
"""A label and what it stands for."""


class Code(msgspec.Struct, frozen=True):
    """What finds a sealed report: the claim code, and the square that holds its content."""

    claim: str
    qr: str
    """SVG."""
    text: str = ""
    """What the square holds, for a program that can't see it."""
    is_of_this_file: bool = True
    """Whether the sealed report is inside of the paper that shows this."""


Size = Literal["a4", "us-letter"]
"""The size of the sheet, by typst's name."""


class _Block(msgspec.Struct, frozen=True, tag_field="kind", tag=str.lower):
    """A part of a paper. Text of people is one line and carries no control characters."""


class Result(_Block, frozen=True):
    """The answer, set large."""

    tone: str
    """`fault`, `no_fault_seen` or `inconclusive`: how it is set."""
    tag: str
    """The same in words."""
    headline: str
    meaning: str


class Asked(_Block, frozen=True):
    """What is asked for, and by when, in a frame."""

    heading: str
    items: tuple[str, ...]


class Facts(_Block, frozen=True):
    """Pairs in two columns, or beside the code that finds the report."""

    columns: tuple[tuple[Pair, ...], ...]
    code: str = ""
    """The claim code; empty where the report is not sealed."""
    code_label: str = ""
    qr: str = ""
    """SVG."""
    qr_text: str = ""
    caption: str = ""


class Picture(_Block, frozen=True):
    """The keyboard, drawn and in words."""

    svg: str
    words: str
    explanations: tuple[Pair, ...]
    """Small SVG, and what it means."""
    label: str
    swipe: str


class Cell(msgspec.Struct, frozen=True):
    """One field of a table: the word, and below it what it means."""

    main: str
    small: tuple[str, ...] = ()


class Table(_Block, frozen=True):
    """Rows that begin with their heading."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: str = ""
    """What was left out, and where it stands."""


class Section(_Block, frozen=True):
    """A heading and its sentences."""

    heading: str
    items: tuple[str, ...]
    quiet: bool = False
    """Whether it is set small, for who looks closely."""
    numbered: bool = False


class Choices(_Block, frozen=True):
    """Boxes to tick."""

    heading: str
    items: tuple[str, ...]


class Fields(_Block, frozen=True):
    """What is known, and lines to write on where nothing is."""

    heading: str
    pairs: tuple[Pair, ...]


class Letter(_Block, frozen=True):
    """A letter to the seller."""

    date: str
    to: str
    subject: str
    paragraphs: tuple[str, ...]
    closing: tuple[Pair, ...]
    """Who signs, and where they can be reached; an empty value is a line to write on."""
    lang: str = ""
    """ISO 639-1; empty for that of the paper."""


class Check(_Block, frozen=True):
    """How anybody can draw the verdict again."""

    heading: str
    text: str
    command: str
    digest_label: str
    digest: str
    sealed: str = ""
    """What a seal shows and what it does not; empty where there is none."""
    encloses: bool = False
    """Whether that is said of a file that holds the sealed report."""


class Heading(_Block, frozen=True):
    """The heading of a paper that gives no answer."""

    heading: str


class NewPage(_Block, frozen=True):
    """What follows begins on a new sheet, under this heading."""

    heading: str
    lang: str = ""
    """Of the heading; empty for that of the paper."""


Block = Result | Asked | Facts | Picture | Table | Section | Choices | Fields | Letter | Check | Heading | NewPage


class Paper(msgspec.Struct, frozen=True):
    """A whole paper, ready to print."""

    title: str
    subtitle: str
    """The title and the answer, for the window and the list of documents."""
    practice: str
    """The sentence for every page of a simulated keyboard; empty for a real one."""
    practice_word: str
    tone: str
    made: str
    """When, in UTC."""
    blocks: tuple[Block, ...]
    footer: tuple[str, ...]
    legal: str
    """What stands on every page that tells facts of law; empty on others."""
    page_of: str
    """`Page {page} of {pages}`."""
    lang: str = "en"
    """ISO 639-1."""
    direction: Literal["ltr", "rtl"] = "ltr"
