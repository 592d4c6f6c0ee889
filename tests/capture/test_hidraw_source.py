"""hidraw without a keyboard: which reports belong to which keyboard, and what the source says before it opens any."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from keycheck.capture.evdev_source import EvdevSource
from keycheck.capture.hid_descriptor import parse
from keycheck.capture.hid_state import declared
from keycheck.capture.hidraw_source import ABSENT, HidrawSource
from keycheck.capture.linux_hid import HidKeyboard, hid_keyboards
from keycheck.capture.linux_keyboards import keyboards
from keycheck.capture.source import LISTEN_CLOSER, Probe
from tests.capture.hid_writing import bitmap_keyboard, boot_keyboard
from tests.capture.sysfs import BOARD_KEYS, Sysfs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="hidraw is of Linux")

MEDIA = bytes.fromhex("050c 0901 a101 8502 1500 26ff03 1900 2aff03 7510 9501 8100 c0")
MOUSE = bytes.fromhex("0501 0902 a101 0901 a100 0509 1901 2903 1500 2501 9503 7501 8102 9501 7505 8101 c0 c0")
BOARD, MORE = "usb1/1-3/1-3:1.0/0003:046D:C31C.0001", "usb1/1-3/1-3:1.1/0003:046D:C31C.0002"


@pytest.fixture
def sysfs(tmp_path: Path) -> Sysfs:
    return Sysfs(tmp_path)


@pytest.fixture
def usb(sysfs: Sysfs) -> Sysfs:
    """A USB keyboard of two interfaces, one for its keys and one for its media keys."""
    sysfs.add(3, f"{BOARD}/input/input3", phys="usb-1-3/input0", keys=BOARD_KEYS)
    sysfs.add(4, f"{MORE}/input/input4", phys="usb-1-3/input1", keys={113})
    sysfs.add_hidraw(0, BOARD, boot_keyboard())
    sysfs.add_hidraw(1, MORE, MEDIA)
    return sysfs


def found(sysfs: Sysfs) -> tuple[HidKeyboard, ...]:
    return hid_keyboards(keyboards(sysfs.root), sysfs.root)


def probe(sysfs: Sysfs) -> Probe:
    return HidrawSource(sysfs.root).probe()


def test_interfaces_of_one_keyboard_are_one_keyboard_and_bear_its_name_at_evdev(usb: Sysfs) -> None:
    (board,) = found(usb)
    assert [node.name for node in board.nodes] == ["hidraw0", "hidraw1"]
    assert [device.path for device in EvdevSource(usb.root).probe().devices] == [board.found.path]


def test_key_that_no_descriptor_names_is_blind_and_every_other_is_not(usb: Sysfs) -> None:
    (board,) = found(usb)
    blind = board.found.blind
    assert blind["Fn"] == "a USB keyboard has no number for this key"
    assert not {"KeyA", "Digit5", "ShiftRight", "Backslash", "AudioVolumeMute", "MediaPlayPause"} & blind.keys()


def test_media_key_is_blind_where_only_the_boot_reports_are_there(sysfs: Sysfs) -> None:
    sysfs.add(3, f"{BOARD}/input/input3", phys="usb-1-3/input0", keys=BOARD_KEYS)
    sysfs.add_hidraw(0, BOARD, boot_keyboard())
    (board,) = found(sysfs)
    assert board.found.blind["MediaPlayPause"] == "this keyboard does not say that it has this key"


@pytest.mark.parametrize(
    "descriptor", [MOUSE, b"", b"\x05", boot_keyboard()[:-1]], ids=["mouse", "empty", "cut", "open"]
)
def test_reports_that_hold_no_key_are_not_read(usb: Sysfs, descriptor: bytes) -> None:
    (usb.root / f"sys/devices/{MORE}/report_descriptor").write_bytes(descriptor)
    (board,) = found(usb)
    assert [node.name for node in board.nodes] == ["hidraw0"]


def test_keyboard_without_reports_is_left_to_evdev(usb: Sysfs) -> None:
    usb.add(0, "platform/i8042/serio0/input/input0", phys="isa0060/serio0/input0", keys=BOARD_KEYS, bus=0x11)
    assert len(EvdevSource(usb.root).probe().devices) == 2
    assert [device.path for device in probe(usb).devices] == ["/dev/input/event3"]


@pytest.mark.parametrize("bus", ["i8042", "usb"])
def test_key_that_the_kernel_was_told_to_forget_is_silent_at_evdev_and_not_blind(sysfs: Sysfs, bus: str) -> None:
    """A scan code that was mapped to nothing takes the key out of what the kernel declares (measured, Linux 6.1)."""
    place = BOARD if bus == "usb" else "platform/i8042/serio0"
    sysfs.add(3, f"{place}/input/input3", phys="x/input0", keys=BOARD_KEYS - {6}, bus=0x03 if bus == "usb" else 0x11)
    if bus == "usb":
        sysfs.add_hidraw(0, place, boot_keyboard())
    (device,) = EvdevSource(sysfs.root).probe().devices
    assert "Digit5" not in device.blind
    assert "AudioVolumeMute" not in device.blind
    assert "F24" in device.blind


def test_machine_without_such_a_keyboard_is_absent(sysfs: Sysfs) -> None:
    sysfs.add(0, "platform/i8042/serio0/input/input0", phys="isa0060/serio0/input0", keys=BOARD_KEYS, bus=0x11)
    assert probe(sysfs) == ABSENT


def test_reports_that_only_root_may_read_are_blocked_and_the_keyboard_is_still_named(
    usb: Sysfs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """hidapi opens for writing too: the right to read alone is not enough."""
    allowed = os.R_OK
    monkeypatch.setattr(os, "access", lambda path, mode: mode == allowed)
    blocked = probe(usb)
    assert (blocked.state, blocked.mend) == ("blocked", LISTEN_CLOSER)
    assert "root" in blocked.reason
    assert [device.name for device in blocked.devices] == ["Board"]


def test_container_without_the_node_is_blocked_and_sudo_is_not_advised(usb: Sysfs) -> None:
    (usb.root / "dev/hidraw1").unlink()
    blocked = probe(usb)
    assert (blocked.state, blocked.mend) == ("blocked", "")
    assert "container" in blocked.reason


def test_start_without_the_chosen_keyboard_says_so(usb: Sysfs) -> None:
    with pytest.raises(OSError, match="none of the keyboards is attached"):
        HidrawSource(usb.root).start(lambda _: None, ["/dev/input/event9"])


def test_node_that_is_no_device_is_refused_and_nothing_stays_open(usb: Sysfs) -> None:
    import hidraw  # noqa: F401  # what it opens once for itself is not what is counted

    (usb.root / "dev/hidraw1").unlink()
    before = sorted(os.listdir("/proc/self/fd"))
    with pytest.raises(OSError):  # noqa: PT011  # hidapi gives no reason for the first node, the system one for the second
        HidrawSource(usb.root).start(lambda _: None, ())
    assert sorted(os.listdir("/proc/self/fd")) == before


def test_module_that_takes_keyboards_from_the_kernel_is_never_loaded() -> None:
    program = (
        "import sys; from keycheck.capture import sources; sources.make('hidraw').probe();"
        "import keycheck.capture.hidraw_system; sys.exit('hid' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_bitmap_declares_each_of_its_bits_and_an_array_each_of_its_values() -> None:
    (bitmap,) = parse(bitmap_keyboard(1, keys=8))
    modifiers = {f"07:E{n}" for n in range(8)}
    assert declared(bitmap) == modifiers | {f"07:{n:02X}" for n in range(4, 8)}
    (boot,) = parse(boot_keyboard())
    assert declared(boot) == {f"07:{n:02X}" for n in range(4, 256)}
