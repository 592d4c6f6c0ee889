"""Which keyboards Windows has, by what Raw Input calls them.

One keyboard often has several interfaces: one for its letters, one for its media keys. They are one here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from keycheck.capture.blind import without_a_number
from keycheck.capture.source import FoundDevice

OF_PROGRAMS = ("ROOT#", "TERMINPUT_BUS#", "SWD#")
"""Where Windows puts keyboards that no finger reaches: Remote Desktop's, and those of drivers without hardware."""

BUSES = (("ACPI#", "i8042"), ("HID#{0000", "bluetooth"), ("HID#VID_", "usb"))
"""How the name of an interface begins, and its bus: PS/2; the UUID of a Bluetooth service; a USB vendor. Other HID
keyboards hang on I2C or SPI, and their names do not say which."""

OF_THE_COMPUTER = "00000000-0000-0000-ffff-ffffffffffff"
"""The container of what is built into the computer (Microsoft: Container IDs for devices that are not removable)."""

VENDOR = re.compile(r"VID[_&](?:[0-9A-F]{4}|0[0-9A-F])?([0-9A-F]{4})(?![0-9A-F])", re.IGNORECASE)
PRODUCT = re.compile(r"PID[_&]([0-9A-F]{4})(?![0-9A-F])", re.IGNORECASE)
"""USB writes `VID_046D&PID_C31C`; Bluetooth puts a prefix before the vendor that says who numbers vendors:
`_VID&0002046d_PID&b305`, or of two digits, `_VID&02046d_PID&b35b`."""

BUS_NAMES = {"i8042": "PS/2", "bluetooth": "Bluetooth", "usb": "USB"}


@dataclass(frozen=True, slots=True)
class Interface:
    """One keyboard interface, as Windows names it."""

    path: str
    r"""`\\?\HID#VID_046D&PID_C31C&MI_00#7&2a3b&0&0000#{884b96c3-56ef-11d1-bc8c-00a0c91405dd}`."""
    product: str = ""
    """What the device calls itself; empty where it does not."""
    container: str = ""
    """The GUID that all interfaces of one thing share, in lower case; empty where Windows gives none."""

    @property
    def name(self) -> str:
        """The path from the name of its bus on."""
        return self.path.lstrip("\\?")


@dataclass(frozen=True, slots=True)
class Keyboard:
    """One keyboard, and the paths of its interfaces."""

    found: FoundDevice
    paths: tuple[str, ...]

    @property
    def kind(self) -> tuple[object, ...]:
        """What stays when it is plugged in at another port."""
        return self.found.name, self.found.bus, self.found.vendor_id, self.found.product_id, len(self.paths)


def keyboards(interfaces: Iterable[Interface]) -> tuple[Keyboard, ...]:
    """The real keyboards among these interfaces, those of programs left out."""
    groups: dict[str, list[Interface]] = {}
    for interface in sorted(interfaces, key=lambda interface: interface.path):
        if not interface.name.upper().startswith(OF_PROGRAMS):
            groups.setdefault(_thing(interface), []).append(interface)
    return tuple(_keyboard(group) for group in groups.values())


def _thing(interface: Interface) -> str:
    """What the interfaces of one keyboard have in common; of a computer's own parts each is for itself."""
    return interface.path if interface.container in ("", OF_THE_COMPUTER) else interface.container


def _keyboard(interfaces: list[Interface]) -> Keyboard:
    main = interfaces[0]
    bus = next((bus for start, bus in BUSES if main.name.upper().startswith(start)), "")
    vendor, product = _number(VENDOR, main.name), _number(PRODUCT, main.name)
    found = FoundDevice(
        path=main.path,
        name=next((one.product for one in interfaces if one.product), _plain_name(bus, vendor, product)),
        bus=bus,
        vendor_id=vendor,
        product_id=product,
        internal=_internal(main, bus),
        blind=without_a_number("windows"),
    )
    return Keyboard(found, tuple(interface.path for interface in interfaces))


def _internal(interface: Interface, bus: str) -> bool | None:
    """A PS/2 keyboard may be that of a laptop or have a plug: Windows takes both for parts of the computer."""
    if not interface.container or bus == "i8042":
        return None
    return interface.container == OF_THE_COMPUTER


def _number(pattern: re.Pattern[str], name: str) -> int | None:
    match = pattern.search(name)
    return int(match[1], 16) if match else None


def _plain_name(bus: str, vendor: int | None, product: int | None) -> str:
    words = f"{BUS_NAMES[bus]} keyboard" if bus else "keyboard"
    return words if vendor is None or product is None else f"{words} {vendor:04x}:{product:04x}"
