"""Keyboards that the kernel ignores, and the lamp of Num Lock, in made-up trees."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from keycheck.host.kernel_keyboards import boards, number_lock, switched_off
from keycheck.host.settings import Reader, survey
from tests.capture.sysfs import BOARD_KEYS, Sysfs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sysfs is made of links")

KEY_A = 30


@pytest.fixture
def sysfs(tmp_path: Path) -> Sysfs:
    return Sysfs(tmp_path)


def test_keyboard_that_is_on_is_no_imitator(sysfs: Sysfs) -> None:
    sysfs.add(3, "platform/i8042/serio0/input/input3", "isa0060/serio0/input0", BOARD_KEYS, bus=0x11)
    assert switched_off(sysfs.root) == ()


def test_keyboard_that_is_off_is_found_with_the_command_that_switches_it_on(sysfs: Sysfs) -> None:
    sysfs.add(3, "platform/i8042/serio0/input/input3", "isa0060/serio0/input0", BOARD_KEYS, 0x11, inhibited=True)
    (off,) = switched_off(sysfs.root) or ()
    assert (off.kind, off.layer, off.keys) == ("keyboard_off", "kernel", None)
    assert off.mend == "echo 0 | sudo tee /sys/class/input/event3/device/inhibited"


def test_power_button_that_is_off_is_no_imitator(sysfs: Sysfs) -> None:
    sysfs.add(0, "LNXPWRBN/input/input0", "PNP0C0C/button/input0", {116}, inhibited=True)
    assert switched_off(sysfs.root) is None


def test_keyboard_whose_letter_was_remapped_is_still_a_keyboard(sysfs: Sysfs) -> None:
    """The kernel then no longer says that the keyboard has this letter."""
    sysfs.add(3, "platform/i8042/serio0/input/input3", "isa0060/serio0/input0", BOARD_KEYS - {KEY_A})
    assert [board.event for board in boards(sysfs.root)] == ["event3"]


def test_keyboard_of_a_program_is_known_by_its_place(sysfs: Sysfs) -> None:
    sysfs.add(3, "pci0000:00/usb1/1-1/input/input3", "usb-1/input0", BOARD_KEYS)
    sysfs.add(9, "virtual/input/input9", "py-evdev-uinput", BOARD_KEYS)
    assert [board.virtual for board in boards(sysfs.root)] == [False, True]


@pytest.mark.parametrize(
    ("lamps", "found"),
    [({}, None), ({"input3": "0"}, 1), ({"input3": "1"}, 0), ({"input3": "0", "input7": "1"}, 0)],
)
def test_num_lock_is_off_where_no_lamp_is_lit(tmp_path: Path, lamps: dict[str, str], found: int | None) -> None:
    for device, lit in lamps.items():
        lamp = tmp_path / f"sys/class/leds/{device}::numlock"
        lamp.mkdir(parents=True)
        (lamp / "brightness").write_text(f"{lit}\n")
    locked = number_lock(tmp_path)
    assert (None if locked is None else len(locked)) == found


def test_machine_without_keyboards_was_not_looked_at(tmp_path: Path) -> None:
    surveyed = survey([Reader("keyboards", lambda: switched_off(tmp_path))])
    assert (surveyed.imitators, surveyed.looked_at, surveyed.unread) == ((), (), ())
