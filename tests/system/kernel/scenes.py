"""Runs inside the guest: plays scenes with keyboards of /dev/uhid, and leaves the report of each.

It reads `NAME FOLDER`, one line a scene, and says of each how it ended: nothing, or the error. One process plays all of
them, because Python takes long to start where the processor is emulated.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from keycheck.layouts.library import load
from tests.scenarios import SMALL
from tests.system.kernel.keymap import map_scan_code
from tests.system.kernel.remapper import FORWARDS
from tests.system.kernel.sitting import PATIENCE_S, Sitting
from tests.system.uhid_keyboard import UhidKeyboard

DEAD = ("Digit5",)
USAGE_OF_5 = 0x70022
KEYCODE_OF_5 = "14"
"""Of X."""
CODE_OF_5 = "6"
"""Of evdev."""

ALL_LAYERS = ("hidraw", "scancodes", "evdev", "pynput")


def withheld(folder: Path) -> None:
    """5 never leaves the keyboard."""
    with UhidKeyboard() as board:
        sitting = Sitting(board.node, ["hidraw", "scancodes", "evdev"], load("ansi-104"))
        sitting.sweep(board.tap, DEAD)
        sitting.answer(board.tap, DEAD)
        sitting.end(folder)


def two_keyboards(folder: Path) -> None:
    """5 is pressed on the other keyboard of the same make, whenever it is asked for."""
    with UhidKeyboard() as board, UhidKeyboard(port="bench-2") as other:
        sitting = Sitting(board.node, ["hidraw", "evdev"], SMALL)
        other.tap("Digit5")
        sitting.sweep(board.tap, DEAD)
        sitting.answer(board.tap, DEAD, instead=other.tap)
        sitting.end(folder)


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
        sitting.end(folder)


def pulled_out(folder: Path) -> None:
    """It does not come back, before 5 could be asked for."""
    with UhidKeyboard() as board:
        sitting = Sitting(board.node, ["hidraw", "evdev"], SMALL)
        sitting.sweep(board.tap, DEAD)
        board.unplug()
        sitting.until(lambda: len(sitting.incidents("source_lost")) == 2)
        sitting.end(folder)


def grabbed(folder: Path) -> None:
    """A program takes the keyboard for itself in the middle, and hands every key on but 5."""
    with UhidKeyboard() as board:
        sitting = Sitting(board.node, ALL_LAYERS, SMALL)
        board.tap("KeyQ")
        sitting.until(lambda: len(sitting.heard("KeyQ")) == 3)
        with program("tests.system.kernel.remapper", board.node, CODE_OF_5, says=FORWARDS):
            sitting.until(lambda: sitting.incidents("grabbed"))
            sitting.sweep(board.tap)
            sitting.answer(board.tap)
            sitting.end(folder)


def mapped_to_nothing(folder: Path) -> None:
    """The X server knows no sign for 5."""
    with UhidKeyboard() as board:
        subprocess.run(["xmodmap", "-e", f"keycode {KEYCODE_OF_5} ="], check=True)
        try:
            sitting = Sitting(board.node, ALL_LAYERS, SMALL)
            sitting.sweep(board.tap)
            sitting.answer(board.tap)
            sitting.end(folder)
        finally:
            subprocess.run(["setxkbmap", "us"], check=True)


def without_a_keymap(folder: Path) -> None:
    """The kernel knows no key for what 5 sends, and HID reports are not read: only evdev may be."""
    with UhidKeyboard() as board:
        map_scan_code(board.node, USAGE_OF_5, "KEY_UNKNOWN")
        sitting = Sitting(board.node, ["scancodes", "evdev"], SMALL)
        sitting.sweep(board.tap)
        sitting.answer(board.tap)
        sitting.end(folder)


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
def x_server() -> Iterator[None]:
    """An X server with a dummy screen and real keyboards, as DISPLAY."""
    config = Path("/run/xorg.conf")
    config.write_text(
        'Section "Device"\nIdentifier "d"\nDriver "dummy"\nEndSection\n'
        'Section "Screen"\nIdentifier "d"\nDevice "d"\nEndSection\n'
    )
    options = ["-config", str(config), "-logfile", "/run/xorg.log", "-noreset", "vt1", "-sharevts", "-novtswitch"]
    with open("/run/xorg.err", "wb") as said, subprocess.Popen(["Xorg", ":7", *options], stderr=said) as server:
        os.environ["DISPLAY"] = ":7"
        end = time.monotonic() + PATIENCE_S
        while not Path("/tmp/.X11-unix/X7").exists():
            assert time.monotonic() < end, "Xorg did not start"
            time.sleep(0.1)
        try:
            yield
        finally:
            del os.environ["DISPLAY"]
            server.terminate()


SCENES: dict[str, Callable[[Path], None]] = {
    scene.__name__: scene
    for scene in (
        withheld, two_keyboards, plugged_in_again, pulled_out, grabbed, mapped_to_nothing, without_a_keymap,
    )
}  # fmt: skip

ON_A_DESKTOP = {"grabbed", "mapped_to_nothing"}


def play(name: str, folder: Path) -> str:
    """Play one scene; how it failed, or nothing."""
    try:
        if name in ON_A_DESKTOP:
            with x_server():
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
        error = play(name, folder)
        (folder / "played.part").write_text(error)
        os.replace(folder / "played.part", folder / "played")
