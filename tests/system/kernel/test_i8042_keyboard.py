"""The keyboard of nearly every laptop, an i8042, on a real kernel: one key never comes, and nobody has a mouse."""

from __future__ import annotations

from pathlib import Path

from tests.system.kernel.examination import Press, examination
from tests.system.kernel.guest import Guest

DEAD = ("Digit5",)


def test_key_that_never_comes_is_dead_in_hardware_and_all_others_work(guest: Guest, folder: Path, press: Press) -> None:
    """The kernel was listening and silent. Nothing is clicked: the sweep and the question end by themselves."""
    with examination(guest, folder, "--layout", "ansi-104") as keycheck:
        keycheck.begin()
        keycheck.sweep(press, without=DEAD)
        assert keycheck.answer(press, DEAD) >= 6
        assert keycheck.end() == 1
    verdict = keycheck.verdict
    assert [(f["key"], f["symptom"], f["cause"]) for f in verdict["findings"]] == [("Digit5", "dead", "hardware")]
    assert verdict["findings"][0]["layers"] == {"kernel": "silent"}
    assert (verdict["tested"], verdict["not_tested"], verdict["undecided"]) == (104, [], [])
    assert not keycheck.running, "the live form of the trace must not be left behind"
