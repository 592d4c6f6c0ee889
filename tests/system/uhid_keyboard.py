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
DESTROY, CREATE2, INPUT2 = 1, 11, 12
"""UHID_* of linux/uhid.h."""

CREATE = struct.Struct("<I128s64s64sHHIIII4096s")
INPUT = struct.Struct("<IH4096s")
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

REPORT_BYTES = 16
NODE_S = 10.0
"""How long the kernel and udev may take to make the device's node."""


class UhidKeyboard:
    """A keyboard that is plugged in for the length of a `with`."""

    def __init__(self, name: str = "Bench Keyboard", port: str = "bench-1") -> None:
        if not os.access(UHID, os.R_OK | os.W_OK):
            # Imported here, because pytest takes long to load where the processor is emulated.
            from tests.system import requirements

            requirements.unmet("uhid", "/dev/uhid can't be opened: run as root with the module uhid")
        self.name = name
        self._port = port
        self._down: set[str] = set()
        self._descriptor = os.open(UHID, os.O_RDWR | os.O_NONBLOCK)

    def __enter__(self) -> UhidKeyboard:
        described = (self.name.encode(), f"{self._port}/input0".encode(), b"", len(BITMAP_KEYBOARD), BUS_USB)
        os.write(self._descriptor, CREATE.pack(CREATE2, *described, 0x1234, 0x5678, 0, 0, BITMAP_KEYBOARD))
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
