"""A file of law as it comes from outside: TOML to a `Law`, or one sentence on what is wrong, and where."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import msgspec

from keycheck.errors import BadFile
from keycheck.errors.bad_json import refusal
from keycheck.errors.printable import LONGEST_QUOTE, printable
from keycheck.languages import N_
from keycheck.returns.days import last_day
from keycheck.returns.fact import Law, Period

MAX_BYTES = 200_000
"""Ours are 6 kB."""

KIND = N_("file of law, schema 1")


def parse(text: bytes, file: str) -> Law:
    """The law that this text holds; `file` is only its name in errors. BadFile names the place of what is wrong."""
    try:
        law = msgspec.convert(document(text, file, KIND), Law, strict=True)
    except msgspec.ValidationError as error:
        raise refusal(file, text, error, KIND) from None
    for place, found, expected in objections(law):
        raise BadFile(file, place, found, expected)
    return law


def document(text: bytes, file: str, kind: str) -> dict[str, Any]:
    """The tables of a TOML file. BadFile where it is none."""
    if len(text) > MAX_BYTES:
        raise BadFile(
            file,
            N_("the whole file"),
            N_("more than {number} bytes").format(number=MAX_BYTES),
            N_("a {kind}").format(kind=kind),
        )
    try:
        return tomllib.loads(text.decode())
    except (ValueError, RecursionError) as error:
        # A text that is not UTF-8 is a ValueError too; tomllib says the line and the column itself.
        found = N_("no TOML: {error}").format(error=printable(str(error), LONGEST_QUOTE))
        raise BadFile(file, N_("the whole file"), found, N_("the TOML of a {kind}").format(kind=kind)) from None


def objections(law: Law) -> Iterator[tuple[str, str, str]]:
    """What no single field shows: the place, what was found there, what was expected."""
    if law.review_due <= law.checked:
        yield (
            "$.review_due",
            f"{law.review_due}",
            N_("a day after {checked}, when it was checked").format(checked=law.checked),
        )
    if not law.facts and not law.includes:
        yield "$.facts", N_("no fact"), N_("facts, or a place in `includes` that has some")
    seen: set[str] = set()
    for n, fact in enumerate(law.facts):
        if fact.id in seen:
            yield f"$.facts[{n}].id", repr(fact.id), N_("an id of its own")
        seen.add(fact.id)
        if not fact.text:
            yield f"$.facts[{n}].text", N_("no sentence"), N_("what the provision says")
        if fact.period is not None:
            yield from _period(fact.period, f"$.facts[{n}].period")


def _period(period: Period, place: str) -> Iterator[tuple[str, str, str]]:
    lengths = (period.length_days, period.length_months)
    if sum(length is not None for length in lengths) != 1:
        yield place, N_("both lengths, or none"), N_("one of `length_days` and `length_months`")
        return
    counted = last_day(period, period.golden.event)
    if counted != period.golden.last_day:
        yield (
            f"{place}.golden.last_day",
            f"{period.golden.last_day}",
            N_("{counted}, as the period counts").format(counted=counted),
        )
