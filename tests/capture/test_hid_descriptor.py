"""What a descriptor says of its input reports, field by field, and the item at which a bad one stops making sense."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.capture.hid_descriptor import LONGEST_REPORT, parse
from keycheck.capture.hid_fields import Field
from keycheck.capture.hid_items import LONGEST_DESCRIPTOR, Malformed, Tag, items, signed
from keycheck.errors import BadFile
from tests.capture.hid_writing import CONSTANT, bitmap_keyboard, boot_keyboard, descriptors, item, patient


def test_boot_keyboard_has_modifiers_and_six_slots() -> None:
    (report,) = parse(boot_keyboard())
    assert report.fields == (
        Field(0, 1, 8, True, ((0x07_00E0, 0x07_00E7),), 0, 1),
        Field(16, 8, 6, False, ((0x07_0000, 0x07_00FF),), 0, 255),
    )
    assert (report.bits, report.bytes_after_id, report.key_bits, report.key_array) == (64, 8, 8, 6)


def test_bitmap_keyboard_has_a_bit_for_each_key() -> None:
    (report,) = parse(bitmap_keyboard(6))
    assert (report.report_id, report.bytes_after_id, report.key_bits, report.key_array) == (6, 21, 168, 0)


@pytest.mark.parametrize(("size", "value"), [(1, -1), (1, -128), (2, -129), (2, -32768), (4, -32769), (4, -(2**31))])
def test_numbers_are_signed_by_their_own_length(size: int, value: int) -> None:
    ((_, tag, number, length),) = items(item(Tag.LOGICAL_MINIMUM, value))
    assert (tag, length, signed(number, 8 * length)) == (Tag.LOGICAL_MINIMUM, size, value)


@given(st.lists(st.tuples(st.sampled_from(list(Tag)), st.integers(0, 0xFFFF_FFFF)), min_size=1, max_size=30))
def test_items_come_out_as_they_were_written(written: list[tuple[Tag, int]]) -> None:
    read = list(items(b"".join(item(tag, value) for tag, value in written)))
    assert [(tag, value) for _, tag, value, _ in read] == written


@patient
@given(descriptors(), st.data())
def test_descriptor_that_is_cut_inside_an_item_is_refused_at_that_item(descriptor: bytes, data: st.DataObject) -> None:
    offset, _, _, size = data.draw(st.sampled_from([each for each in items(descriptor) if each[3]]))
    with pytest.raises(Malformed) as refused:
        list(items(descriptor[: offset + data.draw(st.integers(1, size))]))
    assert refused.value.offset == offset


@patient
@given(descriptors(), st.data())
def test_descriptor_that_is_cut_between_items_is_refused_where_it_ends(descriptor: bytes, data: st.DataObject) -> None:
    read = list(items(descriptor))
    before = read[: data.draw(st.integers(1, len(read) - 1))]
    cut = read[len(before)][0]
    nested = sum((tag is Tag.COLLECTION) - (tag is Tag.END_COLLECTION) for _, tag, *_ in before)
    with pytest.raises(Malformed) if nested else nullcontext() as refused:
        parse(descriptor[:cut])
    assert refused is None or refused.value.offset == cut


def test_longest_descriptor_is_read_and_one_byte_more_is_not() -> None:
    assert parse(item(Tag.PUSH) * LONGEST_DESCRIPTOR) == ()
    with pytest.raises(Malformed, match="found 4097 bytes, expected at most 4096 bytes") as refused:
        parse(item(Tag.PUSH) * (LONGEST_DESCRIPTOR + 1))
    assert refused.value.offset == LONGEST_DESCRIPTOR


def test_longest_report_is_read_and_one_bit_more_is_not() -> None:
    padding = item(Tag.REPORT_SIZE, 8) + item(Tag.REPORT_COUNT, LONGEST_REPORT) + item(Tag.INPUT, CONSTANT)
    (report,) = parse(padding)
    assert report.bytes_after_id == LONGEST_REPORT
    with pytest.raises(Malformed) as refused:
        parse(padding + item(Tag.REPORT_SIZE, 1) + item(Tag.REPORT_COUNT, 1) + item(Tag.INPUT, CONSTANT))
    assert refused.value.offset == len(padding) + 4


def test_error_is_a_bad_file_and_says_what_where_found_and_expected() -> None:
    with pytest.raises(BadFile) as refused:
        parse(b"\x05\x01\xb4")
    assert str(refused.value) == "the report descriptor: byte 2: found a Pop, expected a Push before it"
    assert refused.value.exit_code == 4
