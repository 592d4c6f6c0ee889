"""evdev on a real kernel: keyboards that it believes in, pressed, held, pulled out, and typed on too fast to follow."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from keycheck.capture.evdev_source import EvdevSource
from keycheck.keys.table import native_of
from keycheck.layouts.library import load
from tests.capture.source_contract import SourceContract
from tests.system.ear import Ear, taps
from tests.system.uhid_keyboard import UhidKeyboard

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="evdev is of Linux")

ANSI_104 = [key.code for key in load("ansi-104").keys if key.unseen is None]


def native(code: str) -> str:
    return str(native_of("evdev", code))


@pytest.fixture
def board() -> Iterator[UhidKeyboard]:
    with UhidKeyboard() as board:
        yield board


@pytest.fixture
def ear(board: UhidKeyboard) -> Iterator[Ear]:
    ear = Ear("evdev")
    yield ear
    ear.process.stop()


class TestContract(SourceContract):
    @pytest.fixture
    def source(self, board: UhidKeyboard) -> EvdevSource:
        return EvdevSource()

    @pytest.fixture
    def tap(self, board: UhidKeyboard) -> Callable[[], None]:
        return lambda: board.tap("KeyA")


def test_keyboard_is_found_by_its_name_and_port(board: UhidKeyboard) -> None:
    probe = EvdevSource().probe()
    assert probe.state == "ready"
    found = {device.path: device for device in probe.devices}[board.node]
    assert (found.name, found.bus, found.vendor_id, found.product_id) == ("Bench Keyboard", "usb", 0x1234, 0x5678)
    assert not set(ANSI_104) & found.blind.keys()
    assert "AudioVolumeMute" in found.blind


def test_every_key_arrives_once_and_names_its_keyboard(board: UhidKeyboard, ear: Ear) -> None:
    ear.listen(board.node)
    for n, code in enumerate(ANSI_104, 1):
        board.tap(code)
        ear.wait_for(lambda tapped=n: len(ear.events) >= 2 * tapped)  # type: ignore[misc]
    assert ear.moves == taps([native(code) for code in ANSI_104])
    assert {event.device for event in ear.events} == {board.node}
    assert ear.troubles == []


def test_keyboard_that_was_not_chosen_is_not_read(board: UhidKeyboard, ear: Ear) -> None:
    with UhidKeyboard("Another Keyboard", "bench-2") as other:
        ear.listen(other.node)
        board.tap("KeyA")
        other.tap("KeyB")
        ear.wait_for(lambda: len(ear.events) >= 2)
    assert ear.moves == taps([native("KeyB")])


def test_key_that_is_held_repeats(board: UhidKeyboard, ear: Ear) -> None:
    ear.listen(board.node)
    board.down("KeyA")
    time.sleep(0.6)
    board.up("KeyA")
    ear.wait_for(lambda: ("30", "up") in ear.moves)
    assert len(ear.moves) > 3
    assert set(ear.moves[1:-1]) == {("30", "repeat")}


def test_key_that_is_down_before_the_start_is_handed_over_as_down(board: UhidKeyboard, ear: Ear) -> None:
    board.down("ShiftLeft", "KeyA")
    time.sleep(0.1)
    ear.listen(board.node)
    assert {move for move in ear.moves if move[1] == "down"} == {("30", "down"), ("42", "down")}
    board.up("ShiftLeft", "KeyA")
    ear.wait_for(lambda: {("30", "up"), ("42", "up")} <= set(ear.moves))


def test_nothing_is_read_while_paused(board: UhidKeyboard, ear: Ear) -> None:
    board.tap("KeyA")
    ear.listen(board.node)
    ear.process.pause()
    board.tap("KeyB")
    time.sleep(0.1)
    ear.listen(board.node)
    board.tap("KeyC")
    ear.wait_for(lambda: len(ear.events) >= 2)
    assert ear.moves == taps([native("KeyC")])


def test_keyboard_that_is_pulled_out_is_a_lost_source_and_the_other_goes_on(board: UhidKeyboard, ear: Ear) -> None:
    with UhidKeyboard("Another Keyboard", "bench-2") as other:
        ear.listen(board.node, other.node)
        board.unplug()
        ear.wait_for(lambda: bool(ear.troubles))
        other.tap("KeyB")
        ear.wait_for(lambda: len(ear.events) >= 2)
    assert [(trouble.what, trouble.device) for trouble in ear.troubles[:1]] == [("source_lost", board.node)]
    assert ear.moves == taps([native("KeyB")])


def test_events_that_the_kernel_drops_are_told_and_the_state_is_read_again(board: UhidKeyboard, ear: Ear) -> None:
    ear.listen(board.node)
    board.down("ControlLeft")
    ear.wait_for(lambda: ear.moves == [("29", "down")])
    os.kill(ear.process._child.pid, signal.SIGSTOP)
    for code in ANSI_104[:60]:
        board.tap(code)
    board.up("ControlLeft")
    board.down("KeyZ")
    os.kill(ear.process._child.pid, signal.SIGCONT)
    ear.wait_for(lambda: ("44", "down") in ear.moves)
    assert [trouble.what for trouble in ear.troubles] == ["dropped"]
    after = ear.moves[ear.moves.index(("29", "up")) :]
    assert [move for move in after if move[1] != "repeat"] == [("29", "up"), ("44", "down")]
    board.up("KeyZ")
    ear.wait_for(lambda: ear.moves[-1] == ("44", "up"))


def test_keyboard_that_another_program_takes_for_itself_is_told_and_told_again_when_it_is_free(
    board: UhidKeyboard, ear: Ear
) -> None:
    """Nothing is heard of it, which must not be taken for silence of its keys."""
    from evdev import InputDevice

    ear.listen(board.node)
    other = InputDevice(board.node)
    other.grab()
    ear.wait_for(lambda: [trouble.what for trouble in ear.troubles] == ["grabbed"])
    board.tap("KeyA")
    other.ungrab()
    other.close()
    ear.wait_for(lambda: [trouble.what for trouble in ear.troubles] == ["grabbed", "source_back"])
    board.tap("KeyB")
    ear.wait_for(lambda: len(ear.events) >= 2)
    assert ear.moves == taps([native("KeyB")])


def test_keyboard_that_is_switched_off_in_sysfs_is_told(board: UhidKeyboard, ear: Ear) -> None:
    switch = Path("/sys/class/input", Path(board.node).name, "device/inhibited")
    ear.listen(board.node)
    switch.write_text("1")
    ear.wait_for(lambda: [trouble.what for trouble in ear.troubles] == ["source_lost"])
    switch.write_text("0")
    ear.wait_for(lambda: [trouble.what for trouble in ear.troubles] == ["source_lost", "source_back"])


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
    assert ear.moves == taps([native("KeyA")])
    assert {event.device for event in ear.events} == {board.node}
