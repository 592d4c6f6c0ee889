"""The guest of all tests here, booted once; its keyboards; and a folder for each test that both sides can write."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.system.kernel.examination import Press
from tests.system.kernel.guest import Guest
from tests.system.kernel.python_disk import HOUSE
from tests.system.kernel.qmp import OTHER_SCREEN

BENCH = HOUSE / ".bench"
PLUG_S = 60
"""How long the guest's kernel may take to notice that a keyboard was plugged in or pulled out."""


@pytest.fixture(scope="session")
def guest() -> Iterator[Guest]:
    """A guest that runs for all tests; skips where a program for it is missing."""
    shared = BENCH / "kernel"
    shutil.rmtree(shared, ignore_errors=True)
    shared.mkdir(parents=True)
    with Guest(shared, BENCH / "python.img") as guest:
        yield guest


@pytest.fixture
def folder(guest: Guest, request: pytest.FixtureRequest) -> Path:
    """Where an examination of this test leaves its files; not there yet."""
    return guest.shared / re.sub(r"\W+", "_", request.node.name)


@pytest.fixture
def press(guest: Guest) -> Press:
    """Fingers on the i8042 keyboard."""
    return guest.qmp.press


class UsbKeyboard:
    """A USB keyboard that can be pulled out and plugged in again."""

    name = "QEMU QEMU USB Keyboard"

    def __init__(self, guest: Guest) -> None:
        self._guest = guest
        self.plug_in()

    def plug_in(self) -> None:
        """Plug it in, and return when the guest has a node for it."""
        self._guest.qmp.plug_in_keyboard("keyboard")
        self._wait_for(lambda: self.plugged)

    def pull_out(self) -> None:
        """Pull it out, and return when the guest has no node for it."""
        self._guest.qmp.pull_out("keyboard")
        self._wait_for(lambda: not self.plugged)

    def press(self, code: str) -> None:
        """Press a key of it."""
        self._guest.qmp.press(code, OTHER_SCREEN)

    def hold(self, code: str) -> None:
        """Press a key of it and keep it down."""
        self._guest.qmp.move(code, True, OTHER_SCREEN)

    @property
    def plugged(self) -> bool:
        """Whether the guest knows it."""
        return self._guest.run(f"grep -q '{self.name}' /sys/class/input/event*/device/name").code == 0

    def _wait_for(self, come_true: Callable[[], bool]) -> None:
        end = time.monotonic() + PLUG_S
        while not come_true():
            assert time.monotonic() < end, "the guest did not notice what happened to the USB keyboard"
            time.sleep(0.5)


@pytest.fixture
def usb_keyboard(guest: Guest) -> Iterator[UsbKeyboard]:
    """A USB keyboard beside the i8042 keyboard; what is pressed on one of the two is not pressed on the other."""
    keyboard = UsbKeyboard(guest)
    yield keyboard
    if keyboard.plugged:
        keyboard.pull_out()
