"""USB keyboards of the kinds that there are: how each describes itself, and how it says that one key is down."""

from __future__ import annotations

import os
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from keycheck.capture.linux_keyboards import Keyboard, keyboards
from keycheck.keys.key import HidUsage
from tests.system.uhid_keyboard import BUS_USB, CREATE, CREATE2, DESTROY, INPUT, INPUT2, NODE_S, UHID

SYSTEM, KEYBOARD, CONSUMER = 0x01, 0x07, 0x0C
"""Usage pages: Generic Desktop with its system keys, Keyboard, Consumer with the media keys."""

MODIFIERS = "0507 19e0 29e7 1500 2501 7501 9508 8102"
SIX_KEYS = "9501 7508 8101  9506 7508 1500 26ff00 0507 1900 29ff 8100"
ALL_KEYS = "0507 1900 29df 1500 2501 7501 95e0 8102"
MEDIA = "050c 0901 a101 8502 1500 26ff03 1900 2aff03 7510 9501 8100 c0"
"""Report 2: one consumer usage in two bytes."""
POWER = "0501 0980 a101 8503 1501 2538 1981 29b8 7508 9501 8100 c0"
"""Report 3: one system key in a byte, counted from 81."""
MEDIA_BITS = (0xB5, 0xB6, 0xB7, 0xCD, 0xE2, 0xE9, 0xEA)

BOOT = bytes.fromhex(f"0501 0906 a101 {MODIFIERS} {SIX_KEYS} c0")
"""The keyboard that every firmware understands: eight modifiers, and an array of six keys."""
BITMAP = bytes.fromhex(f"0501 0906 a101 {MODIFIERS} {ALL_KEYS} c0")
"""A bit for each key, as keyboards without a limit of rollover have it."""
NUMBERED = bytes.fromhex(f"0501 0906 a101 8501 {MODIFIERS} {SIX_KEYS} c0 {MEDIA} {POWER}")
"""Everything in one interface, told apart by the numbers of its reports."""
MEDIA_ALONE = bytes.fromhex(MEDIA + POWER)
BITS = bytes.fromhex(
    f"0501 0906 a101 8501 {MODIFIERS} {SIX_KEYS} c0  050c 0901 a101 8502 1500 2501 7501 9507"
    + "".join(f"09{usage:02x}" for usage in MEDIA_BITS)
    + "8102 9501 8101 c0"
)
"""Media keys as bits: what most cheap keyboards do."""

Report = Callable[[HidUsage | None], bytes | None]
"""The report that says that this key alone is down, or none; None where this interface has no such key."""


def boot(usage: HidUsage | None) -> bytes | None:
    if usage is None:
        return bytes(8)
    if usage.page != KEYBOARD:
        return None
    if usage.id >= 0xE0:
        return bytes([1 << usage.id - 0xE0, *[0] * 7])
    return bytes([0, 0, usage.id, *[0] * 5])


def bitmap(usage: HidUsage | None) -> bytes | None:
    if usage is None:
        return bytes(29)
    if usage.page != KEYBOARD:
        return None
    bit = usage.id - 0xE0 if usage.id >= 0xE0 else 8 + usage.id
    return (1 << bit).to_bytes(29, "little")


def numbered_boot(usage: HidUsage | None) -> bytes | None:
    report = boot(usage)
    return None if report is None else b"\1" + report


def media(usage: HidUsage | None) -> bytes | None:
    if usage is None or usage.page == CONSUMER:
        return b"\2" + (usage.id if usage else 0).to_bytes(2, "little")
    return None


def power(usage: HidUsage | None) -> bytes | None:
    if usage is None or usage.page == SYSTEM:
        return bytes([3, usage.id - 0x80 if usage else 0])
    return None


def media_bits(usage: HidUsage | None) -> bytes | None:
    if usage is None:
        return b"\2\0"
    if usage.page == CONSUMER and usage.id in MEDIA_BITS:
        return bytes([2, 1 << MEDIA_BITS.index(usage.id)])
    return None


@dataclass(frozen=True, slots=True)
class Interface:
    """One interface of a keyboard: what the kernel sees as one HID device."""

    descriptor: bytes
    reports: tuple[Report, ...]
    nodes: int = 1
    """How many input devices the kernel makes of it. Media and system keys beside a keyboard go with the keyboard."""


BOARDS: dict[str, tuple[Interface, ...]] = {
    "boot": (Interface(BOOT, (boot,)),),
    "bitmap": (Interface(BITMAP, (bitmap,)),),
    "numbered reports": (Interface(NUMBERED, (numbered_boot, media, power)),),
    "media bits": (Interface(BITS, (numbered_boot, media_bits)),),
    "two interfaces": (Interface(BOOT, (boot,)), Interface(MEDIA_ALONE, (media, power), nodes=2)),
}


class Board:
    """A keyboard of one of these kinds, plugged in for the length of a `with`."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._interfaces = [(os.open(UHID, os.O_RDWR | os.O_NONBLOCK), interface) for interface in BOARDS[kind]]
        self.path = ""
        """As `FoundDevice` has it."""

    def __enter__(self) -> Board:
        for number, (descriptor, interface) in enumerate(self._interfaces):
            described = (
                self._kind.encode(),
                f"bench-9/input{number}".encode(),
                b"",
                len(interface.descriptor),
                BUS_USB,
            )
            os.write(descriptor, CREATE.pack(CREATE2, *described, 0x1234, 0x5679, 0, 0, interface.descriptor))
        self.path = self._wait_for_the_nodes().found.path
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for descriptor, _ in self._interfaces:
            os.write(descriptor, struct.pack("<I", DESTROY))
            os.close(descriptor)

    def tap(self, usage: HidUsage) -> bool:
        """Press and release it; whether it has such a key."""
        found = False
        for descriptor, interface in self._interfaces:
            for report in interface.reports:
                down, up = report(usage), report(None)
                if down is not None and up is not None:
                    found = True
                    for data in (down, up):
                        os.write(descriptor, INPUT.pack(INPUT2, len(data), data))
        return found

    def _wait_for_the_nodes(self) -> Keyboard:
        wanted = sum(interface.nodes for _, interface in self._interfaces)
        end = time.monotonic() + NODE_S
        while time.monotonic() < end:
            for keyboard in keyboards():
                # The kernel adds to a name what the node is where it could be several: Keyboard, Consumer Control.
                complete = keyboard.found.name.startswith(self._kind) and len(keyboard.nodes) == wanted
                if complete and all(Path("/dev/input", node.event).exists() for node in keyboard.nodes):
                    return keyboard
            time.sleep(0.05)
        raise AssertionError(f"the kernel made no keyboard of {self._kind}: {keyboards()}")
