"""Two keyboards at one machine: what is pressed on the other one is not pressed on this one."""

from __future__ import annotations

from pathlib import Path

from tests.system.kernel.conftest import UsbKeyboard
from tests.system.kernel.examination import Press, examination
from tests.system.kernel.guest import Guest

DEAD = ("Digit5",)


def test_key_that_came_from_the_other_keyboard_only_is_dead_on_this_one(
    guest: Guest, folder: Path, press: Press, usb_keyboard: UsbKeyboard
) -> None:
    """5 is pressed on the USB keyboard, in the sweep and in every sandwich of the i8042 keyboard."""
    with examination(guest, folder, "--device", "AT Translated Set 2 keyboard") as keycheck:
        keycheck.begin()
        usb_keyboard.press("Digit5")
        keycheck.sweep(press, without=DEAD)
        usb_keyboard.press("Digit5")
        assert keycheck.answer(press, DEAD, instead=usb_keyboard.press) >= 6
        assert keycheck.end() == 1
    verdict = keycheck.verdict
    assert [(f["key"], f["symptom"], f["cause"]) for f in verdict["findings"]] == [("Digit5", "dead", "hardware")]
    assert verdict["tested"] == 104
    assert keycheck.report["keyboard"]["name"] == "AT Translated Set 2 keyboard"
