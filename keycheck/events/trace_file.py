"""The trace as a file: JSON Lines in, typed records out, and the other way; a bad line is refused with its place."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import msgspec

from keycheck.errors import BadFile
from keycheck.errors.bad_json import REFUSALS, refusal
from keycheck.errors.printable import LONGEST_QUOTE, printable
from keycheck.events.seal import first_in_order
from keycheck.events.trace import (
    SCHEMA,
    Attest,
    End,
    Event,
    Header,
    Incident,
    Prompt,
    Record,
    Setting,
    Settings,
    SweepKey,
    Trace,
)
from keycheck.keys.table import known

MAX_BYTES = 64 * 2**20
"""No examination is larger; a stuck key repeating for a whole day is not."""


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


def decode(data: bytes, file: str) -> Trace:
    """The trace in these bytes. Raises BadFile, which names `file`, the line, what was found and what was expected."""
    if len(data) > MAX_BYTES:
        raise BadFile(file, "the whole file", f"{len(data)} bytes", f"at most {MAX_BYTES}")
    if not data:
        raise BadFile(file, "line 1", "nothing", f"a header of {SCHEMA}")
    count = data.count(b"\n")
    if not data.endswith(b"\n"):
        raise BadFile(file, f"line {count + 1}", "a line without its end", "a whole line: the file is cut off")
    lines = BytesIO(data)
    header = _header(lines.readline(), file)
    check = _Check(header, file)
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
        return _HEADER.decode(line)
    except REFUSALS as error:
        raise refusal(file, line.rstrip(b"\n"), error, f"header of {SCHEMA}", line=1) from None


def _record(line: bytes, number: int, file: str) -> Record:
    try:
        return _RECORD.decode(line)
    except REFUSALS as error:
        raise refusal(file, line.rstrip(b"\n"), error, f"record of {SCHEMA}", line=number) from None


class _Check:
    """What one line alone can't tell: the time never falls, and every reference leads somewhere."""

    def __init__(self, header: Header, file: str) -> None:
        self._file = file
        self._sealed = header.sealed
        self._sources = _unique(file, "source", [source.id for source in header.sources])
        self._devices = _unique(file, "device", [device.id for device in header.devices])
        self._trials: set[int] = set()
        self._t = 0
        self._ended = False
        for source in header.sources:
            observed = () if source.observes == "all" else source.observes
            self._keys((*observed, *source.blind, *source.unknown), 1)
        self._settings(header.settings, 1)

    def record(self, record: Record, number: int) -> Record:
        """The record itself, when it fits what came before it."""
        if self._ended:
            self._refuse(number, "a record after the end", "nothing")
        if record.t < self._t:
            self._refuse(number, f"t {record.t}", f"at least {self._t}, because time never falls")
        self._t = record.t
        if isinstance(record, Event | SweepKey):
            self._known_source(record.source, number)
            self._known_device(record.device, number)
            self._keys((record.key,), number)
        elif isinstance(record, Prompt):
            self._prompt(record, number)
        elif isinstance(record, Attest) and record.trial not in self._trials:
            self._refuse(number, f"trial {record.trial}", "a trial that a prompt has opened")
        elif isinstance(record, Incident):
            self._incident(record, number)
        elif isinstance(record, Settings):
            self._settings(record.found, number)
        self._ended = isinstance(record, End)
        return record

    def _settings(self, settings: Iterable[Setting], number: int) -> None:
        for setting in settings:
            self._keys(setting.keys or (), number)

    def end(self, number: int) -> None:
        """A sealed trace was written whole; one without its end has been cut."""
        if self._sealed and not self._ended:
            self._refuse(number, "the end of the file", "a record of kind 'end': the file is cut off")

    def _prompt(self, prompt: Prompt, number: int) -> None:
        if prompt.trial in self._trials:
            self._refuse(number, f"trial {prompt.trial} again", "a new trial number")
        if (prompt.before is None) != (prompt.after is None):
            self._refuse(number, "one of before and after", "both or neither")
        if prompt.before is not None and len(prompt.keys) < 3:
            self._refuse(number, "one key twice in a trial", "three different keys")
        self._trials.add(prompt.trial)
        self._keys((prompt.key, prompt.before, prompt.after), number)

    def _incident(self, incident: Incident, number: int) -> None:
        if incident.source is not None:
            self._known_source(incident.source, number)
        if incident.until < incident.t:
            self._refuse(number, f"until {incident.until}", f"at least {incident.t}")

    def _known_source(self, source: int, number: int) -> None:
        if source not in self._sources:
            self._refuse(number, f"source {source}", "a source of the header")

    def _known_device(self, device: int | None, number: int) -> None:
        if device is not None and device not in self._devices:
            self._refuse(number, f"device {device}", "a device of the header, or null")

    def _keys(self, keys: Iterable[str | None], number: int) -> None:
        for key in keys:
            if key is not None and not known(key):
                self._refuse(number, f"key {key!r}", "a W3C code of the key table, such as 'Digit5'")

    def _refuse(self, number: int, found: str, expected: str) -> None:
        raise BadFile(self._file, f"line {number}", printable(found, LONGEST_QUOTE), expected)


def _unique(file: str, what: str, ids: list[int]) -> frozenset[int]:
    if len(set(ids)) < len(ids):
        raise BadFile(file, "line 1", f"a {what} id twice", f"a different id for each {what}")
    return frozenset(ids)
