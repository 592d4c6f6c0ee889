"""Runs inside the guest: plays scenes with keyboards of /dev/uhid, and leaves the report of each.

It reads `NAME FOLDER`, one line a scene, and says of each how it ended: nothing, or the error. One process plays all of
them, because Python takes long to start where the processor is emulated.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from keycheck.capture.evdev_source import EvdevSource
from keycheck.capture.source import Disturbance
from keycheck.config import DATA_FOLDER_VARIABLE
from keycheck.events.raw_event import RawEvent
from tests.scenarios import SMALL
from tests.system.kernel.arrivals import all_arrivals
from tests.system.kernel.keymap import map_scan_code
from tests.system.kernel.remapper import FORWARDS
from tests.system.kernel.sitting import LATE_S, PATIENCE_S, Sitting
from tests.system.uhid_keyboard import UhidKeyboard

DEAD = ("Digit5",)
USAGE_OF_5, PS2_SCAN_CODE_OF_5 = 0x70022, 0x06
KEYCODE_OF_5 = "14"
"""Of X."""
CODE_OF_5 = "6"
"""Of evdev."""

DISPLAY, X_SOCKET = ":7", Path("/tmp/.X11-unix/X7")

ALL_LAYERS = ("hidraw", "evdev", "pynput")


def withheld(folder: Path) -> None:
    """5 never leaves the keyboard."""
    with UhidKeyboard() as board:
        sitting = Sitting(board.node, ["hidraw", "evdev"], SMALL)
        sitting.sweep(board.tap, DEAD)
        sitting.answer(board.tap, DEAD)
        sitting.end(folder / "out")


def two_keyboards(folder: Path) -> None:
    """5 is pressed on the other keyboard of the same make, whenever it is asked for."""
    with UhidKeyboard() as board, UhidKeyboard(port="bench-2") as other:
        sitting = Sitting(board.node, ["hidraw", "evdev"], SMALL)
        other.tap("Digit5")
        sitting.sweep(board.tap, DEAD)
        sitting.answer(board.tap, DEAD, instead=other.tap)
        sitting.end(folder / "out")


def plugged_in_again(folder: Path) -> None:
    """Pulled out with a key down, and plugged in again at another node; once more in the middle of a sandwich."""
    with UhidKeyboard() as board:
        sitting = Sitting(board.node, ["hidraw", "evdev"], SMALL)
        board.tap("KeyQ")
        board.down("KeyW")
        sitting.until(lambda: len(sitting.heard("KeyW")) == 2)
        board.unplug()
        with UhidKeyboard("In Its Place", "bench-3"), UhidKeyboard() as again:
            sitting.until(lambda: len(sitting.incidents("source_back")) == 2)
            sitting.sweep(again.tap, DEAD)
            sitting.until(lambda: sitting.step.kind == "question")
            sitting.say("on_keyboard")
            sitting.until(lambda: sitting.step.kind == "sandwich")
            again.tap(sitting.step.before)
            again.unplug()
            with UhidKeyboard() as once_more:
                sitting.until(lambda: len(sitting.incidents("source_back")) == 4)
                sitting.answer(once_more.tap, DEAD)
        sitting.end(folder / "out")


def pulled_out(folder: Path) -> None:
    """It does not come back, before 5 could be asked for."""
    with UhidKeyboard() as board:
        sitting = Sitting(board.node, ["hidraw", "evdev"], SMALL)
        sitting.sweep(board.tap, DEAD)
        board.unplug()
        sitting.until(lambda: len(sitting.incidents("source_lost")) == 2)
        sitting.end(folder / "out")


def grabbed(folder: Path) -> None:
    """A program takes the keyboard for itself in the middle, and hands every key on but 5."""
    with UhidKeyboard() as board:
        sitting = Sitting(board.node, ALL_LAYERS, SMALL)
        tap_until_heard(sitting, board, "KeyQ", by={0, 1, 2})
        with program("tests.system.kernel.remapper", board.node, CODE_OF_5, says=FORWARDS):
            sitting.until(lambda: sitting.incidents("grabbed"))
            tap_until_heard(sitting, board, "KeyW", by={0, 2})
            sitting.sweep(board.tap)
            sitting.answer(board.tap)
            sitting.end(folder / "out")


def mapped_to_nothing(folder: Path) -> None:
    """The X server knows no sign for 5."""
    with UhidKeyboard("Keyboard of this scene") as board:
        wait_for_the_desktop_to_have(board)
        subprocess.run(["xmodmap", "-e", f"keycode {KEYCODE_OF_5} ="], check=True)
        try:
            sitting = Sitting(board.node, ALL_LAYERS, SMALL)
            tap_until_heard(sitting, board, "KeyQ", by={0, 1, 2})
            sitting.sweep(board.tap)
            sitting.answer(board.tap)
            sitting.end(folder / "out")
        finally:
            subprocess.run(["setxkbmap", "us"], check=True)


def without_a_keymap(folder: Path) -> None:
    """The kernel knows no key for what 5 sends, and HID reports are not read: only evdev may be."""
    with UhidKeyboard() as board:
        map_scan_code(board.node, USAGE_OF_5, "KEY_UNKNOWN")
        sitting = Sitting(board.node, ["evdev"], SMALL)
        sitting.sweep(board.tap)
        sitting.answer(board.tap)
        sitting.end(folder / "out")


def wait_for_the_desktop_to_have(board: UhidKeyboard) -> None:
    """A keyboard that it takes later brings a keymap of its own, and what xmodmap has changed is gone."""
    end = time.monotonic() + PATIENCE_S
    listed = ["xinput", "list", "--name-only"]
    while board.name not in subprocess.run(listed, check=True, capture_output=True, text=True).stdout:
        assert time.monotonic() < end, f"the desktop never took {board.name}"
        time.sleep(LATE_S)


def tap_until_heard(sitting: Sitting, board: UhidKeyboard, key: str, by: set[int]) -> None:
    """The desktop takes its time to listen to a new keyboard."""

    def heard() -> bool:
        board.tap(key)
        time.sleep(LATE_S)
        return sitting.heard(key) >= by

    sitting.until(heard)


def usb_keyboard(folder: Path) -> None:
    """A keyboard at a USB port, which somebody outside presses, pulls out and plugs in."""
    sitting = Sitting("QEMU QEMU USB Keyboard", ALL_LAYERS, SMALL)
    sitting.until((folder / "enough").exists)
    sitting.end(folder / "out")


def scan_code_of_a_ps2_keyboard(folder: Path) -> None:
    """What evdev tells of 5 on the PS/2 keyboard when its scan code is mapped to nothing; pressed from outside."""
    source = EvdevSource()
    ps2 = next(device for device in source.probe().devices if device.bus == "i8042")
    heard: list[RawEvent | Disturbance] = []
    told = {}
    for key in ("KEY_UNKNOWN", "KEY_RESERVED", "KEY_5"):
        map_scan_code(ps2.path, PS2_SCAN_CODE_OF_5, key)
        heard.clear()
        source.start(heard.append, [ps2.path])
        (folder / key).touch()
        while not (folder / f"{key}.pressed").exists():
            time.sleep(0.1)
        time.sleep(LATE_S)
        source.stop()
        told[key] = [(e.native, e.action, e.unmapped) for e in heard if isinstance(e, RawEvent)]
    (folder / "told.json").write_text(json.dumps(told))


@contextmanager
def program(module: str, *arguments: str, says: str) -> Iterator[None]:
    """Another program, from when it says that it is ready."""
    with subprocess.Popen([sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline().strip() == says
        try:
            yield
        finally:
            running.kill()


@contextmanager
def desktop() -> Iterator[None]:
    """An X server with a dummy screen and real keyboards, as DISPLAY; once started it stays."""
    if not X_SOCKET.exists():
        start_x_server()
    os.environ["DISPLAY"] = DISPLAY
    try:
        yield
    finally:
        del os.environ["DISPLAY"]


def start_x_server() -> None:
    config = Path("/run/xorg.conf")
    config.write_text(
        'Section "Device"\nIdentifier "d"\nDriver "dummy"\nEndSection\n'
        'Section "Screen"\nIdentifier "d"\nDevice "d"\nEndSection\n'
    )
    options = ["-config", str(config), "-logfile", "/run/xorg.log", "-noreset", "vt1", "-sharevts", "-novtswitch"]
    with open("/run/xorg.err", "wb") as said:
        subprocess.Popen(["Xorg", DISPLAY, *options], stderr=said)
    end = time.monotonic() + PATIENCE_S
    while not X_SOCKET.exists():
        assert time.monotonic() < end, "Xorg did not start"
        time.sleep(0.1)


SCENES: dict[str, Callable[[Path], None]] = {
    scene.__name__: scene
    for scene in (
        withheld, two_keyboards, plugged_in_again, pulled_out, grabbed, mapped_to_nothing, without_a_keymap,
        usb_keyboard, scan_code_of_a_ps2_keyboard, all_arrivals,
    )
}  # fmt: skip

ON_A_DESKTOP = {"grabbed", "mapped_to_nothing", "usb_keyboard"}


def play(name: str, folder: Path) -> str:
    """Play one scene; how it failed, or nothing."""
    try:
        if name in ON_A_DESKTOP:
            with desktop():
                SCENES[name](folder)
        else:
            SCENES[name](folder)
    except Exception:
        return traceback.format_exc()
    return ""


if __name__ == "__main__":
    for line in sys.stdin:
        name, place = line.split()
        folder = Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        os.environ[DATA_FOLDER_VARIABLE] = str(folder / "data")
        error = play(name, folder)
        (folder / "played.part").write_text(error)
        os.replace(folder / "played.part", folder / "played")
