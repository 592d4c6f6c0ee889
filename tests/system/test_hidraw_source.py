"""hidraw on a real kernel: reports of a keyboard that it believes in, read beside evdev and taken from nobody."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from keycheck.capture.hidraw_source import HidrawSource
from keycheck.keys.table import native_of
from keycheck.layouts.library import load
from tests.capture.source_contract import SourceContract
from tests.system.ear import Ear, taps
from tests.system.uhid_keyboard import UhidKeyboard

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="hidraw is of Linux")

ANSI_104 = [key.code for key in load("ansi-104").keys if key.unseen is None]
KEY_A = str(native_of("hid", "KeyA"))


@pytest.fixture
def board() -> Iterator[UhidKeyboard]:
    with UhidKeyboard() as board:
        yield board


@pytest.fixture
def ear(board: UhidKeyboard) -> Iterator[Ear]:
    ear = Ear("hidraw")
    yield ear
    ear.process.stop()


class TestContract(SourceContract):
    @pytest.fixture
    def source(self, board: UhidKeyboard) -> HidrawSource:
        return HidrawSource()

    @pytest.fixture
    def tap(self, board: UhidKeyboard) -> Callable[[], None]:
        return lambda: board.tap("KeyA")


def test_keyboard_bears_the_name_that_evdev_gives_it(board: UhidKeyboard) -> None:
    probe = HidrawSource().probe()
    assert probe.state == "ready"
    found = {device.path: device for device in probe.devices}[board.node]
    assert (found.name, found.bus, found.vendor_id, found.product_id) == ("Bench Keyboard", "usb", 0x1234, 0x5678)
    assert not set(ANSI_104) & found.blind.keys()
    assert "AudioVolumeMute" in found.blind


def test_evdev_hears_what_hidraw_reads(board: UhidKeyboard, ear: Ear) -> None:
    kernel = Ear("evdev")
    try:
        ear.listen(board.node)
        kernel.listen(board.node)
        board.tap("KeyA")
        ear.wait_for(lambda: ear.moves == taps([KEY_A]))
        kernel.wait_for(lambda: kernel.moves == taps(["30"]))
    finally:
        kernel.process.stop()


def test_key_that_is_down_before_the_start_is_handed_over_as_down_and_comes_up(board: UhidKeyboard, ear: Ear) -> None:
    board.down("KeyA")
    time.sleep(0.1)
    ear.listen(board.node)
    assert ear.moves == [(KEY_A, "down")]
    board.up("KeyA")
    ear.wait_for(lambda: ear.moves == taps([KEY_A]))


def test_nothing_is_read_while_paused(board: UhidKeyboard, ear: Ear) -> None:
    ear.listen(board.node)
    ear.process.pause()
    board.tap("KeyB")
    time.sleep(0.1)
    ear.listen(board.node)
    board.tap("KeyA")
    ear.wait_for(lambda: len(ear.events) >= 2)
    assert ear.moves == taps([KEY_A])


def test_reports_that_the_kernel_throws_away_are_told(board: UhidKeyboard, ear: Ear) -> None:
    """It keeps 63, throws the newest away and says nothing: a release that is lost comes with the next report."""
    ear.listen(board.node)
    os.kill(ear.process._child.pid, signal.SIGSTOP)
    for code in ANSI_104[:40]:
        board.tap(code)
    os.kill(ear.process._child.pid, signal.SIGCONT)
    ear.wait_for(lambda: "dropped" in [trouble.what for trouble in ear.troubles])
    board.tap("KeyA")
    ear.wait_for(lambda: (KEY_A, "up") in ear.moves)
    downs = [native for native, action in ear.moves if action == "down"]
    assert sorted(downs) == sorted(native for native, action in ear.moves if action == "up")


def test_keyboard_that_is_pulled_out_and_plugged_in_again_is_read_again(board: UhidKeyboard, ear: Ear) -> None:
    ear.listen(board.node)
    board.unplug()
    ear.wait_for(lambda: bool(ear.troubles))
    with UhidKeyboard() as again:
        ear.wait_for(lambda: len(ear.troubles) == 2)
        again.tap("KeyA")
        ear.wait_for(lambda: len(ear.events) >= 2)
    assert [(trouble.what, trouble.device) for trouble in ear.troubles[:2]] == [
        ("source_lost", board.node),
        ("source_back", board.node),
    ]
    assert ear.moves == taps([KEY_A])


def test_keyboard_that_came_back_at_another_node_is_read_after_a_pause_too(board: UhidKeyboard, ear: Ear) -> None:
    ear.listen(board.node)
    board.unplug()
    ear.wait_for(lambda: bool(ear.troubles))
    with UhidKeyboard("In Its Place", "bench-3"), UhidKeyboard() as again:
        assert again.node != board.node
        ear.wait_for(lambda: len(ear.troubles) == 2)
        ear.process.pause()
        ear.listen(board.node)
        again.tap("KeyA")
        ear.wait_for(lambda: len(ear.events) >= 2)
    assert ear.moves == taps([KEY_A])
    assert {event.device for event in ear.events} == {board.node}
