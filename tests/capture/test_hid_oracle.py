"""The parser agrees with hid-tools, on devices of the world and on descriptors that are made up by the grammar.

hid-tools is GPL-2.0 and used here only, as a second opinion. Where it goes another way than Linux, a test says so.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.capture.hid_descriptor import parse
from keycheck.capture.hid_fields import KEYBOARD_PAGE
from keycheck.capture.hid_items import Tag
from keycheck.capture.hid_report import Decoder
from keycheck.capture.hid_state import KEYS_OF_PAGE
from tests.capture.hid_writing import APPLICATION, bits, collection, descriptors, item, patient

SAMPLE = Path(__file__).parents[2].parent / "shared" / "data" / "descriptors_sample.jsonl"

ROLL_OVER = 0x07_0001


def oracle_of(descriptor: bytes) -> dict[int, Any]:
    """Report ID -> hid-tools' report; 0 where the report has no ID."""
    hidtools = pytest.importorskip("hidtools.hid", reason="hid-tools is not installed: pip install hid-tools")
    reports = hidtools.ReportDescriptor.from_bytes(descriptor).input_reports
    return {max(report_id, 0): report for report_id, report in reports.items()}


def of_page(usage: int) -> bool:
    return usage >> 16 == KEYBOARD_PAGE


def described_by_oracle(report_id: int, report: Any) -> tuple[int, int, str, int, int]:
    data = [field for field in report if not field.is_const]
    arrays = [field for field in data if field.is_array and field.usages and all(map(of_page, field.usages))]
    key_bits = sum(not field.is_array and field.size == 1 and of_page(field.usage) for field in data)
    length = (report.bitsize + 7) // 8 - report.numbered
    page, usage_id = divmod(report.application or 0, 1 << 16)
    return report_id, length, f"{page:02X}:{usage_id:02X}", key_bits, sum(field.count for field in arrays)


def described(descriptor: bytes) -> list[tuple[int, int, str, int, int]]:
    return [
        (report.report_id, report.bytes_after_id, str(report.application), report.key_bits, report.key_array)
        for report in parse(descriptor)
    ]


def assert_described_alike(descriptor: bytes) -> None:
    expected = [described_by_oracle(*report) for report in oracle_of(descriptor).items()]
    assert described(descriptor) == expected, descriptor.hex(" ")


def down_by_oracle(report: Any, data: bytes) -> set[int]:
    """The usages that hid-tools' fields say are down, before it is asked which of them are keys."""
    switches, slots = set(), set()
    for field in report:
        values = field.get_values(list(data))
        if field.is_const:
            continue
        if field.is_array:
            inside = [v - field.logical_min for v in values if field.logical_min <= v <= field.logical_max]
            slots |= {field.usages[place] for place in inside if place < len(field.usages)}
        elif any(values) and (field.size == 1 or of_page(field.usage)):
            switches.add(field.usage)
    return switches if ROLL_OVER in slots else switches | slots


def keys(usages: set[int]) -> set[str]:
    pairs = {divmod(usage, 1 << 16) for usage in usages}
    return {f"{page:02X}:{usage_id:02X}" for page, usage_id in pairs if usage_id in KEYS_OF_PAGE.get(page, ())}


@patient
@given(descriptors())
def test_made_up_descriptors_are_described_alike(descriptor: bytes) -> None:
    assert_described_alike(descriptor)


@patient
@given(descriptors(), st.data())
def test_reports_of_made_up_descriptors_are_read_alike(descriptor: bytes, data: st.DataObject) -> None:
    decoder = Decoder(parse(descriptor))
    for report_id, report in oracle_of(descriptor).items():
        length = report.bitsize + 7 >> 3
        if length == report.numbered:
            continue
        sent = data.draw(st.binary(min_size=length, max_size=length) | st.just(bytes(length)))
        if report.numbered:
            sent = bytes([report_id]) + sent[1:]
        assert set(decoder.read(sent).down) == keys(down_by_oracle(report, sent)), (descriptor.hex(" "), sent.hex(" "))


@pytest.mark.skipif(not SAMPLE.exists(), reason="no sample of descriptors beside the repository")
def test_descriptors_of_the_world_are_described_alike() -> None:
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        assert_described_alike(bytes.fromhex(json.loads(line)["hex"]))


KEYS = item(Tag.USAGE_PAGE, 7) + item(Tag.USAGE_MINIMUM, 0xE0) + item(Tag.USAGE_MAXIMUM, 0xE7) + bits(8)


def test_linux_brings_back_the_report_id_with_a_pop_and_hid_tools_does_not() -> None:
    pushed = item(Tag.PUSH) + item(Tag.REPORT_ID, 2) + KEYS + item(Tag.POP)
    descriptor = collection(APPLICATION, 1, 6, item(Tag.REPORT_ID, 1), pushed, KEYS)
    assert [report.report_id for report in parse(descriptor)] == [2, 1]
    assert list(oracle_of(descriptor)) == [2]


def test_linux_leaves_an_application_at_its_end_and_hid_tools_does_not() -> None:
    inner = collection(APPLICATION, 0x0C, 1, item(Tag.REPORT_ID, 1), KEYS)
    descriptor = collection(APPLICATION, 1, 6, inner, item(Tag.REPORT_ID, 2), KEYS)
    assert [str(report.application) for report in parse(descriptor)] == ["0C:01", "01:06"]
    assert [report.application for report in oracle_of(descriptor).values()] == [0x0C_0001, 0x0C_0001]


def test_linux_takes_all_ranges_of_an_item_and_hid_tools_the_last() -> None:
    ranges = item(Tag.USAGE_MINIMUM, 4) + item(Tag.USAGE_MAXIMUM, 5) + item(Tag.USAGE_MINIMUM, 0x1E)
    descriptor = collection(APPLICATION, 1, 6, item(Tag.USAGE_PAGE, 7), ranges, item(Tag.USAGE_MAXIMUM, 0x1F), bits(4))
    (report,) = oracle_of(descriptor).values()
    assert set(Decoder(parse(descriptor)).read(b"\x0f").down) == {"07:04", "07:05", "07:1E", "07:1F"}
    assert keys(down_by_oracle(report, b"\x0f")) == {"07:1E", "07:1F"}


def test_linux_reads_an_upside_down_range_as_none_and_hid_tools_as_its_minimum() -> None:
    usages = item(Tag.USAGE_PAGE, 7) + item(Tag.USAGE_MINIMUM, 0xE7) + item(Tag.USAGE_MAXIMUM, 0xE0)
    descriptor = collection(APPLICATION, 1, 6, usages, bits(8))
    (report,) = oracle_of(descriptor).values()
    assert Decoder(parse(descriptor)).read(b"\xff").down == ()
    assert keys(down_by_oracle(report, b"\xff")) == {"07:E7"}
