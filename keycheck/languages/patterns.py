"""How a language writes what stands in many sentences: lists, decimal fractions, days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from keycheck.errors.marked import N_
from keycheck.languages.speech import _, spoken

MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


_LIKE_AND = {"es": (re.compile(r"(?:i|hi(?!e))", re.IGNORECASE), "{first} e {last}")}
"""How a word begins before which `and` is another word, and what is then said: `E e Intro`."""


def listed(parts: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`; empty for none."""
    if len(parts) < 2:
        return "".join(parts)
    like_and = _LIKE_AND.get(spoken())
    said = like_and[1] if like_and and like_and[0].match(parts[-1]) else _("{first} and {last}")
    return said.format(first=in_a_row(parts[:-1]), last=parts[-1])


def in_a_row(parts: Sequence[str]) -> str:
    """`A, B, C`."""
    return _(", ").join(parts)


def decimal(digits: str) -> str:
    """A number as Python writes it (`45.1`), with the decimal sign of the language."""
    whole, point, part = digits.partition(".")
    return _("{whole}.{part}").format(whole=whole, part=part) if point else digits


def percent(share: float) -> str:
    """A share in percent, to one decimal: `45.1 %`, `95 %`."""
    return _("{number} %").format(number=decimal(f"{100 * share:.1f}".removesuffix(".0")))


_FIRST = {"fr": "1er"}
"""What the first day of a month is called, where it is no plain number."""


def day(of: date) -> str:
    """A date that nobody can misread: `17 December 2026`."""
    number = _FIRST.get(spoken(), 1) if of.day == 1 else of.day
    return _("{day} {month} {year}").format(day=number, month=_(MONTHS[of.month - 1]), year=of.year)


_SEMICOLON = {"fr": "\N{NARROW NO-BREAK SPACE}; "}


def apart(parts: Iterable[str]) -> str:
    """`A; B; C`, with the semicolon of the language: for parts that may have commas of their own."""
    return _SEMICOLON.get(spoken(), "; ").join(parts)


_COLON = {"fr": "\N{NO-BREAK SPACE}: "}


def labelled(label: str, text: str) -> str:
    """`Label: text`, with the colon of the language."""
    return f"{label}{_COLON.get(spoken(), ': ')}{text}"


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]
