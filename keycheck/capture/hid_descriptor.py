"""What the reports of a HID device are made of: report descriptor in, input reports and their fields out.

Where HID 1.11 leaves a choice, or devices go their own way, this reads as Linux does (drivers/hid/hid-core.c): what
works there works here. Output and feature reports are passed over, they carry no key.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field

from keycheck.capture.hid_fields import Field, InputReport, Usages
from keycheck.capture.hid_items import DESCRIPTOR, Malformed, Tag, items, signed
from keycheck.keys.key import HidUsage
from keycheck.languages import N_

LONGEST_REPORT = 16384
"""In bytes: HID_MAX_BUFFER_SIZE of Linux."""

HIGHEST_REPORT_ID = 255

CONSTANT, VARIABLE = 1, 2
"""Bits of an Input item: padding and not data; one value for each usage and not slots that name usages."""

APPLICATION = 1
"""The kind of collection that stands for a whole device, such as a keyboard."""

EXTENDED = 4
"""Bytes of a usage that carries its own page."""


def parse(descriptor: bytes) -> tuple[InputReport, ...]:
    """The input reports in the order in which the descriptor names them; none where it has no Input item.

    Raises Malformed, with the offset, for bytes that are no report descriptor.
    """
    parser = _Parser()
    for offset, tag, value, size in items(descriptor):
        act = _ACTIONS.get(tag)
        if act:
            parser.offset = offset
            act(parser, value, size)
    if parser.collections:
        found = N_("the end, and collections that are still open: {number}").format(number=len(parser.collections))
        raise Malformed(DESCRIPTOR, len(descriptor), found, N_("an End Collection for each"))
    return tuple(draft.report() for draft in parser.drafts.values())


_Number = tuple[int, int]
"""The number of an item, and how many bytes it has."""


@dataclass(slots=True)
class _Globals:
    """What holds until it is said otherwise, and is kept and brought back by Push and Pop."""

    page: int = 0
    logical_minimum: int = 0
    logical_maximum: _Number = (0, 0)
    """As it was written: whether it is signed is known when the minimum is."""
    report_size: int = 0
    report_count: int = 0
    report_id: int = 0

    def highest(self) -> int:
        """The logical maximum, signed where the minimum is: after a minimum of 0, 25 FF is 255, as on Linux."""
        value, size = self.logical_maximum
        as_signed = signed(value, 8 * size)
        return as_signed if self.logical_minimum < 0 and self.logical_minimum <= as_signed else value


@dataclass(slots=True)
class _Draft:
    """An input report, as far as it has been read."""

    report_id: int
    application: int
    bits: int = 0
    fields: list[Field] = field(default_factory=list)

    def report(self) -> InputReport:
        application = HidUsage(self.application >> 16, self.application & 0xFFFF)
        return InputReport(self.report_id, self.bits, application, tuple(self.fields))


class _Parser:
    """The state between two items."""

    def __init__(self) -> None:
        self.offset = 0
        """Of the item that is being read."""
        self.globals = _Globals()
        self.pushed: list[_Globals] = []
        self.locals: list[tuple[int, int, bool]] = []
        """The runs of usages that wait for the next main item: first, last, and whether they named their own page."""
        self.minimum: _Number | None = None
        """A Usage Minimum that waits for its Usage Maximum, and the other way round: both orders occur."""
        self.maximum: _Number | None = None
        self.alternative: int | None = None
        """How many usages the open delimiter has named; None where none is open."""
        self.collections: list[int | None] = []
        """The usage of each open application collection, None for other collections; the innermost last."""
        self.drafts: dict[int, _Draft] = {}

    def wrong(self, found: str, expected: str) -> Malformed:
        """The error for the item that is being read."""
        return Malformed(DESCRIPTOR, self.offset, found, expected)

    def take_usages(self) -> tuple[Usages, ...]:
        """The usages that belong to this main item; the next one starts without any."""
        if self.maximum:
            self.end_range((0, 0), self.maximum)
        self._give_last_page()
        taken = tuple((first, last) for first, last, _ in self.locals)
        self.locals.clear()
        self.minimum = self.maximum = self.alternative = None
        return taken

    def _give_last_page(self) -> None:
        # A Usage Page may come after the usages that it is meant for. But where the last usage has that page already,
        # pages were switched between usages, and each keeps the one that it was named under.
        page = self.globals.page
        for place in reversed(range(len(self.locals))):
            first, last, extended = self.locals[place]
            if extended:
                continue
            if first >> 16 == page:
                break
            self.locals[place] = (page << 16 | first & 0xFFFF, page << 16 | last & 0xFFFF, False)

    def add(self, first: int, last: int, extended: bool) -> None:
        """Add a run of usages; of alternatives for one control (Delimiter) only the first, the preferred one."""
        if self.alternative is not None:
            self.alternative += 1
            if self.alternative > 1:
                return
        self.locals.append((first, last, extended))

    def end_range(self, minimum: _Number, maximum: _Number) -> None:
        """Add the usages from one to the other; none where the range is upside down."""
        self.minimum = self.maximum = None
        (low, low_size), (high, high_size) = minimum, maximum
        extended = high_size == EXTENDED
        if extended and low_size == EXTENDED and low >> 16 != high >> 16:
            raise self.wrong(
                N_("a usage range from page {first} to {last}").format(
                    first=f"{low >> 16:02X}", last=f"{high >> 16:02X}"
                ),
                N_("a range within one page"),
            )
        page = high & 0xFFFF0000 if extended else self.globals.page << 16
        first, last = page | low & 0xFFFF, page | high & 0xFFFF
        if first <= last:
            self.add(first, last, extended)


def _usage_page(parser: _Parser, value: int, size: int) -> None:
    parser.globals.page = value & 0xFFFF


def _logical_minimum(parser: _Parser, value: int, size: int) -> None:
    parser.globals.logical_minimum = signed(value, 8 * size)


def _logical_maximum(parser: _Parser, value: int, size: int) -> None:
    parser.globals.logical_maximum = (value, size)


def _report_size(parser: _Parser, value: int, size: int) -> None:
    parser.globals.report_size = value


def _report_count(parser: _Parser, value: int, size: int) -> None:
    parser.globals.report_count = value


def _report_id(parser: _Parser, value: int, size: int) -> None:
    if not 1 <= value <= HIGHEST_REPORT_ID:
        raise parser.wrong(
            N_("report ID {number}").format(number=value),
            N_("an ID from 1 to {highest}").format(highest=HIGHEST_REPORT_ID),
        )
    parser.globals.report_id = value


def _push(parser: _Parser, value: int, size: int) -> None:
    parser.pushed.append(copy(parser.globals))


def _pop(parser: _Parser, value: int, size: int) -> None:
    if not parser.pushed:
        raise parser.wrong(N_("a Pop"), N_("a Push before it"))
    parser.globals = parser.pushed.pop()


def _usage(parser: _Parser, value: int, size: int) -> None:
    extended = size == EXTENDED
    usage = value if extended else parser.globals.page << 16 | value
    parser.add(usage, usage, extended)


def _usage_minimum(parser: _Parser, value: int, size: int) -> None:
    parser.minimum = (value, size)
    if parser.maximum:
        parser.end_range(parser.minimum, parser.maximum)


def _usage_maximum(parser: _Parser, value: int, size: int) -> None:
    parser.maximum = (value, size)
    if parser.minimum:
        parser.end_range(parser.minimum, parser.maximum)


def _delimiter(parser: _Parser, value: int, size: int) -> None:
    opens = bool(value)
    if opens == (parser.alternative is not None):
        found = N_("a Delimiter that opens inside another") if opens else N_("a Delimiter that closes and none is open")
        raise parser.wrong(found, N_("Delimiters in pairs"))
    parser.alternative = 0 if opens else None


def _collection(parser: _Parser, value: int, size: int) -> None:
    usages = parser.take_usages()
    # Of several usages the nearest to the collection names it; without any it has its page, and no more.
    usage = usages[-1][1] if usages else parser.globals.page << 16
    parser.collections.append(usage if value & 0xFF == APPLICATION else None)


def _end_collection(parser: _Parser, value: int, size: int) -> None:
    parser.take_usages()
    if not parser.collections:
        raise parser.wrong(N_("an End Collection"), N_("a Collection before it"))
    parser.collections.pop()


def _no_input(parser: _Parser, value: int, size: int) -> None:
    parser.take_usages()


def _input(parser: _Parser, value: int, size: int) -> None:
    usages = parser.take_usages()
    known = parser.globals
    draft = parser.drafts.get(known.report_id)
    if draft is None:
        application = next((usage for usage in reversed(parser.collections) if usage is not None), 0)
        draft = parser.drafts[known.report_id] = _Draft(known.report_id, application)
    start, width, count = draft.bits, known.report_size, known.report_count
    draft.bits += width * count
    if draft.bits > 8 * LONGEST_REPORT:
        raise parser.wrong(
            N_("a report of {bits} bits").format(bits=draft.bits),
            N_("at most {most} bits").format(most=8 * LONGEST_REPORT),
        )
    if usages and width and count and not value & CONSTANT:
        variable, lowest, highest = bool(value & VARIABLE), known.logical_minimum, known.highest()
        if not variable and lowest > highest:
            raise parser.wrong(
                N_("array slots from {lowest} to {highest}").format(lowest=lowest, highest=highest),
                N_("a Logical Maximum above the Logical Minimum"),
            )
        draft.fields.append(Field(start, width, count, variable, usages, lowest, highest))


_ACTIONS: dict[Tag, Callable[[_Parser, int, int], None]] = {
    Tag.USAGE_PAGE: _usage_page,
    Tag.LOGICAL_MINIMUM: _logical_minimum,
    Tag.LOGICAL_MAXIMUM: _logical_maximum,
    Tag.REPORT_SIZE: _report_size,
    Tag.REPORT_COUNT: _report_count,
    Tag.REPORT_ID: _report_id,
    Tag.PUSH: _push,
    Tag.POP: _pop,
    Tag.USAGE: _usage,
    Tag.USAGE_MINIMUM: _usage_minimum,
    Tag.USAGE_MAXIMUM: _usage_maximum,
    Tag.DELIMITER: _delimiter,
    Tag.COLLECTION: _collection,
    Tag.END_COLLECTION: _end_collection,
    Tag.INPUT: _input,
    Tag.OUTPUT: _no_input,
    Tag.FEATURE: _no_input,
}
"""What each item does; those that are not here (units, strings, physical ranges) say nothing about keys."""
