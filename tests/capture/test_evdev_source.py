"""evdev without a keyboard: the kernel's bytes, and what the source says of a machine before it opens anything."""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

import pytest

from keycheck.capture import evdev_wire
from keycheck.capture.evdev_source import ABSENT, EvdevSource
from keycheck.capture.source import LISTEN_CLOSER, Probe
from keycheck.capture.udev_rule import install_command
from tests.capture.sysfs import BOARD_KEYS, Sysfs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="evdev is of Linux")


@pytest.fixture
def sysfs(tmp_path: Path) -> Sysfs:
    return Sysfs(tmp_path)


def probe(sysfs: Sysfs) -> Probe:
    return EvdevSource(sysfs.root).probe()


def test_events_are_read_from_the_kernels_bytes() -> None:
    data = struct.pack("llHHillHHi", 12, 345_678, 4, 4, 0x70004, 12, 345_679, 1, 30, 1)
    assert list(evdev_wire.events_of(data)) == [(12_345_678_000, 4, 4, 0x70004), (12_345_679_000, 1, 30, 1)]


def test_dropped_events_are_told_apart_from_a_key_of_the_same_number() -> None:
    dropped, two = evdev_wire.events_of(struct.pack("llHHillHHi", 1, 0, 0, 3, 0, 1, 0, 1, 3, 1))
    assert evdev_wire.is_drop(dropped)
    assert not evdev_wire.is_drop(two)


def test_numbers_of_the_calls_are_those_of_the_kernel() -> None:
    ecodes = pytest.importorskip("evdev").ecodes
    assert (evdev_wire.EV_SYN, evdev_wire.EV_KEY) == (ecodes.EV_SYN, ecodes.EV_KEY)
    assert evdev_wire.SYN_DROPPED == ecodes.SYN_DROPPED
    assert evdev_wire.KEY_BYTES * 8 == ecodes.KEY_MAX + 1
    assert evdev_wire.EVIOCGKEY == 0x80604518


def test_machine_without_a_keyboard_is_absent(sysfs: Sysfs) -> None:
    assert probe(sysfs) == ABSENT


def test_machine_without_sysfs_is_absent(tmp_path: Path) -> None:
    assert EvdevSource(tmp_path / "nowhere").probe() == ABSENT


def test_keyboards_that_may_be_read_are_ready(sysfs: Sysfs) -> None:
    sysfs.add(0, "a/input/input0", phys="usb-1/input0", keys=BOARD_KEYS)
    sysfs.add(1, "b/input/input1", phys="usb-2/input0", keys=BOARD_KEYS - {1})
    found = probe(sysfs)
    assert found.state == "ready"
    assert [device.path for device in found.devices] == ["/dev/input/event0", "/dev/input/event1"]
    assert "Escape" in found.devices[1].blind
    assert "Escape" not in found.blind
    assert "AudioVolumeMute" not in found.blind
    assert "F24" in found.blind


def test_keyboard_that_only_root_may_read_is_blocked_and_still_named(
    sysfs: Sysfs, monkeypatch: pytest.MonkeyPatch
) -> None:
    sysfs.add(0, "a/input/input0", phys="usb-1/input0", keys=BOARD_KEYS)
    monkeypatch.setattr(os, "access", lambda *_: False)
    found = probe(sysfs)
    assert (found.state, found.mend) == ("blocked", LISTEN_CLOSER)
    assert "root" in found.reason
    assert found.mend_for_good == install_command()
    assert [device.name for device in found.devices] == ["Board"]


def test_container_without_the_node_is_blocked_and_sudo_is_not_advised(sysfs: Sysfs) -> None:
    sysfs.add(0, "a/input/input0", phys="usb-1/input0", keys=BOARD_KEYS)
    (sysfs.root / "dev/input/event0").unlink()
    found = probe(sysfs)
    assert (found.state, found.mend) == ("blocked", "")
    assert "container" in found.reason


def test_keyboard_that_is_switched_off_is_blocked_with_the_switch(sysfs: Sysfs) -> None:
    sysfs.add(0, "a/input/input0", phys="usb-1/input0", keys=BOARD_KEYS, inhibited=True)
    found = probe(sysfs)
    assert found.state == "blocked"
    assert found.mend == "echo 0 | sudo tee /sys/class/input/event0/device/inhibited"


def test_start_without_the_chosen_keyboard_says_so(sysfs: Sysfs) -> None:
    sysfs.add(0, "a/input/input0", phys="usb-1/input0", keys=BOARD_KEYS)
    with pytest.raises(OSError, match="none of the keyboards is attached"):
        EvdevSource(sysfs.root).start(lambda _: None, ["/dev/input/event9"])


def test_node_that_is_no_device_is_refused_and_nothing_stays_open(sysfs: Sysfs) -> None:
    sysfs.add(0, "a/input/input0", phys="usb-1/input0", keys=BOARD_KEYS)
    before = sorted(os.listdir("/proc/self/fd"))
    with pytest.raises(OSError, match="Inappropriate ioctl"):
        EvdevSource(sysfs.root).start(lambda _: None, ())
    assert sorted(os.listdir("/proc/self/fd")) == before
