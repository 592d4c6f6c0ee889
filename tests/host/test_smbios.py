"""The serial number in tables of SMBIOS structures, good and damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.host.smbios import system_serial

TEXT = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=64)


def structure(kind: int, formatted: bytes, texts: list[str]) -> bytes:
    """One structure: its head, the rest of its formatted area, its strings."""
    strings = b"".join(text.encode() + b"\0" for text in texts) or b"\0"
    return bytes([kind, 4 + len(formatted), 0, 0]) + formatted + strings + b"\0"


@given(before=st.lists(TEXT), texts=st.lists(TEXT, min_size=1, max_size=9), data=st.data())
def test_serial_is_the_string_that_the_structure_points_at(
    before: list[str], texts: list[str], data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, len(texts)))
    table = structure(0, b"", before) + structure(1, bytes([1, 2, 0, number]), texts)
    assert system_serial(table) == texts[number - 1]


@pytest.mark.parametrize(
    "table",
    [
        b"",
        structure(0, b"", ["Acme Firmware"]),
        structure(1, bytes([1, 2, 3, 0]), ["Acme"]),
        structure(1, bytes([1, 2, 3, 9]), ["Acme"]),
        structure(1, bytes([1]), ["Acme"]),
        structure(1, bytes([1, 0, 0, 1]), ["SN-0042"])[:-1],
        bytes([1, 0, 0, 0, 0, 0]),
    ],
    ids=["empty", "other structures", "no serial", "no such string", "too short", "cut off", "no length"],
)
def test_a_table_without_a_whole_serial_says_nothing(table: bytes) -> None:
    assert system_serial(table) is None


@given(st.binary(max_size=200))
def test_no_bytes_are_too_damaged_to_read(table: bytes) -> None:
    serial = system_serial(table)
    assert serial is None or isinstance(serial, str)
