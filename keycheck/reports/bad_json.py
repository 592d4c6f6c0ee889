"""What is wrong with a JSON file, told as place, found and expected."""

from __future__ import annotations

import re

import msgspec

from keycheck.errors import BadFile
from keycheck.reports.printable import printable

REFUSALS = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding a damaged or foreign file raises."""


def refusal(file: str, data: bytes, error: Exception, schema: str) -> BadFile:
    """The error to raise for this file: a wrong value by its path in the document, wrong JSON by line and column."""
    if isinstance(error, msgspec.ValidationError):
        return _misfit(file, str(error), schema)
    if isinstance(error, RecursionError):
        return BadFile(file, "$", "values nested too deeply", f"a {schema}")
    return BadFile(file, _where(data, error), _fault(error), f"the JSON of a {schema}")


def _misfit(file: str, message: str, schema: str) -> BadFile:
    # msgspec says `Expected X, got Y - at PLACE`, or what else is wrong, and no place for the outermost object.
    what, _, place = message.partition(" - at ")
    expected, found = f"what a {schema} has there", what[0].lower() + what[1:]
    if pair := re.fullmatch(r"Expected (.*), got (.*)", what, re.DOTALL):
        expected, found = pair[1], pair[2]
    elif rule := re.fullmatch(r"Expected (.*)", what, re.DOTALL):
        expected, found = rule[1], "another value"
    return BadFile(file, printable(place.strip("`") or "$"), printable(found), printable(expected))


def _where(data: bytes, error: Exception) -> str:
    at = _first_not_utf8(data)
    if byte := re.search(r"\(byte (\d+)\)", str(error)):
        at = int(byte[1])
    before = data[:at]
    line, column = before.count(b"\n") + 1, at - before.rfind(b"\n")
    return f"line {line}, column {column}"


def _first_not_utf8(data: bytes) -> int:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _fault(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "a byte that is not UTF-8"
    if "truncated" in str(error):
        return "the end of the file"
    return printable(re.sub(r" \(byte \d+\)$", "", str(error)))
