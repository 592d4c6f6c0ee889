"""Which usages are down, from the bits of a report: bitmaps that have a bit for each, arrays that name them.

Usages of the pages that keyboards send keys on count, whether a table knows them or not; a mouse button is no key, nor
is a volume wheel. The error usages 07:01 to 07:03 and the empty usage 00 of any page are never down.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from keycheck.capture.hid_fields import KEYBOARD_PAGE, Field, InputReport
from keycheck.capture.hid_items import signed
from keycheck.keys.key import HidUsage

KEYS_OF_PAGE = {
    0x01: range(0x81, 0xCC),
    KEYBOARD_PAGE: range(0x04, 0x10000),
    0x0C: range(1, 0x10000),
    0xFF: range(1, 0x10000),
}
"""Page -> ids that are keys: system controls and the wireless switch, keyboard, consumer, and Apple's page of Fn."""

ROLL_OVER_USAGE = 0x07_0001
ROLL_OVER = "07:01"
"""ErrorRollOver: more keys are down than the array has slots, and nothing is said of any."""

BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))
"""Byte -> which of its bits are set, counted from the least significant."""

MEMORY_OF_SLOTS = 1 << 16
"""Slot values below this are kept once looked up; wider slots, which no keyboard has, are looked up anew."""


def declared(report: InputReport) -> frozenset[str]:
    """The usages of keys that a report of this kind can say are down; a keyboard has fewer than it declares."""
    named = (usage for field in report.fields for usage in _usages_of(field))
    return frozenset(name for usage in named if (name := _name(usage)))


def _usages_of(field: Field) -> Iterator[int]:
    if field.variable:
        for items, usage, step in field.runs():
            if _is_switch(usage >> 16, field.size):
                yield from range(usage, usage + items) if step else (usage,)
        return
    left = field.logical_maximum - field.logical_minimum + 1
    for first, last in field.usages:
        here = min(left, last - first + 1)
        yield from range(first, first + here)
        left -= here


class Switches(dict[int, str]):
    """Bit of the report -> the usage that is down when it is set, "" for what is no key; looked up once each."""

    def __init__(self, variables: Sequence[Field]) -> None:
        super().__init__()
        self._mask = 0
        self._starts: list[int] = []
        self._runs: list[tuple[int, int, int]] = []
        """For each start: bits of an item, the usage of the first, and how much the usage grows with each."""
        for field in variables:
            self._add(field)

    def _add(self, field: Field) -> None:
        start, size = field.start, field.size
        for items, usage, step in field.runs():
            if _is_switch(usage >> 16, size):
                self._mask |= (1 << items * size) - 1 << start
            self._starts.append(start)
            self._runs.append((size, usage, step))
            start += items * size

    def down(self, value: int) -> tuple[str, ...]:
        """What is down in a report of this value."""
        value &= self._mask
        if not value:
            return ()
        found: dict[str, None] = {}
        for place, byte in enumerate(value.to_bytes((value.bit_length() + 7) // 8, "little")):
            for bit in BITS[byte]:
                found[self[8 * place + bit]] = None
        found.pop("", None)
        return tuple(found)

    def __missing__(self, bit: int) -> str:
        run = bisect_right(self._starts, bit) - 1
        size, usage, step = self._runs[run]
        name = self[bit] = _name(usage + step * ((bit - self._starts[run]) // size))
        return name


class Slots(dict[int, str]):
    """Value of an array's slot -> the usage that it names, "" for what is no key; looked up once each."""

    def __init__(self, array: Field) -> None:
        super().__init__()
        self._array = array
        lengths = (last - first + 1 for first, last in array.usages)
        self._starts = list(accumulate(lengths, initial=array.logical_minimum))
        """The value that names the first usage of each run, and behind them the first that names none."""

    def named(self, value: int, bits: int) -> list[str]:
        """What the slots of a report of this value name, those that lie wholly within its first `bits`."""
        start, size = self._array.start, self._array.size
        whole = min(self._array.count, (bits - start) // size)
        mask = (1 << size) - 1
        return [self[value >> place & mask] for place in range(start, start + whole * size, size)]

    def __missing__(self, slot: int) -> str:
        name = self._named_by(signed(slot, self._array.size) if self._array.logical_minimum < 0 else slot)
        if slot < MEMORY_OF_SLOTS:
            self[slot] = name
        return name

    def _named_by(self, value: int) -> str:
        if not self._starts[0] <= value < self._starts[-1] or value > self._array.logical_maximum:
            return ""
        run = bisect_right(self._starts, value) - 1
        usage = self._array.usages[run][0] + value - self._starts[run]
        return ROLL_OVER if usage == ROLL_OVER_USAGE else _name(usage)


def _is_switch(page: int, size: int) -> bool:
    """Whether an item is down or up. One of several bits is that on the keyboard page only: elsewhere it is a wheel."""
    return page == KEYBOARD_PAGE or (size == 1 and page in KEYS_OF_PAGE)


def _name(usage: int) -> str:
    """The usage as it is written; "" for what is no key."""
    page, usage_id = usage >> 16, usage & 0xFFFF
    return str(HidUsage(page, usage_id)) if usage_id in KEYS_OF_PAGE.get(page, ()) else ""
