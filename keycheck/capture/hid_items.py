"""The items that a HID report descriptor is made of: where each stands, what it is, which number it carries.

Numbers and limits are those of the USB document "Device Class Definition for HID 1.11", section 6.2.2, where no other
source is named. Reads bytes that are in memory, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

from keycheck.errors import BadFile
from keycheck.errors.places import at_byte
from keycheck.languages import N_

LONGEST_DESCRIPTOR = 4096
"""In bytes: HID_MAX_DESCRIPTOR_SIZE of Linux, which refuses a device that has a longer one."""

DESCRIPTOR = N_("the report descriptor")

LONG_ITEM = 0xFE
"""The first byte of an item that tells its own length. No meaning was ever given to one, so all are passed over."""


class Malformed(BadFile):
    """Bytes that can't be what they were given as; `offset` is the byte, from 0, at which they stop making sense."""

    def __init__(self, what: str, offset: int, found: str, expected: str) -> None:
        self.offset = offset
        super().__init__(what, at_byte(offset), found, expected)


class Tag(IntEnum):
    """What an item is: its first byte without the two bits that tell how many bytes follow."""

    INPUT = 0x80
    OUTPUT = 0x90
    FEATURE = 0xB0
    COLLECTION = 0xA0
    END_COLLECTION = 0xC0

    USAGE_PAGE = 0x04
    LOGICAL_MINIMUM = 0x14
    LOGICAL_MAXIMUM = 0x24
    PHYSICAL_MINIMUM = 0x34
    PHYSICAL_MAXIMUM = 0x44
    UNIT_EXPONENT = 0x54
    UNIT = 0x64
    REPORT_SIZE = 0x74
    REPORT_ID = 0x84
    REPORT_COUNT = 0x94
    PUSH = 0xA4
    POP = 0xB4

    USAGE = 0x08
    USAGE_MINIMUM = 0x18
    USAGE_MAXIMUM = 0x28
    DESIGNATOR_INDEX = 0x38
    DESIGNATOR_MINIMUM = 0x48
    DESIGNATOR_MAXIMUM = 0x58
    STRING_INDEX = 0x78
    STRING_MINIMUM = 0x88
    STRING_MAXIMUM = 0x98
    DELIMITER = 0xA8


_TAGS = frozenset(Tag)

KINDS = tuple((Tag(first & ~3), (0, 1, 2, 4)[first & 3]) if first & ~3 in _TAGS else None for first in range(256))
"""First byte of an item -> what it is, and how many bytes its number has; None where that byte begins no known item."""

Item = tuple[int, Tag, int, int]
"""One item: the offset of its first byte, what it is, its number read as unsigned, and how many bytes that number has.
A plain tuple: a descriptor has hundreds, each read once."""


def items(descriptor: bytes) -> Iterator[Item]:
    """The items in their order. Zeros to the end of the descriptor are padding, which some devices send.

    Raises Malformed for an empty or too long descriptor, an item that is cut off, and an item of no known kind.
    """
    _check_length(descriptor)
    offset, end = 0, len(descriptor)
    while offset < end:
        kind = KINDS[descriptor[offset]]
        if kind is None:
            offset = _passed_over(descriptor, offset)
            continue
        tag, size = kind
        after = offset + 1 + size
        if after > end:
            raise _cut_off(descriptor, offset, after)
        yield offset, tag, int.from_bytes(descriptor[offset + 1 : after], "little"), size
        offset = after


def signed(value: int, bits: int) -> int:
    """A number of that many bits, read as two's complement; a number of no bits is 0."""
    return value - (1 << bits) if bits and value >> (bits - 1) else value


def _check_length(descriptor: bytes) -> None:
    if not descriptor:
        raise Malformed(DESCRIPTOR, 0, N_("nothing"), N_("at least one item"))
    if len(descriptor) > LONGEST_DESCRIPTOR:
        found = N_("{number} bytes").format(number=len(descriptor))
        expected = N_("at most {most} bytes").format(most=LONGEST_DESCRIPTOR)
        raise Malformed(DESCRIPTOR, LONGEST_DESCRIPTOR, found, expected)


def _passed_over(descriptor: bytes, offset: int) -> int:
    """Where reading goes on after bytes that are no short item: a long item, or padding."""
    if descriptor[offset] == LONG_ITEM:
        length = descriptor[offset + 1] if offset + 1 < len(descriptor) else 0
        after = offset + 3 + length
        if after > len(descriptor):
            raise _cut_off(descriptor, offset, after)
        return after
    if any(descriptor[offset:]):
        found = N_("an item of unknown kind ({first})").format(first=f"{descriptor[offset]:02x}")
        raise Malformed(DESCRIPTOR, offset, found, N_("an item of HID 1.11"))
    return len(descriptor)


def _cut_off(descriptor: bytes, offset: int, after: int) -> Malformed:
    found = N_("an item of which {here} of {whole} bytes are there").format(
        here=len(descriptor) - offset, whole=after - offset
    )
    return Malformed(DESCRIPTOR, offset, found, N_("a whole item"))
