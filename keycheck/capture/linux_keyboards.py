"""Which keyboards Linux has, by what sysfs says of its input devices; everybody may read that.

One keyboard often has several nodes: a USB keyboard has one for its keys and one for its media keys. They are one here.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from keycheck.capture.blind import UNDECLARED, without_a_number
from keycheck.capture.source import FoundDevice
from keycheck.keys.table import all_codes, native_of

BUSES = {0x03: "usb", 0x05: "bluetooth", 0x11: "i8042", 0x18: "i2c", 0x1C: "spi"}
"""`BUS_*` of linux/input.h."""

LETTERS = frozenset((*range(16, 26), *range(30, 39), *range(44, 51)))
"""KEY_Q to KEY_P, KEY_A to KEY_L, KEY_Z to KEY_M."""

ENOUGH_LETTERS = 20
"""What has so many is a keyboard, no power button. A key that was remapped is no longer among what a keyboard says that
it has (measured, Linux 6.1), so one must not want all of them."""

BUTTONS = (range(0x100, 0x160), range(0x220, 0x224), range(0x2C0, 0x2E8))
"""`BTN_*` of linux/input-event-codes.h: codes in the range of keys that are no keys."""

PORTABLE = frozenset({8, 9, 10, 11, 14, 30, 31, 32})
UNTOLD = frozenset({"", "1", "2"})
"""Chassis types of the SMBIOS specification (7.4.1): machines that bring their keyboard, and untold ones."""

VIRTUAL = "/devices/virtual/input/"
"""Where the kernel puts what a program has made (uinput), whatever bus it claims. In virtual/misc may be real ones."""


@dataclass(frozen=True, slots=True)
class Node:
    """One input device of the kernel that has keys."""

    event: str
    """`event3`."""
    name: str
    phys: str
    folder: Path
    """Its place in the tree of devices, links resolved."""
    bus: int
    vendor_id: int
    product_id: int
    codes: frozenset[int]
    """The evdev codes of keys that it says it can send: an upper bound."""
    inhibited: bool

    @property
    def has_letters(self) -> bool:
        """Whether it is the node that makes its device a keyboard."""
        return len(self.codes & LETTERS) >= ENOUGH_LETTERS

    @property
    def keyboard(self) -> str:
        """What the nodes of one keyboard have in common.

        The port where `phys` names one (`usb-0000:00:14.0-3/input1`), with the number that a receiver gives to each of
        its keyboards (`/input2:1`). Bluetooth's `phys` is the computer's own address: there the place in the tree.
        """
        port, slash, node = self.phys.partition("/input")
        return f"{port}:{node.partition(':')[2]}" if slash else str(self.folder.parents[1])


@dataclass(frozen=True, slots=True)
class Keyboard:
    """The nodes of one keyboard; the one with its letters first."""

    nodes: tuple[Node, ...]
    found: FoundDevice


def is_key(code: int) -> bool:
    """Whether a code of type EV_KEY belongs to a key, not to a mouse button or a game pad."""
    return not any(code in buttons for buttons in BUTTONS)


def keyboards(root: Path = Path("/")) -> tuple[Keyboard, ...]:
    """The real keyboards that are attached, those of programs left out."""
    groups: dict[str, list[Node]] = {}
    for node in _nodes(root):
        if VIRTUAL not in f"{node.folder}/":
            groups.setdefault(node.keyboard, []).append(node)
    return tuple(_keyboard(root, nodes) for nodes in groups.values() if any(node.has_letters for node in nodes))


def _keyboard(root: Path, nodes: list[Node]) -> Keyboard:
    nodes = sorted(nodes, key=lambda node: not node.has_letters)
    main = nodes[0]
    codes = frozenset().union(*(node.codes for node in nodes))
    found = FoundDevice(
        path=f"/dev/input/{main.event}",
        name=main.name,
        bus=BUSES.get(main.bus, ""),
        vendor_id=main.vendor_id,
        product_id=main.product_id,
        internal=_internal(root, main),
        blind=_undeclared(codes),
    )
    return Keyboard(tuple(nodes), found)


def _undeclared(codes: frozenset[int]) -> dict[str, str]:
    blind = without_a_number("evdev")
    for code in all_codes():
        native = native_of("evdev", code)
        if native is not None and int(native) not in codes:
            blind[code] = UNDECLARED
    return blind


def _internal(root: Path, node: Node) -> bool | None:
    match BUSES.get(node.bus):
        case "bluetooth":
            return False
        case "i2c" | "spi":
            return True
        case "i8042":
            chassis = _text(root / "sys/class/dmi/id/chassis_type")
            return None if chassis in UNTOLD else int(chassis) in PORTABLE
        case "usb":
            return _fixed(node.folder)
    return None


def _fixed(folder: Path) -> bool | None:
    """Whether the firmware says of the USB port that nobody can unplug what is in it."""
    said = next((text for parent in folder.parents if (text := _text(parent / "removable"))), "")
    return {"fixed": True, "removable": False}.get(said)


def _nodes(root: Path) -> Iterator[Node]:
    for event in sorted((root / "sys/class/input").glob("event*"), key=lambda path: int(path.name[5:])):
        device = event / "device"
        codes = frozenset(filter(is_key, _bits(_text(device / "capabilities/key"))))
        if codes:
            yield Node(
                event=event.name,
                name=_text(device / "name"),
                phys=_text(device / "phys"),
                folder=Path(os.path.realpath(event)),
                bus=_hex(device / "id/bustype"),
                vendor_id=_hex(device / "id/vendor"),
                product_id=_hex(device / "id/product"),
                codes=codes,
                inhibited=_text(device / "inhibited") == "1",
            )


def _bits(words: str) -> Iterator[int]:
    """The numbers of the bits of a sysfs bitmap: words as long as this program's `long`, the highest first."""
    width = 8 * struct.calcsize("l")
    for place, word in enumerate(reversed(words.split())):
        value = int(word, 16)
        yield from (place * width + bit for bit in range(width) if value >> bit & 1)


def _hex(path: Path) -> int:
    return int(_text(path) or "0", 16)


def _text(path: Path) -> str:
    """What a file of sysfs says; nothing where it is not there, or a device has just been pulled."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
