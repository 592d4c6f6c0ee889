"""The keyboard of nearly every laptop, an i8042, on a real kernel: `keycheck test`, and a key that is dead."""

from __future__ import annotations

import json
from pathlib import Path

from tests.system.kernel.conftest import Stage
from tests.system.kernel.examination import Press, examination
from tests.system.kernel.guest import Guest

DEAD = ("Digit5",)


def test_key_that_never_comes_is_dead_in_hardware_and_all_others_work(guest: Guest, folder: Path, press: Press) -> None:
    """The kernel was listening and silent, and every other key of the form arrived."""
    with examination(guest, folder, "--layout", "ansi-104") as keycheck:
        keycheck.begin()
        keycheck.sweep(press, without=DEAD)
        keycheck.click("No other key arrives")
        keycheck.click("Yes, and it stays dark")
        assert keycheck.answer(press, DEAD) >= 6
        assert keycheck.end() == 1
    verdict = keycheck.verdict
    assert [(f["key"], f["symptom"], f["cause"]) for f in verdict["findings"]] == [("Digit5", "dead", "hardware")]
    assert verdict["findings"][0]["layers"] == {"kernel": "silent"}
    assert (verdict["tested"], verdict["not_tested"], verdict["undecided"]) == (104, [], [])
    assert not keycheck.running, "the live form of the trace must not be left behind"


def test_key_whose_scan_code_has_no_key_is_told_by_the_scan_code(stage: Stage, press: Press) -> None:
    """KEY_UNKNOWN says down and up. Of KEY_RESERVED only the scan codes are left, and they wait for the next key."""
    scene = stage.begin("scan_code_of_a_ps2_keyboard")
    for key in ("KEY_UNKNOWN", "KEY_RESERVED", "KEY_5"):
        scene.wait_for((scene.folder / key).exists)
        press("Digit5")
        press("Digit4")
        (scene.folder / f"{key}.pressed").touch()
    stage.end(scene)
    told = json.loads((scene.folder / "told.json").read_text())
    four = [["5", "down", False], ["5", "up", False]]
    lost = [["6", "down", True], ["6", "up", True]]
    assert told["KEY_UNKNOWN"] == lost + four
    assert told["KEY_RESERVED"] == lost * 2 + four
    assert told["KEY_5"] == [["6", "down", False], ["6", "up", False], *four]
