"""How macOS knows keyboards that send HID reports, and how hidapi opens them without taking them from the system.

Written by the documents of hidapi and Apple; no Mac has run it yet.
"""

from __future__ import annotations

import ctypes
import errno
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from keycheck.capture.hid_descriptor import parse
from keycheck.capture.hid_items import Malformed
from keycheck.capture.hid_reading import Opened
from keycheck.capture.source import FoundDevice
from keycheck.languages import N_

KEYBOARD = 0x01, 0x06
"""Usage page and usage of a keyboard (HID Usage Tables, 4)."""

BUSES = {1: "usb", 2: "bluetooth", 3: "i2c", 4: "spi"}
"""`hid_bus_type` of hidapi."""

OF_PROGRAMS = "pqrs.org"
"""Who makes the keyboard that Karabiner-Elements types with."""

INTERNAL = "internal"
"""In the name of the keyboard of a MacBook: `Apple Internal Keyboard / Trackpad`."""

NOT_SHARED = N_("this hidapi can only take a keyboard away from the system, so it is left alone")
REFUSED = N_("macOS does not open it; another program may have taken it for itself (Karabiner-Elements)")


@dataclass(frozen=True, slots=True)
class MacKeyboard:
    """One keyboard interface. Those of one thing are not put together: two of one make could not be told apart."""

    found: FoundDevice
    nodes: tuple[bytes, ...]
    """The one path by which hidapi opens it."""


def keyboards_among(listed: Iterable[Mapping[str, Any]]) -> tuple[MacKeyboard, ...]:
    """The keyboards in what hidapi lists: one line for each collection of each device."""
    lines = [line for line in listed if (line["usage_page"], line["usage"]) == KEYBOARD]
    real = [line for line in lines if line["manufacturer_string"] != OF_PROGRAMS]
    return tuple(_keyboard(line) for line in {line["path"]: line for line in real}.values())


def _keyboard(line: Mapping[str, Any]) -> MacKeyboard:
    name = line["product_string"] or f"keyboard {line['vendor_id']:04x}:{line['product_id']:04x}"
    found = FoundDevice(
        path=line["path"].decode(errors="replace"),
        name=name,
        bus=BUSES.get(line.get("bus_type", 0), ""),
        vendor_id=line["vendor_id"],
        product_id=line["product_id"],
        internal=True if INTERNAL in name.casefold() else None,
    )
    return MacKeyboard(found, (line["path"],))


class MacHidSystem:
    """The keyboards of this Mac."""

    kept = 30
    """hidapi then throws the oldest away (its mac/hid.c)."""

    def __init__(self, hidapi: Any, share: Callable[[], None]) -> None:
        """`hidapi` is its module; `share` lets it open keyboards and leave them to the system, or raises OSError."""
        self._hidapi = hidapi
        self._share = share

    @classmethod
    def here(cls) -> MacHidSystem:
        """That of this machine; ImportError or OSError where hidapi can't be loaded."""
        hidapi = importlib.import_module("hid")
        library = ctypes.CDLL(hidapi.__file__)
        return cls(hidapi, lambda: share(library))

    def attached(self) -> Sequence[MacKeyboard]:
        """The keyboards that are there, as hidapi lists them; opens none."""
        return keyboards_among(self._hidapi.enumerate())

    def open(self, keyboard: MacKeyboard) -> list[Opened]:
        """Open it beside the system; OSError with the reason."""
        self._share()
        device = self._hidapi.device()
        try:
            device.open_path(keyboard.nodes[0])
        except OSError as error:
            raise OSError(errno.EACCES, REFUSED) from error
        try:
            reports = parse(bytes(device.get_report_descriptor()))
            device.set_nonblocking(1)
        except (Malformed, OSError) as error:
            device.close()
            raise OSError(errno.EIO, N_("it does not say what its reports mean")) from error
        return [Opened(device, reports)]

    def already_down(self, keyboard: MacKeyboard) -> Iterator[str]:
        """macOS says what is down, and not on which keyboard."""
        return iter(())


def share(library: Any) -> None:
    """Let hidapi leave keyboards to the system; OSError where it can't be told so.

    Its first use sets it to taking them, so that it is used first.
    """
    try:
        library.hid_init()
        library.hid_darwin_set_open_exclusive(0)
        takes = library.hid_darwin_get_open_exclusive()
    except AttributeError as error:
        raise OSError(errno.ENOSYS, NOT_SHARED) from error
    if takes != 0:
        raise OSError(errno.ENOTSUP, NOT_SHARED)
