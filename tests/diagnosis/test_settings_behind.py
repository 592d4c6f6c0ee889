"""Settings that were on and keys that come otherwise than asked: no switch is accused of what a setting does."""

from __future__ import annotations

import pytest

from keycheck.events.trace import Setting
from tests.scenarios import DESKTOP, FULL, KERNEL, MS, SECOND, Recording, finding, press, swept, undecided

BELOW = Setting("A changed scan code", "a key sends another code", "kernel", blocks=False, keys=("KeyE",))
ANY = Setting("Sticky Keys", "keys stay down", "kernel", blocks=False)


def test_wrong_code_of_a_key_that_a_setting_names_is_software_with_its_name() -> None:
    recording = swept({"KeyE"}, settings=(BELOW,)).trials(3, "KeyE", press("KeyT"))
    found = finding(recording.trial("KeyR", press("KeyR")).trials(3, "KeyE", press("KeyT")).end().verdict)
    assert (found.symptom, found.cause) == ("wrong_code", "software")
    assert BELOW.name in found.reason


@pytest.mark.parametrize("setting", [BELOW, ANY])
def test_key_that_stays_down_while_a_setting_is_on_stays_undecided(setting: Setting) -> None:
    recording = Recording(settings=(setting,)).phase("start").hear("d:KeyE").wait(SECOND)
    for _ in range(2):
        recording.ask("KeyE", ask="release").wait(4 * SECOND)
    assert setting.name in undecided(recording.sweep({"KeyE"}).end().verdict).reason


def test_key_that_comes_twice_while_a_setting_is_on_stays_undecided() -> None:
    recording = swept(layout=FULL, settings=(ANY,))
    for _ in range(5):
        recording.wait(700 * MS).ask("KeyE").hear("d:KeyE t:40 u:KeyE t:10 d:KeyE t:40 u:KeyE").wait(300 * MS)
        recording.attest("person")
    assert ANY.name in undecided(recording.end().verdict).reason


def test_key_whose_release_a_lower_layer_heard_is_held_down_by_software() -> None:
    recording = Recording(sources=(KERNEL, DESKTOP)).phase("start").hear({0: press("KeyE"), 1: "d:KeyE"}).wait(SECOND)
    for _ in range(2):
        recording.ask("KeyE", ask="release").hear({0: press("KeyE")}).wait(4 * SECOND)
    found = finding(recording.sweep({"KeyE"}).end().verdict)
    assert (found.symptom, found.cause) == ("stuck", "software")
