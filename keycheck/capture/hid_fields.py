"""What an input report of a HID device is made of: which bits stand for which usages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from keycheck.keys.key import HidUsage

KEYBOARD_PAGE = 0x07

Usages = tuple[int, int]
"""The first and the last of a run of usages; a usage is its page times 65536 plus its id."""

Run = tuple[int, int, int]
"""Items side by side: how many, the usage of the first, and by how much the usage grows from each to the next."""


@dataclass(frozen=True, slots=True)
class Field:
    """Items of one report that stand side by side, carry data, and have usages."""

    start: int
    """Its first bit, counted from the least significant bit of the first byte after the report ID."""
    size: int
    """Bits of one item."""
    count: int
    variable: bool
    """True: one value for each usage, a bitmap where `size` is 1. False: an array, slots that name what is down."""
    usages: tuple[Usages, ...]
    """Never empty."""
    logical_minimum: int
    """The value of an array slot that names the first usage."""
    logical_maximum: int

    def runs(self) -> Iterator[Run]:
        """The items of a variable field, in runs of consecutive usages; those left over have the last usage again."""
        left = self.count
        for first, last in self.usages:
            here = min(left, last - first + 1)
            if here:
                yield here, first, 1
            left -= here
        if left:
            yield left, self.usages[-1][1], 0

    def items_of_page(self, page: int) -> int:
        """How many items of a variable field have a usage of that page."""
        return sum(items for items, first, _ in self.runs() if first >> 16 == page)

    def is_of_page(self, page: int) -> bool:
        """Whether all usages are of that page."""
        return all(first >> 16 == page for first, _ in self.usages)


@dataclass(frozen=True, slots=True)
class InputReport:
    """One kind of report that the device sends."""

    report_id: int
    """0 where the device does not number its reports."""
    bits: int
    """Of the whole report but its ID, padding included."""
    application: HidUsage
    """Of the innermost application collection around its first input item; 00:00 where there is none."""
    fields: tuple[Field, ...]

    @property
    def bytes_after_id(self) -> int:
        """Its length in bytes, the ID not counted."""
        return (self.bits + 7) // 8

    @property
    def key_bits(self) -> int:
        """How many one-bit items have a usage of the keyboard page."""
        return sum(f.items_of_page(KEYBOARD_PAGE) for f in self.fields if f.variable and f.size == 1)

    @property
    def key_array(self) -> int:
        """How many array slots can only name usages of the keyboard page."""
        return sum(f.count for f in self.fields if not f.variable and f.is_of_page(KEYBOARD_PAGE))
