"""The guest of all tests here, booted once; its keyboards; and a folder for each test that both sides can write."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.system.kernel.examination import Examination, Press
from tests.system.kernel.guest import Guest
from tests.system.kernel.python_disk import HOUSE
from tests.system.kernel.qmp import OTHER_SCREEN

BENCH = HOUSE / ".bench"
SCRIPT = "/run/keycheck.script"
"""A pipe in the guest: what is to be played."""
SCENE_S = 240
"""How long a scene may take on a busy machine."""
PLUG_S = 60
"""How long the guest's kernel may take to notice that a keyboard was plugged in or pulled out."""


@pytest.fixture(scope="session")
def guest() -> Iterator[Guest]:
    """A guest that runs for all tests; skips where a program for it is missing."""
    shared = BENCH / "kernel" / os.environ.get("PYTEST_XDIST_WORKER", "alone")
    shutil.rmtree(shared, ignore_errors=True)
    shared.mkdir(parents=True)
    with (BENCH / "lock").open("w") as lock:
        # Two processes of pytest may want one: each guest takes a processor for itself.
        fcntl.flock(lock, fcntl.LOCK_EX)
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


class Stage:
    """Plays the scenes of `scenes.py` in the guest, in one process for all of them."""

    def __init__(self, guest: Guest) -> None:
        self._guest = guest
        played = f"{sys.executable} -u -m tests.system.kernel.scenes <>{SCRIPT} >{guest.shared}/scenes.log 2>&1"
        guest.run(f"mkfifo {SCRIPT}; ( {played} ) >/dev/null 2>&1 &").checked()

    def begin(self, scene: str) -> Examination:
        """Let a scene begin; its examination has its screen nowhere."""
        folder = self._guest.shared / scene
        folder.mkdir(parents=True)
        self._guest.run(f"echo {scene} {folder} >{SCRIPT}").checked()
        return Examination(self._guest, folder)

    def end(self, examination: Examination) -> dict[str, Any]:
        """Wait for the end of the scene: what stands in the report; empty where the scene has none."""
        played = examination.folder / "played"
        end = time.monotonic() + SCENE_S
        while not played.exists():
            self._guest.check()
            assert time.monotonic() < end, f"the scene did not end: {(self._guest.shared / 'scenes.log').read_text()}"
            time.sleep(0.05)
        assert played.read_text() == ""
        return examination.verdict if (examination.folder / "out").exists() else {}

    def play(self, scene: str) -> dict[str, Any]:
        """Play a scene to its end; the verdict."""
        return self.end(self.begin(scene))


@pytest.fixture(scope="session")
def stage(guest: Guest) -> Stage:
    """The stage of all scenes."""
    return Stage(guest)


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
