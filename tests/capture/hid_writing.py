"""Report descriptors for tests: written item by item, and made up by the grammar of HID."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from keycheck.capture.hid_items import Tag

patient = settings(suppress_health_check=[HealthCheck.too_slow])
"""For tests with whole descriptors, which take a while to make up on a machine that has other work."""

CONSTANT, DATA_ARRAY, DATA_VARIABLE = 3, 0, 2
APPLICATION, LOGICAL = 1, 2

PAGES = st.sampled_from([0x01, 0x07, 0x07, 0x07, 0x0C, 0xFF, 0xFF00])
"""The keyboard's page more often than others."""


def item(tag: Tag, value: int | None = None, size: int | None = None) -> bytes:
    """One item; its number takes as many bytes as it needs, a negative one in two's complement, or `size` bytes."""
    if value is None:
        return bytes([tag])
    if size is None:
        size = next(s for s in (1, 2, 4) if (-(1 << 8 * s - 1) <= value < 0) or 0 <= value < 1 << 8 * s)
    return bytes([tag | (size if size < 4 else 3)]) + (value & (1 << 8 * size) - 1).to_bytes(size, "little")


def collection(kind: int, page: int, usage: int, *inside: bytes) -> bytes:
    """A collection and what it holds."""
    head = item(Tag.USAGE_PAGE, page) + item(Tag.USAGE, usage) + item(Tag.COLLECTION, kind)
    return head + b"".join(inside) + item(Tag.END_COLLECTION)


def boot_keyboard() -> bytes:
    """Eight modifiers, a reserved byte, six slots."""
    return collection(
        APPLICATION, 0x01, 0x06,
        item(Tag.USAGE_PAGE, 0x07) + item(Tag.USAGE_MINIMUM, 0xE0) + item(Tag.USAGE_MAXIMUM, 0xE7),
        bits(8),
        item(Tag.REPORT_SIZE, 8) + item(Tag.REPORT_COUNT, 1) + item(Tag.INPUT, CONSTANT),
        item(Tag.USAGE_MINIMUM, 0) + item(Tag.USAGE_MAXIMUM, 0xFF) + item(Tag.LOGICAL_MAXIMUM, 0xFF, 2),
        item(Tag.REPORT_SIZE, 8) + item(Tag.REPORT_COUNT, 6) + item(Tag.INPUT, DATA_ARRAY),
    )  # fmt: skip


def bitmap_keyboard(report_id: int, keys: int = 0xA0) -> bytes:
    """Eight modifiers and a bit for each key from 07:00 on."""
    return collection(
        APPLICATION, 0x01, 0x06,
        item(Tag.REPORT_ID, report_id),
        item(Tag.USAGE_PAGE, 0x07) + item(Tag.USAGE_MINIMUM, 0xE0) + item(Tag.USAGE_MAXIMUM, 0xE7),
        bits(8),
        item(Tag.USAGE_MINIMUM, 0) + item(Tag.USAGE_MAXIMUM, keys - 1),
        bits(keys),
    )  # fmt: skip


def bits(count: int) -> bytes:
    """One-bit data items."""
    logical = item(Tag.LOGICAL_MINIMUM, 0) + item(Tag.LOGICAL_MAXIMUM, 1)
    return logical + item(Tag.REPORT_SIZE, 1) + item(Tag.REPORT_COUNT, count) + item(Tag.INPUT, DATA_VARIABLE)


@dataclass(frozen=True, slots=True)
class Named:
    """Usages as items, and how many they are."""

    items: bytes
    count: int


@st.composite
def ranges(draw: st.DrawFn) -> Named:
    """A range of usages, whose page is said before, after, or in four bytes."""
    page, first, count = draw(PAGES), draw(st.integers(0, 0x120)), draw(st.integers(1, 60))
    place = draw(st.sampled_from(["before", "after", "inside"]))
    base, size = (page << 16, 4) if place == "inside" else (0, None)
    low = item(Tag.USAGE_MINIMUM, base | first, size)
    high = item(Tag.USAGE_MAXIMUM, base | first + count - 1, size)
    said, other = item(Tag.USAGE_PAGE, page), item(Tag.USAGE_PAGE, draw(PAGES))
    items = {"before": said + low + high, "after": other + low + high + said, "inside": other + low + high}
    return Named(items[place], count)


