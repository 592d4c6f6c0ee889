"""A USB keyboard that the kernel believes in: made with /dev/uhid, pressed by its HID reports."""

from __future__ import annotations

import os
import struct
import time
from pathlib import Path
from types import TracebackType

from keycheck.keys.key import HidUsage
from keycheck.keys.table import key

UHID = Path("/dev/uhid")
DESTROY, OUTPUT, CREATE2, INPUT2 = 1, 6, 11, 12
"""UHID_* of linux/uhid.h."""

CREATE = struct.Struct("<I128s64s64sHHIIII4096s")
INPUT = struct.Struct("<IH4096s")
OUTPUT_BYTES = 4 + 4096 + 2 + 1
"""Type, report, its size, its kind: what the kernel says of an output report."""
BUS_USB = 3

BITMAP_KEYBOARD = bytes.fromhex(
    "05010906a101"  # Generic Desktop, Keyboard, application
    "050719e029e7150025019508750181"
    "02"  # the eight modifiers, a bit each
    "050719002977150025019578750181"
    "02"  # the usages 00 to 77, a bit each: no rollover
    "c0"
)
"""Its report: one byte of modifiers, fifteen bytes of keys."""

LAMPS = bytes.fromhex(
    "050819012903150025017501950391"
    "02"  # the lamps of Num Lock, Caps Lock and Scroll Lock, a bit each, as an output report
    "7505950191"
    "01"  # and five bits of nothing
    "c0"
)
"""What ends the description of a keyboard that has them."""

REPORT_BYTES = 16
NODE_S = 10.0
"""How long the kernel and udev may take to make the device's node."""


class UhidKeyboard:
    """A keyboard that is plugged in for the length of a `with`."""

    def __init__(self, name: str = "Bench Keyboard", port: str = "bench-1", lamps: bool = False) -> None:
        if not os.access(UHID, os.R_OK | os.W_OK):
            # Imported here, because pytest takes long to load where the processor is emulated.
            from tests.system import requirements

            requirements.unmet("uhid", "/dev/uhid can't be opened: run as root with the module uhid")
        self.name = name
        self._port = port
        self._description = BITMAP_KEYBOARD[:-1] + LAMPS if lamps else BITMAP_KEYBOARD
        self._down: set[str] = set()
        self._descriptor = os.open(UHID, os.O_RDWR | os.O_NONBLOCK)

    def __enter__(self) -> UhidKeyboard:
        described = (self.name.encode(), f"{self._port}/input0".encode(), b"", len(self._description), BUS_USB)
        os.write(self._descriptor, CREATE.pack(CREATE2, *described, 0x1234, 0x5678, 0, 0, self._description))
        self.node = self._wait_for_the_node()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)

    def unplug(self) -> None:
        """Pull it out; the `with` may go on."""
        os.write(self._descriptor, struct.pack("<I", DESTROY))

    def down(self, *codes: str) -> None:
        """Press these keys (W3C codes) at once."""
        self._down.update(codes)
        self._report()

    def up(self, *codes: str) -> None:
        """Let go of these keys."""
        self._down.difference_update(codes)
        self._report()

    def tap(self, code: str) -> None:
        self.down(code)
        self.up(code)

    def lamps(self, until: int) -> list[int]:
        """The lamps as the kernel has set them, one number each time, until they are so: bit 0 is Num Lock's."""
        told: list[int] = []
        end = time.monotonic() + NODE_S
        while not told or told[-1] != until:
            try:
                event = os.read(self._descriptor, 2 * OUTPUT_BYTES)
            except BlockingIOError:
                assert time.monotonic() < end, f"lamps: {told}, and never {until}"
                time.sleep(0.02)
                continue
            if int.from_bytes(event[:4], "little") == OUTPUT:
                told.append(event[4])
        return told

    def _report(self) -> None:
        bits = sum(1 << _bit(key(code).usage) for code in self._down)
        os.write(self._descriptor, INPUT.pack(INPUT2, REPORT_BYTES, bits.to_bytes(REPORT_BYTES, "little")))

    def _wait_for_the_node(self) -> str:
        end = time.monotonic() + NODE_S
        while time.monotonic() < end:
            for name in Path("/sys/class/input").glob("event*/device/name"):
                node = Path("/dev/input") / name.parts[-3]
                if name.read_text().strip() == self.name and node.exists():
                    return str(node)
            time.sleep(0.02)
        raise AssertionError("the kernel made no input device")


def _bit(usage: HidUsage | None) -> int:
    assert usage is not None
    assert usage.page == 0x07
    return usage.id - 0xE0 if usage.id >= 0xE0 else 8 + usage.id
