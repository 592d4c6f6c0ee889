"""What keeps a keyboard from us does so across a pause; its end is told in whatever stretch of reading it comes."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from keycheck.capture import evdev_blockers
from keycheck.capture.evdev_blockers import Blockers
from keycheck.capture.linux_keyboards import Keyboard, keyboards
from keycheck.capture.lost_keyboard import Places
from keycheck.capture.source import Disturbance
from keycheck.events.raw_event import RawEvent
from tests.capture.sysfs import BOARD_KEYS, Sysfs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="evdev is of Linux")

NAME, HEARD_NS = "/dev/input/event0", 5
PATIENCE_S = 10.0


class Stretches:
    """Stretches of looking after one keyboard, whose switch in sysfs is turned, and what they tell."""

    def __init__(self, folder: Path) -> None:
        self.told: list[RawEvent | Disturbance] = []
        self.places = Places()
        self._sysfs = Sysfs(folder)
        self._sysfs.add(0, "a/input/input0", phys="usb-1/input0", keys=BOARD_KEYS)
        (self._keyboard,) = keyboards(self._sysfs.root)

    def switch(self, inhibited: bool) -> None:
        self._sysfs.write("sys/class/input/event0/device/inhibited", str(int(inhibited)))

    def begin(self) -> Blockers:
        blockers = Blockers(self.told.append, self._listened, self._sysfs.root, self.places)
        blockers.start()
        return blockers

    def whats(self, count: int) -> list[str]:
        """What was told, as soon as it is so much."""
        until = time.monotonic() + PATIENCE_S
        while len(self.told) < count and time.monotonic() < until:
            time.sleep(0.001)
        return [one.what for one in self.told if isinstance(one, Disturbance)]

    def _listened(self) -> dict[str, tuple[Keyboard, int]]:
        return {NAME: (self._keyboard, HEARD_NS)}


@pytest.fixture
def stretches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stretches:
    # A node of a test is no device, and nobody can take it.
    monkeypatch.setattr(evdev_blockers, "open_node", lambda path: os.open(path, os.O_RDONLY))
    monkeypatch.setattr(evdev_blockers, "codes_down", lambda _: ())
    monkeypatch.setattr(evdev_blockers, "is_grabbed", lambda _: False)
    return Stretches(tmp_path)


def test_keyboard_that_was_freed_during_a_pause_is_told_to_be_back(stretches: Stretches) -> None:
    stretches.switch(inhibited=True)
    first = stretches.begin()
    assert stretches.whats(1) == ["source_lost"]
    first.end()
    stretches.switch(inhibited=False)
    second = stretches.begin()
    assert stretches.whats(2) == ["source_lost", "source_back"]
    second.end()
    back = stretches.told[-1]
    assert isinstance(back, Disturbance)
    assert (back.t, back.device) == (HEARD_NS, NAME)
    assert stretches.places.blocked == {}


def test_keyboard_that_is_kept_from_us_still_is_told_once(stretches: Stretches) -> None:
    stretches.switch(inhibited=True)
    for _ in range(2):
        blockers = stretches.begin()
        stretches.whats(1)
        blockers.end()
    assert stretches.whats(1) == ["source_lost"]


def test_keyboard_that_was_pulled_out_is_looked_at_anew(stretches: Stretches) -> None:
    stretches.switch(inhibited=True)
    blockers = stretches.begin()
    stretches.whats(1)
    blockers.end()
    blockers.forget(NAME)
    again = stretches.begin()
    assert stretches.whats(2) == ["source_lost", "source_lost"]
    again.end()
