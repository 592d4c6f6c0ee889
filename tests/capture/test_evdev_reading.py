"""A keyboard that was lost before a pause: what the next stretch of reading says of it at once, and when it comes."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from keycheck.capture import evdev_blockers, evdev_reading
from keycheck.capture.evdev_reading import Reading
from keycheck.capture.evdev_source import EvdevSource
from keycheck.capture.linux_keyboards import keyboards
from keycheck.capture.lost_keyboard import Places
from keycheck.capture.source import Disturbance
from keycheck.events.raw_event import RawEvent
from tests.capture.sysfs import BOARD_KEYS, Sysfs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="evdev is of Linux")

NAME = "/dev/input/event0"
PATIENCE_S = 10.0


class Machine:
    """A keyboard that is at some port or at none, read in stretches."""

    def __init__(self, folder: Path) -> None:
        self.told: list[RawEvent | Disturbance] = []
        self.places = Places()
        self.sysfs = Sysfs(folder)

    def plug_in(self, event: int) -> None:
        self.sysfs.add(event, f"port{event}/input/input{event}", phys=f"usb-{event}/input0", keys=BOARD_KEYS)
        # A pipe that nobody writes to is as quiet as a keyboard that nobody touches.
        node = self.sysfs.root / f"dev/input/event{event}"
        node.unlink()
        os.mkfifo(node)

    def pull_out(self, event: int) -> None:
        (self.sysfs.root / f"sys/class/input/event{event}").unlink()

    def read(self) -> Reading:
        chosen = self.places.find([NAME], keyboards(self.sysfs.root))
        return Reading(self.told.append, chosen, self.sysfs.root, self.places)

    def whats(self, count: int) -> list[str]:
        """What was told, as soon as it is so much."""
        until = time.monotonic() + PATIENCE_S
        while len(self.told) < count and time.monotonic() < until:
            time.sleep(0.001)
        return [one.what for one in self.told if isinstance(one, Disturbance)]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    # Only what a real device alone can answer is answered here.
    for room in (evdev_reading, evdev_blockers):
        monkeypatch.setattr(room, "open_node", lambda path: os.open(path, os.O_RDWR | os.O_NONBLOCK))
        monkeypatch.setattr(room, "codes_down", lambda _: frozenset())
    monkeypatch.setattr(evdev_blockers, "is_grabbed", lambda _: False)
    made = Machine(tmp_path)
    made.plug_in(0)
    made.read().end()
    return made


def test_keyboard_that_stayed_where_it_was_is_worth_no_word(machine: Machine) -> None:
    machine.read().end()
    assert machine.told == []


def test_keyboard_that_was_pulled_out_during_a_pause_is_lost_and_taken_up_when_it_comes(machine: Machine) -> None:
    machine.pull_out(0)
    reading = machine.read()
    assert machine.whats(1) == ["source_lost"]
    machine.plug_in(7)
    assert machine.whats(2) == ["source_lost", "source_back"]
    reading.end()
    lost, back = machine.told
    assert isinstance(lost, Disturbance)
    assert isinstance(back, Disturbance)
    assert (lost.device, back.device) == (NAME, NAME)
    assert lost.t == back.t <= lost.until <= back.until, "a trace in the order of time has the end behind the loss"


def test_keyboard_that_was_lost_and_came_back_during_a_pause_is_back_at_once(machine: Machine) -> None:
    machine.pull_out(0)
    machine.read().end()
    machine.plug_in(7)
    machine.read().end()
    assert machine.whats(2) == ["source_lost", "source_back"]
    assert machine.places.lost == {}
    machine.read().end()
    assert len(machine.told) == 2


def test_source_whose_keyboard_is_out_goes_on_and_waits_for_it(machine: Machine) -> None:
    """A start that failed would be the end of the source after some more."""
    source = EvdevSource(machine.sysfs.root)
    source.start(machine.told.append, [NAME])
    source.stop()
    machine.pull_out(0)
    source.start(machine.told.append, [NAME])
    source.stop()
    assert machine.whats(1) == ["source_lost"]
