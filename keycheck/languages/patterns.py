"""How a language writes what stands in many sentences: lists, decimal fractions, days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from keycheck.languages.speech import N_, _

MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def listed(parts: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`; empty for none."""
    if len(parts) < 2:
        return "".join(parts)
    return _("{first} and {last}").format(first=in_a_row(parts[:-1]), last=parts[-1])


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


def day(of: date) -> str:
    """A date that nobody can misread: `17 December 2026`."""
    return _("{day} {month} {year}").format(day=of.day, month=_(MONTHS[of.month - 1]), year=of.year)


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]