@st.composite
def lists(draw: st.DrawFn) -> Named:
    """Single usages, some of four bytes, with Usage Pages before, between and behind them."""
    parts = [item(Tag.USAGE_PAGE, draw(PAGES))]
    count = draw(st.integers(1, 8))
    for _ in range(count):
        usage = draw(st.integers(0, 0x120))
        extended = draw(st.booleans())
        parts.append(item(Tag.USAGE, draw(PAGES) << 16 | usage, 4) if extended else item(Tag.USAGE, usage))
        if draw(st.integers(0, 3)) == 0:
            parts.append(item(Tag.USAGE_PAGE, draw(PAGES)))
    return Named(b"".join(parts), count)


@st.composite
def bitmaps(draw: st.DrawFn) -> bytes:
    """Variable items, mostly of one bit, as many as usages, or more, or fewer."""
    named = draw(ranges() | lists())
    size = draw(st.sampled_from([1, 1, 1, 1, 2, 5, 8, 16]))
    shape = item(Tag.REPORT_SIZE, size) + item(Tag.REPORT_COUNT, draw(st.integers(0, 70)))
    logical = item(Tag.LOGICAL_MINIMUM, 0) + item(Tag.LOGICAL_MAXIMUM, (1 << size) - 1)
    return named.items + logical + shape + item(Tag.INPUT, DATA_VARIABLE)


@st.composite
def arrays(draw: st.DrawFn) -> bytes:
    """Slots, whose lowest value is 0, 1, something higher, or negative; 255 is sometimes written as one byte."""
    named = draw(ranges() | lists())
    lowest = draw(st.sampled_from([0, 0, 1, 4, -3]))
    highest = draw(st.sampled_from([max(0, lowest + named.count - 1), 60, 255]))
    size = draw(st.sampled_from([8, 8, 8, 6, 9, 12, 16]))
    logical = item(Tag.LOGICAL_MINIMUM, lowest) + item(Tag.LOGICAL_MAXIMUM, highest, 2 if lowest < 0 else None)
    shape = item(Tag.REPORT_SIZE, size) + item(Tag.REPORT_COUNT, draw(st.integers(1, 8)))
    return named.items + logical + shape + item(Tag.INPUT, DATA_ARRAY)


@st.composite
def paddings(draw: st.DrawFn) -> bytes:
    """Constant items, with or without usages."""
    usages = draw(st.just(b"") | ranges().map(lambda named: named.items))
    shape = item(Tag.REPORT_SIZE, draw(st.integers(0, 9))) + item(Tag.REPORT_COUNT, draw(st.integers(0, 9)))
    return usages + shape + item(Tag.INPUT, CONSTANT)


@st.composite
def asides(draw: st.DrawFn) -> bytes:
    """Items that say nothing about keys, or about reports that are not input."""
    tag = draw(st.sampled_from([Tag.PHYSICAL_MINIMUM, Tag.PHYSICAL_MAXIMUM, Tag.UNIT, Tag.UNIT_EXPONENT]))
    output = item(Tag.USAGE_PAGE, 8) + item(Tag.USAGE_MINIMUM, 1) + item(Tag.USAGE_MAXIMUM, 5) + item(Tag.OUTPUT, 2)
    return draw(st.sampled_from([item(tag, 0), item(tag, 5), output]))


bodies: st.SearchStrategy[bytes] = st.recursive(
    bitmaps() | arrays() | paddings() | asides(),
    lambda inner: st.one_of(
        st.builds(lambda body: item(Tag.PUSH) + body + item(Tag.POP), inner),
        st.builds(lambda kind, body: collection(kind, 0x01, 0x02, body), st.sampled_from([0, 2, 3, 0x80]), inner),
        st.lists(inner, max_size=4).map(b"".join),
    ),
    max_leaves=5,
)
"""What stands in an application collection: fields, within Push and Pop and within collections of other kinds."""


@st.composite
def descriptors(draw: st.DrawFn) -> bytes:
    """Report descriptors that follow the grammar: one to three devices in one, numbered or not."""
    numbered = draw(st.booleans())
    devices = []
    for _ in range(draw(st.integers(1, 3))):
        usage = draw(st.sampled_from([(0x01, 0x06), (0x01, 0x80), (0x0C, 0x01), (0xFF00, 0x01)]))
        parts = draw(st.lists(bodies, min_size=1, max_size=3))
        if numbered:
            parts = [item(Tag.REPORT_ID, draw(st.integers(1, 255))) + part for part in parts]
        devices.append(collection(APPLICATION, *usage, *parts))
    return b"".join(devices)


report_bytes = st.lists(st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5, 0x22, 0x80, 0xE1, 0xFF]) | st.integers(0, 255)).map(
    bytes
)
"""Bytes as reports have them: many are 0, and many are low."""
