"""A USB keyboard that is pulled out while it is examined: an incident, never an accusation."""

from __future__ import annotations

from pathlib import Path

from tests.system.kernel.conftest import UsbKeyboard
from tests.system.kernel.examination import Examination, examination
from tests.system.kernel.guest import Guest

DEAD = ("Digit5",)


def pull_out_and_plug_in(keyboard: UsbKeyboard, keycheck: Examination) -> None:
    """Do it, and return when keycheck listens again."""
    before = len(keycheck.incidents("source_back"))
    keyboard.pull_out()
    keyboard.plug_in()
    keycheck.wait_for(lambda: len(keycheck.incidents("source_back")) > before)


def test_keyboard_that_comes_back_is_examined_to_the_end(guest: Guest, folder: Path, usb_keyboard: UsbKeyboard) -> None:
    """Pulled out in the sweep, a key held down, and in the middle of a sandwich: the dead key alone is found."""
    with examination(guest, folder, "--device", usb_keyboard.name) as keycheck:
        keycheck.begin()
        keycheck.tap("KeyA", usb_keyboard.press)
        usb_keyboard.hold("KeyB")
        keycheck.wait_for(lambda: keycheck.moves("KeyB"))
        pull_out_and_plug_in(usb_keyboard, keycheck)
        keycheck.sweep(usb_keyboard.press, without=DEAD)
        keycheck.wait_for(keycheck.sandwiches)
        first = keycheck.sandwiches()[0]
        keycheck.tap(first["before"], usb_keyboard.press)
        pull_out_and_plug_in(usb_keyboard, keycheck)
        keycheck.tap(first["after"], usb_keyboard.press)
        assert keycheck.answer(usb_keyboard.press, DEAD) >= 6
        assert keycheck.end() == 1
    verdict = keycheck.verdict
    assert [(f["key"], f["symptom"], f["cause"]) for f in verdict["findings"]] == [("Digit5", "dead", "hardware")]
    assert (verdict["tested"], verdict["not_tested"], verdict["undecided"]) == (104, [], [])
    assert [i["what"] for i in verdict["incidents"] if i["what"].startswith("source")] == [
        "source_lost",
        "source_back",
    ] * 2


def test_keyboard_that_does_not_come_back_is_accused_of_nothing(
    guest: Guest, folder: Path, usb_keyboard: UsbKeyboard
) -> None:
    """Pulled out before the sandwiches of a key that never came: nobody was listening when it stayed silent."""
    with examination(guest, folder, "--device", usb_keyboard.name) as keycheck:
        keycheck.begin()
        keycheck.sweep(usb_keyboard.press, without=DEAD)
        usb_keyboard.pull_out()
        assert keycheck.end() == 3
    verdict = keycheck.verdict
    assert (verdict["verdict"], verdict["findings"]) == ("inconclusive", [])
    assert "source_lost" in [incident["what"] for incident in verdict["incidents"]]
