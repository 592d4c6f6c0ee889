"""What times may say: nothing across trouble, and nothing of the switch where programs stand before the source."""

from __future__ import annotations

import pytest

from keycheck.events.trace import Incident, Source, Trouble
from tests.scenarios import FULL, MS, Recording, finding, press, swept

RAW_INPUT = Source(0, "raw_input", "kernel", 1_000, "all", silence="not_separated")
TWICE = "d:KeyE t:40 u:KeyE t:10 d:KeyE t:40 u:KeyE"


def ten_presses(recording: Recording, worse: str) -> Recording:
    """Three of ten asked-for presses of E are heard so."""
    for place in range(10):
        recording.wait(700 * MS).ask("KeyE").hear(worse if place in (2, 5, 8) else press("KeyE"))
        recording.wait(300 * MS).attest("person")
    return recording.end()


@pytest.mark.parametrize(("worse", "symptom"), [(TWICE, "chatters"), (press("KeyE", 900), "late_release")])
def test_source_before_which_programs_stand_tells_no_hardware(worse: str, symptom: str) -> None:
    raw = finding(ten_presses(swept(layout=FULL, sources=(RAW_INPUT,)), worse).verdict)
    assert (raw.symptom, raw.cause) == (symptom, "not_separated")
    kernel = finding(ten_presses(swept(layout=FULL), worse).verdict)
    assert (kernel.symptom, kernel.cause) == (symptom, "hardware")


@pytest.mark.parametrize("what", ["stall", "clock_step"])
def test_key_is_not_late_where_its_press_was_held_across_trouble(what: Trouble) -> None:
    recording = swept(layout=FULL)
    for place in range(10):
        recording.wait(700 * MS).ask("KeyE").hear("d:KeyE").wait(80 * MS)
        if place in (2, 5, 8):
            recording.records.append(Incident(recording.t, 0, what, recording.t + 800 * MS))
            recording.wait(850 * MS)
        recording.hear("u:KeyE").wait(300 * MS).attest("person")
    assert recording.end().verdict.findings == ()
