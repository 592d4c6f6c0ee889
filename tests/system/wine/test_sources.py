"""The sources of Windows side by side, on keys that are pressed: each hears every key as the physical key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from keycheck.keys.table import native_of, all_codes
from keycheck.layouts.library import load
from tests.system.wine.conftest import Fingers
from tests.system.wine.ears import Ears, Move
from tests.system.wine.windows import Windows

SOURCES = ("raw_input", "pynput")
KEYS = [key.code for key in load("ansi-104").keys if key.unseen is None]


@pytest.fixture(scope="module")
def ears(windows: Windows, fingers: Fingers) -> Iterator[Ears]:
    ears = Ears(windows, *SOURCES)
    ears.listen()
    yield ears
    ears.close()


def keycode(code: str) -> str:
    """As xdotool takes it; 9 is the name of a digit, so Escape goes by its name."""
    evdev = str(native_of("evdev", code))
    return "Escape" if evdev == "1" else str(int(evdev) + 8)


def test_explore(windows, ears: Ears, fingers: Fingers) -> None:
    import time

    for k in all_codes():
        if k in KEYS or not native_of("evdev", k) or not native_of("windows", k) or int(native_of("evdev", k)) > 247:
            continue
        ears.forget()
        fingers("key", "--delay", "20", keycode(k))
        time.sleep(0.15)
        for s in SOURCES:
            print(
                "OK " if ears.moves(s) == [(k, "down"), (k, "up")] else "NOT",
                k,
                s,
                ears.moves(s),
                [e.native for e in ears.events(s)],
            )
    ears.forget()
    print(
        windows.run(
            "-c",
            """
import ctypes
ctypes.windll.user32.keybd_event(0x41,0x1e,0,0)
ctypes.windll.user32.keybd_event(0x41,0x1e,2,0)
""",
        )
    )
    time.sleep(0.5)
    for s in SOURCES:
        print(ears.events(s))
    ears.forget()
    fingers("keydown", "38")
    time.sleep(0.9)
    fingers("keyup", "38")
    time.sleep(0.3)
    for s in SOURCES:
        print(ears.moves(s))
    fingers("keydown", "38")
    time.sleep(0.1)
    ears.pause()
    ears.forget()
    ears.listen()
    for s in SOURCES:
        print(ears.moves(s))
    fingers("keyup", "38")
    time.sleep(0.3)
    for s in SOURCES:
        print(ears.moves(s))
    ears.pause()
    ears.forget()
    fingers("key", "38")
    time.sleep(0.3)
    for s in SOURCES:
        print(ears.moves(s))
