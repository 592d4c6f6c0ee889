"""Where a command's data goes: a file, or stdout; and files come in through one door, with one line when they can't."""

from __future__ import annotations

import contextlib
import json
import re
import sys
import unicodedata
from pathlib import Path

import click

from keycheck.errors import BadFile, UsageError
from keycheck.errors.bounded_file import start_of
from keycheck.languages import N_

LONGEST_LINE = 2_000
"""Characters of a line for a person: two paths and what was found there."""

_NOT_ASCII = re.compile(r"[^\n -~]")
_ORDERS = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Unicode categories: controls, among them those of eight bits; marks of direction; ends of lines and paragraphs."""


def write(data: bytes, output: Path | None) -> None:
    """The data into this file, or to stdout. Raises UsageError where the file can't be written."""
    if output is None or str(output) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise UsageError(
            N_("{output}: can't be written ({reason})").format(output=output, reason=error.strerror)
        ) from error


def read(file: Path, most: int) -> bytes:
    """The bytes of a file, but only one more than `most`, for some files have no end.

    Raises UsageError where there is no such file, BadFile where it can't be read.
    """
    need(file)
    return start_of(file, most + 1)


KINDS = {
    b"%PDF": N_("a PDF"),
    b"<!doctype html": N_("a page"),
    b'{"schema":"keycheck.trace': N_("a recording"),
    b'{"schema":"keycheck.report': N_("a report"),
    b'{"schema":"keycheck.verdict': N_("a verdict"),
}
"""How the files begin that people mix up, without the spaces of JSON, and what each is."""


def expect(file: Path, kind: str, called: str, *also: str) -> None:
    """BadFile where the file is one of keycheck's, but neither of this kind, called `called`, nor of one of `also`."""
    begins = b"".join(start_of(file, 200).lower().split(b"\n"))
    begins = begins if begins.startswith((b"%", b"<")) else begins.replace(b" ", b"")
    found = next((name for start, name in KINDS.items() if begins.startswith(start.lower())), kind)
    if found not in (kind, *also):
        raise BadFile(
            str(file),
            N_("its beginning"),
            found,
            N_("{expected}: keycheck calls it {name}").format(expected=kind, name=called),
        )


def need(file: Path) -> None:
    """UsageError where no file is there: then the command line is wrong, and no file is bad."""
    # What may not even be looked at is refused, with its reason, by whoever reads it.
    with contextlib.suppress(PermissionError):
        if not file.exists():
            raise UsageError(N_("{file}: found no such file, expected one that is there").format(file=file))
        if file.is_dir():
            raise UsageError(N_("{file}: found a folder, expected a file").format(file=file))


def say(text: str, err: bool = False) -> None:
    """One line for a person, whatever a file, or the name of one, has put into it."""
    from keycheck.errors.printable import printable

    click.echo(printable(text, LONGEST_LINE), err=err)


def print_json(data: bytes) -> None:
    """JSON for people and programs: indented, in UTF-8 whatever the code page is, with a line end."""
    import msgspec

    print_json_line(msgspec.json.format(data, indent=2))


def print_json_line(data: bytes) -> None:
    """JSON as it is, with a line end, and with no sign in it that is an order to a terminal or the end of a line."""
    click.echo(_NOT_ASCII.sub(_escaped, data.decode()).encode())


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1] if unicodedata.category(found[0]) in _ORDERS else found[0]
