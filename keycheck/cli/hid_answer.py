"""The answer of `keycheck hid decode`: hex in, the JSON of the contract out, or the error that refuses it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from keycheck.capture.hid_descriptor import parse
from keycheck.capture.hid_fields import InputReport
from keycheck.capture.hid_items import Malformed
from keycheck.capture.hid_report import Decoder, Misfit, Reading
from keycheck.errors import BadFile
from keycheck.errors.bad_json import REFUSALS, refusal
from keycheck.keys.table import code_of
from keycheck.languages import N_

LONGEST_LINE = 1 << 24
"""Bytes of a line of stdin; a longer one is refused without being kept in memory."""

SHAPE = 'line {"descriptor":HEX,"reports":[HEX,...]}'

Answer = dict[str, Any]
"""A JSON object."""


class Asked(msgspec.Struct):
    """A line of stdin."""

    descriptor: str
    reports: tuple[str, ...] = ()


class ReportAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one report says. `misfit` is there only where the report is not as its descriptor declares it."""

    report_id: int
    down: tuple[str, ...]
    """W3C codes; a usage that no table knows is named by page and id (`07:82`), as keycheck writes it in a trace."""
    rollover: bool
    misfit: Misfit = ""


def answer(descriptor: str, reports: Iterable[str]) -> Answer:
    """The answer of the contract. Raises Malformed for what is no hex, no report descriptor, or no report of it."""
    parsed = parse(bytes_of(descriptor, N_("the report descriptor")))
    decoder = Decoder(parsed)
    decoded = [_decoded(decoder, text, N_("report {n}").format(n=number)) for number, text in enumerate(reports, 1)]
    return {"input_reports": [_described(report) for report in parsed], "reports": decoded}


def answers(stdin: BinaryIO) -> Iterator[Answer]:
    """The answer to each line, or why there is none; every line has one."""
    for line in _lines(stdin):
        yield _answer_to(line)


def bytes_of(text: str, what: str) -> bytes:
    """The bytes of hex digits, which may be parted by blanks, commas or colons, and led by 0x. Raises Malformed."""
    digits = re.sub(r"(?<![0-9A-Fa-f])0[xX]|[\s,:]+", "", text)
    good = re.match(r"[0-9A-Fa-f]*", digits)
    at = good.end() if good else 0
    if at < len(digits):
        raise Malformed(what, at // 2, repr(digits[at]), N_("hex digits"))
    if len(digits) % 2:
        raise Malformed(what, at // 2, N_("half a byte"), N_("two hex digits for each byte"))
    return bytes.fromhex(digits)


def _described(report: InputReport) -> Answer:
    return {
        "report_id": report.report_id,
        "bytes_after_id": report.bytes_after_id,
        "application": str(report.application),
        "key_bits": report.key_bits,
        "key_array": report.key_array,
    }


def _decoded(decoder: Decoder, text: str, what: str) -> ReportAnswer:
    try:
        reading = decoder.read(bytes_of(text, what))
    except Malformed as error:
        raise Malformed(what, error.offset, error.found, error.expected) from error
    return ReportAnswer(reading.report_id, _codes(reading), reading.rollover, reading.misfit)


def _codes(reading: Reading) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code_of("hid", usage) or usage for usage in reading.down))


def _lines(stdin: BinaryIO) -> Iterator[bytes]:
    """Each line, of which no more than a byte over the longest is kept."""
    while line := stdin.readline(LONGEST_LINE + 1):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stdin.readline(LONGEST_LINE + 1)
        yield line


def _answer_to(line: bytes) -> Answer:
    if len(line) > LONGEST_LINE:
        return _refused(
            Malformed(
                N_("the line"),
                LONGEST_LINE,
                N_("more bytes"),
                N_("at most {most}").format(most=LONGEST_LINE),
            )
        )
    line = line.rstrip(b"\r\n")
    try:
        asked = msgspec.json.decode(line, type=Asked)
        return answer(asked.descriptor, asked.reports)
    except Malformed as error:
        return _refused(error)
    except REFUSALS as error:
        refused = refusal(N_("the line"), line, error, SHAPE)
        return {"error": str(refused), "offset": _offset(refused)}


def _refused(error: Malformed) -> Answer:
    return {"error": str(error), "offset": error.offset}


def _offset(refused: BadFile) -> int:
    """The byte at which the line stops being JSON; 0 where it is whole and says something else."""
    column = re.fullmatch(r"line 1, column (\d+)", refused.place)
    return int(column[1]) - 1 if column else 0
