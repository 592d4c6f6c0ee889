"""The trace as a file: JSON Lines in, typed records out, and the other way; a bad line is refused with its place."""

from __future__ import annotations

from io import BytesIO

import msgspec

from keycheck.errors import BadFile
from keycheck.errors.bad_json import REFUSALS, refusal, refuse_names_twice
from keycheck.errors.printable import LONGEST_QUOTE, printable
from keycheck.events.consistency import MOST, Consistency
from keycheck.events.seal import first_in_order
from keycheck.events.trace import SCHEMA, Header, Record, Trace

MAX_BYTES = 8 * 2**20
"""Of a recording that may be anybody's: that of an hour with 1200 trials has 1 MB (ours: measured, 125 kB for 160)."""
MAX_JOURNAL = 64 * 2**20
"""Of one that this computer has written itself; a stuck key repeating for a whole day is not larger."""


class _Schema(msgspec.Struct):
    schema: str


_HEADER = msgspec.json.Decoder(Header)
_RECORD: msgspec.json.Decoder[Record] = msgspec.json.Decoder(Record)
_ENCODER = msgspec.json.Encoder()


def encode_line(line: Header | Record) -> bytes:
    """One line of the file, with its line end."""
    return _ENCODER.encode(line) + b"\n"


def encode(trace: Trace) -> bytes:
    """The whole file."""
    return b"".join(map(encode_line, (trace.header, *trace.records)))


def decode(data: bytes, file: str, *, of_our_own: bool = False) -> Trace:
    """The trace in these bytes. Raises BadFile, which names `file`, the line, what was found and what was expected.

    One `of_our_own`, a journal, may be larger than any that comes from outside.
    """
    if len(data) > (most := MAX_JOURNAL if of_our_own else MAX_BYTES):
        raise BadFile(file, "the whole file", f"{len(data)} bytes", f"at most {most}")
    if not data:
        raise BadFile(file, "line 1", "nothing", f"a header of {SCHEMA}")
    count = data.count(b"\n")
    if not data.endswith(b"\n"):
        raise BadFile(file, f"line {count + 1}", "a line without its end", "a whole line: the file is cut off")
    lines = BytesIO(data)
    header = _header(lines.readline(), file)
    check = Consistency(header, file, {} if of_our_own else MOST)
    records = tuple(check.record(_record(line, number, file), number) for number, line in enumerate(lines, 2))
    check.end(count + 1)
    trace = Trace(header, records)
    if header.sealed and (place := first_in_order(trace)) is not None:
        expected = "a sweep_key, or no key: a sealed trace keeps no order of keys that nobody asked for"
        raise BadFile(file, f"line {place + 2}", "an event in its place", expected)
    return trace


def _header(line: bytes, file: str) -> Header:
    try:
        schema = msgspec.json.decode(line, type=_Schema).schema
        if schema != SCHEMA:
            raise BadFile(file, "line 1", printable(f"schema {schema!r}", LONGEST_QUOTE), repr(SCHEMA))
        header = _HEADER.decode(line)
    except REFUSALS as error:
        raise refusal(file, line.rstrip(b"\n"), error, f"header of {SCHEMA}", line=1) from None
    _refuse_names_twice(header, line, 1, file)
    return header


def _record(line: bytes, number: int, file: str) -> Record:
    try:
        record = _RECORD.decode(line)
    except REFUSALS as error:
        raise refusal(file, line.rstrip(b"\n"), error, f"record of {SCHEMA}", line=number) from None
    _refuse_names_twice(record, line, number, file)
    return record


def _refuse_names_twice(told: Header | Record, line: bytes, number: int, file: str) -> None:
    # A line as keycheck writes it can have none; looking at each takes ten times as long.
    if encode_line(told) != line:
        refuse_names_twice(file, line, number)
