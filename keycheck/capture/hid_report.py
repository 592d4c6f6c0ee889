"""Which keys are down, from the reports of a HID device: report bytes in, usages out.

A report is a state and no event: it names all that is down now. What went down or up is the difference to the report
before, and `Decoder` keeps that.

Usages are written as `NativeSpace` writes those of "hid", `07:22`; `hid_state` says which of them are keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from keycheck.capture.hid_fields import Field, InputReport
from keycheck.capture.hid_items import Malformed
from keycheck.capture.hid_state import ROLL_OVER, Slots, Switches, declared
from keycheck.keys.key import HidUsage
from keycheck.languages import N_

Misfit = Literal["", "short", "long", "boot"]
"""How a report differs from what its descriptor declares.

short: it ends early, and what it lacks is not down. long: it has more bytes, which mean nothing. boot: where a bitmap
is declared came the eight bytes of a boot keyboard, and it was read as these; wireless dongles do that (362d:d030).
"""

BOOT_LENGTH = 8

BOOT = InputReport(
    report_id=0,
    bits=8 * BOOT_LENGTH,
    application=HidUsage(0x01, 0x06),
    fields=(
        Field(0, 1, 8, True, ((0x07_00E0, 0x07_00E7),), 0, 1),
        Field(16, 8, 6, False, ((0x07_0000, 0x07_00FF),), 0, 255),
    ),
)
"""The report of a boot keyboard (HID 1.11, appendix B.1): eight modifiers, a reserved byte, six slots."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report says."""

    report_id: int
    switches: tuple[str, ...]
    """Usages that are down in its bitmaps (modifiers, too), in the order of the report, each once."""
    slots: tuple[str, ...]
    """Usages that are down in its arrays, in the order of the report, each once; none while `rollover`."""
    rollover: bool = False
    """An array says that too many keys are down for it. What it named before is still down, as far as is known."""
    misfit: Misfit = ""

    @property
    def down(self) -> tuple[str, ...]:
        """All usages that are down."""
        return tuple(dict.fromkeys(self.switches + self.slots))


@dataclass(frozen=True, slots=True)
class Transition:
    """A usage that went down, or up."""

    usage: str
    action: Literal["down", "up"]


class Decoder:
    """Reads the reports of one device."""

    def __init__(self, reports: Sequence[InputReport]) -> None:
        """`reports` is what `hid_descriptor.parse` made of the device's descriptor."""
        self._reports = {report.report_id: report for report in reports}
        self._numbered = any(self._reports)
        self._tables: dict[int, _Table] = {}
        self._boot = _Table(BOOT)
        self._latest: dict[int, Reading] = {}
        self._down: dict[str, None] = {}

    @property
    def down(self) -> tuple[str, ...]:
        """What is down after the reports that were fed, those of all IDs taken together."""
        return tuple(self._down)

    def suppose(self, down: Iterable[str]) -> None:
        """Take these usages for down before the first report; one that could name them says whether they still are."""
        supposed = tuple(down)
        for report_id, report in self._reports.items():
            named = declared(report)
            self._latest[report_id] = Reading(report_id, tuple(usage for usage in supposed if usage in named), ())
        self._down = dict.fromkeys(usage for latest in self._latest.values() for usage in latest.down)

    def read(self, report: bytes) -> Reading:
        """What this report says, whatever came before. Where the device numbers its reports, the first byte is the ID.

        Raises Malformed for a report of no bytes, and for an ID that the descriptor does not have.
        """
        if not report:
            raise Malformed(N_("the report"), 0, N_("nothing"), N_("at least one byte"))
        report_id, payload = (report[0], report[1:]) if self._numbered else (0, report)
        table = self._tables.get(report_id) or self._table(report_id)
        if len(payload) == BOOT_LENGTH and table.is_wide_bitmap and not payload[1]:
            return self._boot.read(report_id, payload, "boot")
        misfit: Misfit = ""
        if len(payload) != table.length:
            misfit = "short" if len(payload) < table.length else "long"
        return table.read(report_id, payload, misfit)

    def feed(self, report: bytes) -> tuple[Transition, ...]:
        """What changed by this report, releases first; it is remembered. Raises what `read` raises."""
        reading = self.read(report)
        if reading.rollover and reading.report_id in self._latest:
            held = self._latest[reading.report_id].slots
            reading = Reading(reading.report_id, reading.switches, held, True, reading.misfit)
        self._latest[reading.report_id] = reading
        before, self._down = self._down, dict.fromkeys(u for latest in self._latest.values() for u in latest.down)
        ups = [Transition(usage, "up") for usage in before if usage not in self._down]
        downs = [Transition(usage, "down") for usage in self._down if usage not in before]
        return (*ups, *downs)

    def _table(self, report_id: int) -> _Table:
        # Made when the first such report comes: most of what a descriptor declares is never sent.
        if not self._reports:
            raise Malformed(N_("the report"), 0, N_("a report"), N_("none: the descriptor has no input report"))
        if report_id not in self._reports:
            known = ", ".join(map(str, self._reports))
            raise Malformed(
                N_("the report"),
                0,
                N_("report ID {number}").format(number=report_id),
                N_("an ID of the descriptor: {known}").format(known=known),
            )
        table = self._tables[report_id] = _Table(self._reports[report_id])
        return table


class _Table:
    """One kind of report, made ready for reading."""

    def __init__(self, report: InputReport) -> None:
        self.length = report.bytes_after_id
        self.is_wide_bitmap = self.length > BOOT_LENGTH and report.key_bits > BOOT_LENGTH and not report.key_array
        self._switches = Switches([field for field in report.fields if field.variable])
        self._arrays = tuple(Slots(field) for field in report.fields if not field.variable)

    def read(self, report_id: int, payload: bytes, misfit: Misfit) -> Reading:
        value = int.from_bytes(payload[: self.length], "little")
        switches = self._switches.down(value)
        if not self._arrays:
            return Reading(report_id, switches, (), False, misfit)
        named = dict.fromkeys(name for slots in self._arrays for name in slots.named(value, 8 * len(payload)))
        named.pop("", None)
        # One slot is enough, as for the kernel: a firmware that fills only some of them has nothing to say either.
        rollover = ROLL_OVER in named
        return Reading(report_id, switches, () if rollover else tuple(named), rollover, misfit)
