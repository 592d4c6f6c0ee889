"""Lock lamps of a keyboard that the kernel believes in: it is told to switch them, and to put them back."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from keycheck.host.lamps import Lamps, lamps_of
from tests.system.uhid_keyboard import UhidKeyboard

NUM, CAPS, SCROLL = 1, 2, 4
SECONDS = 120


@pytest.fixture
def keyboard() -> Iterator[UhidKeyboard]:
    """One whose Num Lock is lit, as on most machines."""
    with UhidKeyboard("Bench Lamps", "bench-lamps", lamps=True) as keyboard:
        set_by_the_system(keyboard, "NumLock")
        yield keyboard


def set_by_the_system(keyboard: UhidKeyboard, lamp: str) -> None:
    """The desktop, or the console, lights a lamp."""
    from evdev import InputDevice, ecodes

    codes = {"NumLock": ecodes.LED_NUML, "CapsLock": ecodes.LED_CAPSL, "ScrollLock": ecodes.LED_SCROLLL}
    device = InputDevice(keyboard.node)
    for name, code in codes.items():
        device.set_led(code, int(name == lamp))
    device.close()
    keyboard.lamps(until=NUM)


def lamps(keyboard: UhidKeyboard) -> Lamps:
    found = lamps_of(keyboard.node)
    assert (found.names, found.why_not) == (("NumLock", "CapsLock", "ScrollLock"), "")
    return found


def takes(found: Lamps) -> bool:
    """Whether a lamp can still be switched."""
    try:
        found.switch("CapsLock", True)
    except OSError:
        return False
    return True


def test_each_lamp_is_switched_alone_and_all_are_put_back(keyboard: UhidKeyboard) -> None:
    found = lamps(keyboard)
    for lamp, lit in (("CapsLock", NUM | CAPS), ("ScrollLock", NUM | SCROLL)):
        found.switch(lamp, True)  # type: ignore[arg-type]
        assert keyboard.lamps(until=lit)[-1] == lit
        found.switch(lamp, False)  # type: ignore[arg-type]
        assert keyboard.lamps(until=NUM)[-1] == NUM
    found.switch("NumLock", False)
    keyboard.lamps(until=0)
    found.switch("CapsLock", True)
    keyboard.lamps(until=CAPS)
    found.put_back()
    assert keyboard.lamps(until=NUM)[-1] == NUM
    found.put_back()


@pytest.mark.parametrize("end", ["raise ValueError", "raise KeyboardInterrupt", "raise SystemExit(3)"])
def test_lamps_are_put_back_when_the_program_ends_in_between(keyboard: UhidKeyboard, end: str) -> None:
    program = f"from keycheck.host.lamps import lamps_of; lamps_of({keyboard.node!r}).switch('CapsLock', True); {end}"
    ran = subprocess.run([sys.executable, "-c", program], timeout=SECONDS, capture_output=True, check=False)
    assert ran.returncode != 0
    assert keyboard.lamps(until=NUM)[0] == NUM | CAPS


def test_keyboard_that_is_pulled_out_takes_no_lamp(keyboard: UhidKeyboard) -> None:
    found = lamps(keyboard)
    found.switch("CapsLock", True)
    keyboard.unplug()
    end = time.monotonic() + SECONDS
    while takes(found):
        assert time.monotonic() < end, "a keyboard that is gone takes it"
    found.put_back()


def test_keyboard_without_lamps_says_so() -> None:
    with UhidKeyboard("Bench Dark", "bench-dark") as keyboard:
        assert lamps_of(keyboard.node).why_not == "Lock lamps: this keyboard tells the system of none."
