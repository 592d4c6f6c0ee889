"""The part of sysfs that names input devices, made of files for tests."""

from __future__ import annotations

import struct
from collections.abc import Set
from pathlib import Path

BOARD_KEYS = frozenset(range(1, 128))
"""What an ordinary keyboard declares."""


class Sysfs:
    """A tree with `sys` and `dev` in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "sys/class/input").mkdir(parents=True)
        (root / "dev/input").mkdir(parents=True)

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\n")

    def add(self, event: int, place: str, phys: str, keys: Set[int], bus: int = 0x03, inhibited: bool = False) -> None:
        """An input device at this place in the tree, with its node in /dev."""
        said = {
            "name": "Board",
            "phys": phys,
            "id/bustype": f"{bus:04x}",
            "id/vendor": "046d",
            "id/product": "c31c",
            "capabilities/key": bitmap(keys),
            "inhibited": str(int(inhibited)),
        }
        for name, text in said.items():
            self.write(f"sys/devices/{place}/{name}", text)
        node = self.root / f"sys/devices/{place}/event{event}"
        node.mkdir()
        (node / "device").symlink_to("..")
        (self.root / f"sys/class/input/event{event}").symlink_to(f"../../devices/{place}/event{event}")
        (self.root / f"dev/input/event{event}").touch()

    def add_hidraw(self, number: int, place: str, descriptor: bytes) -> None:
        """The reports of the HID device at this place in the tree, with their node in /dev."""
        node = self.root / f"sys/devices/{place}/hidraw/hidraw{number}"
        node.mkdir(parents=True)
        (node / "device").symlink_to("../..")
        (self.root / f"sys/devices/{place}/report_descriptor").write_bytes(descriptor)
        (self.root / "sys/class/hidraw").mkdir(exist_ok=True)
        (self.root / f"sys/class/hidraw/hidraw{number}").symlink_to(f"../../devices/{place}/hidraw/hidraw{number}")
        (self.root / f"dev/hidraw{number}").touch()


def bitmap(codes: Set[int]) -> str:
    """Bits as the kernel writes them: words as long as a `long`, the highest first, no leading zeros."""
    width = 8 * struct.calcsize("l")
    number = sum(1 << code for code in codes)
    words = []
    while number:
        words.append(f"{number & ((1 << width) - 1):x}")
        number >>= width
    return " ".join(reversed(words)) or "0"
