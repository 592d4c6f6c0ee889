"""The kernel's tables of scan codes: those of real keyboards are left alone, and what was changed in one is found."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from keycheck.host.imitator import Unreadable
from keycheck.host.kernel_keymap import changed_keys, read
from keycheck.keys.scan_code import I2C, I8042, USB
from tests.capture.sysfs import BOARD_KEYS, Sysfs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sysfs is made of links")

TABLES = json.loads((Path(__file__).parent / "data/scan_codes.json").read_text(encoding="utf-8"))
"""What EVIOCGKEYCODE_V2 says of QEMU's PS/2 and USB keyboard (Linux 6.1): pairs of scan code and key code."""

UNKNOWN, RESERVED, KEY_B, KEY_DOWN, KEY_MUTE = 240, 0, 48, 108, 113


def table(name: str, **changed: int) -> Iterator[tuple[int, int]]:
    """A real table with some entries changed: `table("usb", x70004=48)`."""
    entries = {int(scan[1:], 16): code for scan, code in changed.items()}
    return iter((dict(TABLES[name]) | entries).items())


@pytest.mark.parametrize(("bus", "name"), [(I8042, "i8042"), (USB, "usb"), (I2C, "usb")])
def test_table_that_nobody_changed_has_no_changed_key(bus: int, name: str) -> None:
    assert changed_keys(bus, table(name)) == {}


@pytest.mark.parametrize(
    ("bus", "entries", "changed"),
    [
        (I8042, table("i8042", x1e=KEY_B), {"KeyA": "KeyB"}),
        (I8042, table("i8042", x1f=RESERVED), {"KeyS": None}),
        (I8042, table("i8042", xc8=KEY_DOWN), {"ArrowUp": "ArrowDown"}),
        (USB, table("usb", x70004=KEY_B), {"KeyA": "KeyB"}),
        (USB, table("usb", x70005=UNKNOWN), {"KeyB": None}),
        (USB, table("usb", x700e1=KEY_B), {"ShiftLeft": "KeyB"}),
    ],
)
def test_changed_entry_is_told_by_key(
    bus: int, entries: Iterator[tuple[int, int]], changed: dict[str, str | None]
) -> None:
    assert changed_keys(bus, entries) == changed


@pytest.mark.parametrize(
    ("bus", "entries"),
    [
        (I8042, table("i8042", xa0=UNKNOWN)),
        (I8042, table("i8042", x45=119, x46=70)),
        (USB, table("usb", x7007f=UNKNOWN)),
        (USB, iter([(0xC00E2, KEY_MUTE), (0xFF000003, KEY_MUTE), (1 << 60, 30)])),
    ],
    ids=["media key", "Num Lock and Pause", "mute", "other pages"],
)
def test_keys_that_not_every_keyboard_has_are_left_to_hwdb(bus: int, entries: Iterator[tuple[int, int]]) -> None:
    assert changed_keys(bus, entries) == {}


@pytest.fixture
def sysfs(tmp_path: Path) -> Sysfs:
    sysfs = Sysfs(tmp_path)
    sysfs.add(3, "pci0000:00/usb1/1-1/input/input3", "usb-1/input0", BOARD_KEYS)
    sysfs.add(9, "virtual/input/input9", "py-evdev-uinput", BOARD_KEYS)
    return sysfs


def test_each_real_keyboard_is_asked_and_no_program(sysfs: Sysfs) -> None:
    asked = []

    def ask(node: Path) -> Iterator[tuple[int, int]]:
        asked.append(node.name)
        return table("usb", x70004=KEY_B)

    (remap,) = read(sysfs.root, ask) or ()
    assert asked == ["event3"]
    assert (remap.keys, remap.layer, remap.blocks_verdict) == (("KeyA",), "kernel", True)
    assert remap.imitates == "KeyA gives KeyB"


def test_without_the_right_to_ask_nothing_is_known(sysfs: Sysfs) -> None:
    def refuse(node: Path) -> Iterator[tuple[int, int]]:
        raise PermissionError(13, "Permission denied", str(node))

    with pytest.raises(Unreadable, match="only root"):
        read(sysfs.root, refuse)


def test_machine_without_real_keyboards_has_no_table(tmp_path: Path) -> None:
    assert read(Sysfs(tmp_path).root) is None
