"""What is wrong with a JSON file, or a line of JSON Lines, told as place, found and expected."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import msgspec

from keycheck.errors import BadFile
from keycheck.errors.marked import N_
from keycheck.errors.places import at_sign, in_line
from keycheck.errors.printable import LONGEST_QUOTE, printable

REFUSALS = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding a damaged or foreign file raises."""


def refusal(file: str, data: bytes, error: Exception, schema: str, line: int | None = None) -> BadFile:
    """The error to raise for this file: a wrong value by its path in the document, wrong JSON by line and column.

    `data` is the whole file; or, of JSON Lines, the line with this number.
    """
    if isinstance(error, msgspec.ValidationError):
        place, found, expected = _misfit(str(error), schema)
    elif isinstance(error, RecursionError):
        place, found, expected = "$", N_("values nested too deeply"), N_("a {schema}").format(schema=schema)
    else:
        place, found = _where(data, error), _fault(error)
        expected = N_("the JSON of a {what}").format(what=schema)
    if line is not None:
        place = in_line(line, "" if place == "$" else place.removeprefix("line 1, "))
    return BadFile(file, place, found, expected)


def refuse_names_twice(file: str, data: bytes, line: int | None = None) -> None:
    """Raise BadFile where an object of this JSON, which has been decoded before, has one name twice.

    Readers differ in which of the two they take, so that one file would tell two stories.
    """
    if (name := name_twice(data)) is not None:
        place = "$" if line is None else in_line(line)
        found = printable(N_("the name {name} twice in one object").format(name=json.dumps(name)), LONGEST_QUOTE)
        raise BadFile(file, place, found, N_("each name once"))


def name_twice(data: bytes) -> str | None:
    """A name that an object of this JSON, which has been decoded before, has twice; None where there is none."""
    try:
        json.loads(data, object_pairs_hook=_each_once)
    except _TwiceError as error:
        return error.name
    return None


class _TwiceError(Exception):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _each_once(pairs: list[tuple[str, Any]]) -> None:
    if len(dict(pairs)) < len(pairs):
        of_name = Counter(name for name, _ in pairs)
        raise _TwiceError(next(name for name, times in of_name.items() if times > 1))


def _misfit(message: str, schema: str) -> tuple[str, str, str]:
    # msgspec says `Expected X, got Y - at PLACE`, or what else is wrong, and no place for the outermost object.
    what, _, place = message.partition(" - at ")
    expected, found = N_("what a {what} has there").format(what=schema), what[0].lower() + what[1:]
    if pair := re.fullmatch(r"Expected (.*), got (.*)", what, re.DOTALL):
        expected, found = pair[1], pair[2]
    elif rule := re.fullmatch(r"Expected (.*)", what, re.DOTALL):
        expected, found = rule[1], N_("another value")
    return printable(place.strip("`") or "$"), printable(found, LONGEST_QUOTE), printable(expected, LONGEST_QUOTE)


def _where(data: bytes, error: Exception) -> str:
    at = _first_not_utf8(data)
    if byte := re.search(r"\(byte (\d+)\)", str(error)):
        at = int(byte[1])
    before = data[:at]
    line, column = before.count(b"\n") + 1, at - before.rfind(b"\n")
    return at_sign(line, column)


def _first_not_utf8(data: bytes) -> int:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _fault(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return N_("a byte that is not UTF-8")
    if "truncated" in str(error):
        return N_("the end of the file")
    return printable(re.sub(r" \(byte \d+\)$", "", str(error)), LONGEST_QUOTE)
