"""Which keyboards sysfs shows: their nodes put together, those of programs left out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from keycheck.capture.linux_keyboards import LETTERS, is_key, keyboards
from tests.capture.sysfs import BOARD_KEYS, Sysfs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sysfs is made of links")

USB, BLUETOOTH, I8042, I2C = 0x03, 0x05, 0x11, 0x18
PORT = "pci0000:00/0000:00:14.0/usb1/1-3"


@pytest.fixture
def sysfs(tmp_path: Path) -> Sysfs:
    return Sysfs(tmp_path)


def test_usb_keyboard_with_two_nodes_is_one_keyboard(sysfs: Sysfs) -> None:
    sysfs.add(0, f"{PORT}/1-3:1.0/0003:046D:C31C.0001/input/input5", phys="usb-0000:00:14.0-3/input0", keys=BOARD_KEYS)
    sysfs.add(1, f"{PORT}/1-3:1.1/0003:046D:C31C.0002/input/input6", phys="usb-0000:00:14.0-3/input1", keys={113, 240})
    (board,) = keyboards(sysfs.root)
    assert [node.event for node in board.nodes] == ["event0", "event1"]
    assert (board.found.path, board.found.name, board.found.bus) == ("/dev/input/event0", "Board", "usb")
    assert (board.found.vendor_id, board.found.product_id) == (0x046D, 0xC31C)
    assert "AudioVolumeMute" not in board.found.blind


def test_node_with_the_letters_comes_first(sysfs: Sysfs) -> None:
    sysfs.add(2, "a/1/input/input2", phys="usb-1/input1", keys={113})
    sysfs.add(10, "a/2/input/input10", phys="usb-1/input0", keys=BOARD_KEYS)
    (board,) = keyboards(sysfs.root)
    assert [node.event for node in board.nodes] == ["event10", "event2"]


def test_bluetooth_keyboards_of_one_adapter_are_two(sysfs: Sysfs) -> None:
    """Their `phys` is the adapter's address; their places in the tree differ."""
    for n in (1, 2):
        place = f"virtual/misc/uhid/0005:05AC:0255.000{n}/input/input{n}"
        sysfs.add(n, place, bus=BLUETOOTH, phys="aa:bb:cc:dd:ee:ff", keys=BOARD_KEYS)
    assert [(board.found.bus, board.found.internal) for board in keyboards(sysfs.root)] == [("bluetooth", False)] * 2


def test_keyboards_of_one_receiver_are_two(sysfs: Sysfs) -> None:
    for n in (1, 2):
        sysfs.add(n, f"{PORT}/recv/input/input{n}", phys=f"usb-0000:00:14.0-3/input2:{n}", keys=BOARD_KEYS)
    assert len(keyboards(sysfs.root)) == 2


def test_what_a_program_has_made_is_no_keyboard(sysfs: Sysfs) -> None:
    sysfs.add(0, "virtual/input/input0", phys="py-evdev-uinput", keys=BOARD_KEYS)
    assert keyboards(sysfs.root) == ()


def test_power_button_mouse_and_remote_are_no_keyboards(sysfs: Sysfs) -> None:
    sysfs.add(0, "power/input/input0", phys="LNXPWRBN/button/input0", keys={116})
    sysfs.add(1, "mouse/input/input1", phys="usb-1/input0", keys={0x110, 0x111})
    sysfs.add(2, "remote/input/input2", phys="usb-2/input0", keys=set(sorted(LETTERS)[:19]))
    sysfs.add(3, "lid/input/input3", phys="PNP0C0D/button/input0", keys=set())
    assert keyboards(sysfs.root) == ()


def test_keyboard_that_lost_a_letter_to_a_remap_is_still_a_keyboard(sysfs: Sysfs) -> None:
    sysfs.add(0, "a/input/input0", phys="usb-1/input0", keys=BOARD_KEYS - {30})
    assert len(keyboards(sysfs.root)) == 1


def test_mouse_in_the_same_receiver_brings_no_node(sysfs: Sysfs) -> None:
    sysfs.add(0, "a/1/input/input0", phys="usb-1/input0", keys=BOARD_KEYS)
    sysfs.add(1, "a/2/input/input1", phys="usb-1/input1", keys={0x110, 0x111, 0x112})
    (board,) = keyboards(sysfs.root)
    assert len(board.nodes) == 1


@pytest.mark.parametrize(
    ("bus", "chassis", "removable", "internal"),
    [
        (I8042, "10", None, True),
        (I8042, "3", None, False),
        (I8042, "1", None, None),
        (I8042, None, None, None),
        (I2C, None, None, True),
        (USB, "10", "removable", False),
        (USB, "10", "fixed", True),
        (USB, "10", "unknown", None),
        (USB, "10", None, None),
        (0x19, "10", None, None),
    ],
)
def test_built_in_keyboard_is_told_where_it_can_be_told(
    sysfs: Sysfs, bus: int, chassis: str | None, removable: str | None, internal: bool | None
) -> None:
    sysfs.add(0, "port/device/input/input0", bus=bus, phys="somewhere/input0", keys=BOARD_KEYS)
    if chassis:
        sysfs.write("sys/class/dmi/id/chassis_type", chassis)
    if removable:
        sysfs.write("sys/devices/port/removable", removable)
    assert keyboards(sysfs.root)[0].found.internal is internal


def test_key_that_the_keyboard_does_not_declare_is_blind(sysfs: Sysfs) -> None:
    sysfs.add(0, "a/input/input0", phys="usb-1/input0", keys=BOARD_KEYS - {96})
    blind = keyboards(sysfs.root)[0].found.blind
    assert blind["NumpadEnter"] == "this keyboard does not say that it has this key"
    assert blind["Fn"] == "Linux has no number for this key"
    assert "KeyA" not in blind


def test_device_that_is_pulled_while_it_is_read_is_left_out(sysfs: Sysfs) -> None:
    sysfs.add(0, "a/input/input0", phys="usb-1/input0", keys=BOARD_KEYS)
    (sysfs.root / "sys/class/input/event1").symlink_to("../../devices/gone/input/input1/event1")
    assert len(keyboards(sysfs.root)) == 1


@pytest.mark.parametrize(("code", "key"), [(30, True), (0x110, False), (0x130, False), (0x160, True), (0x2C0, False)])
def test_button_is_no_key(code: int, key: bool) -> None:
    assert is_key(code) is key
