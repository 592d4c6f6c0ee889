"""Any bytes as descriptor, any bytes as report: an answer or a named error, never a crash, and soon."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from keycheck.capture.hid_descriptor import LONGEST_REPORT, parse
from keycheck.capture.hid_fields import InputReport
from keycheck.capture.hid_items import LONGEST_DESCRIPTOR, Malformed, Tag
from keycheck.capture.hid_report import Decoder, Reading
from tests.capture.hid_writing import CONSTANT, DATA_ARRAY, DATA_VARIABLE, descriptors, item, patient, report_bytes

SECONDS = 20
"""For a descriptor and a report that were made to be slow. Seen: under 1; a hang has no end at all."""


def corpus() -> list[bytes]:
    files = sorted((Path(__file__).parent / "hid_corpus").glob("*.json"))
    return [bytes.fromhex("".join(json.loads(file.read_text(encoding="utf-8"))["descriptor"])) for file in files]


def parsed(descriptor: bytes) -> tuple[InputReport, ...] | Malformed:
    """The reports, or the error that is allowed."""
    try:
        return parse(descriptor)
    except Malformed as error:
        return error


def read(decoder: Decoder, report: bytes) -> Reading | Malformed:
    """What the report says, or the error that is allowed."""
    try:
        decoder.feed(report)
        return decoder.read(report)
    except Malformed as error:
        return error


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A descriptor that was good once: bytes changed, cut out, doubled, or put in."""
    data = bytearray(draw(st.sampled_from(CORPUS) | descriptors()))
    for _ in range(draw(st.integers(1, 6))):
        at, length = draw(st.integers(0, len(data))), draw(st.integers(0, 8))
        new = draw(st.binary(max_size=5) | st.just(bytes(data[at : at + length])))
        data[at : at + draw(st.integers(0, length))] = new
    return bytes(data)


@st.composite
def loose_items(draw: st.DrawFn) -> bytes:
    """Items in any order, with numbers of any size."""
    numbers = st.integers(0, 300) | st.sampled_from([0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF])
    tags = draw(st.lists(st.sampled_from(list(Tag)), max_size=60))
    return b"".join(item(tag, draw(numbers)) for tag in tags)


def assert_reports_hold_what_they_may(reports: Sequence[InputReport], descriptor: bytes) -> None:
    ids = [report.report_id for report in reports]
    assert len(set(ids)) == len(ids)
    for report in reports:
        assert 0 <= report.report_id <= 255
        assert 0 <= report.bits <= 8 * LONGEST_REPORT
        assert report.key_bits + report.key_array <= report.bits
        for field in report.fields:
            assert 0 <= field.start < field.start + field.size * field.count <= report.bits
        assert len(report.fields) <= len(descriptor)


CORPUS = corpus()


@patient
@given(st.binary(max_size=200) | damaged() | loose_items() | descriptors())
@example(b"")
@example(b"\xff" * 5)
@example(bytes(300))
@example(bytes(LONGEST_DESCRIPTOR + 1))
def test_any_descriptor_gives_reports_or_a_place_in_it(descriptor: bytes) -> None:
    result = parsed(descriptor)
    if isinstance(result, Malformed):
        assert 0 <= result.offset <= len(descriptor)
        assert str(result).isprintable()
    else:
        assert_reports_hold_what_they_may(result, descriptor)


@patient
@given(st.sampled_from(CORPUS) | descriptors() | damaged(), st.lists(report_bytes, max_size=5), st.data())
def test_any_report_gives_what_is_down_or_an_error_at_its_first_byte(
    descriptor: bytes, payloads: list[bytes], data: st.DataObject
) -> None:
    reports = parsed(descriptor)
    if isinstance(reports, Malformed):
        return
    decoder = Decoder(reports)
    ids = st.sampled_from([bytes([report.report_id]) for report in reports] or [b""])
    lengths = st.sampled_from([report.bytes_after_id for report in reports] or [0])
    for payload in payloads:
        fitting = data.draw(ids) + payload.ljust(data.draw(lengths), b"\0")
        for report in (payload, fitting):
            result = read(decoder, report)
            if isinstance(result, Malformed):
                assert result.offset == 0
            else:
                assert len(result.down) <= 8 * len(report)
                assert result.slots == () or not result.rollover


@pytest.mark.parametrize(
    "descriptor",
    [
        item(Tag.PUSH) * LONGEST_DESCRIPTOR,
        item(Tag.COLLECTION, 1) * (LONGEST_DESCRIPTOR // 2),
        item(Tag.REPORT_SIZE, 1) + item(Tag.REPORT_COUNT, 0xFFFF_FFFF) + item(Tag.INPUT, CONSTANT),
        item(Tag.REPORT_SIZE, 0) + item(Tag.REPORT_COUNT, 0xFFFF_FFFF) + item(Tag.USAGE, 4) + item(Tag.INPUT, 2),
        item(Tag.USAGE_MINIMUM, 0, 4) + item(Tag.USAGE_MAXIMUM, 0xFFFF_FFFF) + item(Tag.INPUT, DATA_ARRAY),
        item(Tag.USAGE, 4) * (LONGEST_DESCRIPTOR // 2),
    ],
    ids=["pushes", "collections", "bits", "no bits", "usages", "single usages"],
)  # fmt: skip
def test_descriptor_that_asks_for_too_much_is_done_with_at_once(descriptor: bytes) -> None:
    started = time.perf_counter()
    parsed(descriptor)
    assert time.perf_counter() - started < SECONDS


SHAPE = item(Tag.USAGE_PAGE, 7) + item(Tag.LOGICAL_MINIMUM, 0) + item(Tag.LOGICAL_MAXIMUM, 0xFFFF)
RANGE = item(Tag.USAGE_MINIMUM, 4) + item(Tag.USAGE_MAXIMUM, 0xFFFF)
ONE_BIT, TWO_BYTES = item(Tag.REPORT_SIZE, 1), item(Tag.REPORT_SIZE, 16)


@pytest.mark.parametrize(
    "descriptor",
    [
        SHAPE + ONE_BIT + item(Tag.REPORT_COUNT, 130_000) + RANGE + item(Tag.INPUT, DATA_VARIABLE),
        SHAPE + ONE_BIT + item(Tag.REPORT_COUNT, 128) + (item(Tag.USAGE, 4) + item(Tag.INPUT, DATA_VARIABLE)) * 1000,
        SHAPE + ONE_BIT + item(Tag.REPORT_COUNT, 130_000) + item(Tag.USAGE, 4) * 2000 + item(Tag.INPUT, DATA_VARIABLE),
        SHAPE + ONE_BIT + item(Tag.REPORT_COUNT, 130_000) + RANGE + item(Tag.INPUT, DATA_ARRAY),
        SHAPE + TWO_BYTES + item(Tag.REPORT_COUNT, 8000) + item(Tag.USAGE, 4) * 2000 + item(Tag.INPUT, DATA_ARRAY),
        SHAPE + item(Tag.REPORT_SIZE, 65_000) + item(Tag.REPORT_COUNT, 2) + RANGE + item(Tag.INPUT, DATA_VARIABLE),
    ],
    ids=["wide bitmap", "many bitmaps", "many usages", "many slots", "many usages of slots", "wide keys"],
)  # fmt: skip
def test_report_that_is_made_to_be_slow_is_read_all_the_same(descriptor: bytes) -> None:
    decoder = Decoder(parse(descriptor))
    started = time.perf_counter()
    decoder.feed(bytes(range(1, 256)) * (LONGEST_REPORT // 255))
    assert time.perf_counter() - started < SECONDS
