"""The trace as a file: JSON Lines in, typed records out, and the other way; a bad line is refused with its place."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import msgspec

from keycheck.errors import BadFile
from keycheck.errors.bad_json import REFUSALS, name_twice, refusal, refuse_names_twice
from keycheck.errors.places import in_line
from keycheck.errors.printable import LONGEST_QUOTE, printable
from keycheck.events.consistency import MOST, Consistency
from keycheck.events.seal import first_in_order
from keycheck.events.trace import SCHEMA, Header, Record, Trace
from keycheck.languages import N_

MAX_BYTES = 8 * 2**20
"""Of a recording that may be anybody's: that of an hour with 1200 trials has 1 MB (ours: measured, 125 kB for 160)."""
MAX_JOURNAL = 64 * 2**20
"""Of one that this computer has written itself; a stuck key repeating for a whole day is not larger."""

AT_ONCE = 2**16
"""So many bytes of lines are read together: that is twice as fast, and a bad line costs no more than these."""


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
        raise BadFile(
            file,
            N_("the whole file"),
            N_("{number} bytes").format(number=len(data)),
            N_("at most {most}").format(most=most),
        )
    if not data:
        raise BadFile(file, in_line(1), N_("nothing"), N_("a header of {schema}").format(schema=SCHEMA))
    count = data.count(b"\n")
    if not data.endswith(b"\n"):
        raise BadFile(
            file,
            in_line(count + 1),
            N_("a line without its end"),
            N_("a whole line: the file is cut off"),
        )
    start = data.index(b"\n") + 1
    header = _header(data[:start], file)
    check = Consistency(header, file, {} if of_our_own else MOST)
    records = tuple(check.record(record, number) for number, record in enumerate(_records(data, start, file), 2))
    check.end(count + 1)
    trace = Trace(header, records)
    if header.sealed and (place := first_in_order(trace)) is not None:
        expected = N_("a sweep_key, or no key: a sealed trace keeps no order of keys that nobody asked for")
        raise BadFile(file, in_line(place + 2), N_("an event in its place"), expected)
    return trace


def _header(line: bytes, file: str) -> Header:
    try:
        schema = msgspec.json.decode(line, type=_Schema).schema
        if schema != SCHEMA:
            raise BadFile(
                file,
                in_line(1),
                printable(N_("schema {quoted}").format(quoted=repr(schema)), LONGEST_QUOTE),
                repr(SCHEMA),
            )
        header = _HEADER.decode(line)
    except REFUSALS as error:
        raise refusal(file, line.rstrip(b"\n"), error, N_("header of {schema}").format(schema=SCHEMA), line=1) from None
    if encode_line(header) != line:
        refuse_names_twice(file, line, 1)
    return header


def _records(data: bytes, start: int, file: str) -> Iterator[Record]:
    """All lines from that byte on, many at once; one by one where something is wrong with any of these."""
    number = 2
    while start < len(data):
        end = data.find(b"\n", start + AT_ONCE) + 1 or len(data)
        lines, start = data[start:end], end
        records = _at_once(lines)
        if records is None:
            records = [_record(line, place, file) for place, line in enumerate(BytesIO(lines), number)]
        number += len(records)
        yield from records


def _at_once(lines: bytes) -> list[Record] | None:
    """The records of these lines; None where any is none, or names something twice."""
    try:
        records = _RECORD.decode_lines(lines)
    except REFUSALS:
        return None
    # As keycheck writes them they name nothing twice; looking at each name takes ten times as long.
    if _ENCODER.encode_lines(records) == lines:
        return records
    each_is_one_line = len(records) == lines.count(b"\n")
    names_each_once = each_is_one_line and name_twice(b"[" + lines.rstrip().replace(b"\n", b",") + b"]") is None
    return records if names_each_once else None


def _record(line: bytes, number: int, file: str) -> Record:
    try:
        record = _RECORD.decode(line)
    except REFUSALS as error:
        raise refusal(
            file, line.rstrip(b"\n"), error, N_("record of {schema}").format(schema=SCHEMA), line=number
        ) from None
    if encode_line(record) != line:
        refuse_names_twice(file, line, number)
    return record
