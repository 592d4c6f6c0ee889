"""What was planted is found, one fault at a time and together, and nothing else."""

from __future__ import annotations

import pytest

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.diagnosis.verdict import Verdict
from keycheck.layouts.library import load
from keycheck.session.agreement import agrees
from keycheck.session.planted import Planted
from keycheck.session.simulated import SimulatedExamination
from keycheck.simulation.fault import FORMS, parse_faults

FULL = load("ansi-104")


def examined(seed: int, *specs: str) -> tuple[Planted, Verdict]:
    planted = Planted(FULL, parse_faults(specs, FULL), "careful", seed)
    return planted, diagnose(SimulatedExamination(planted, "2026-11-22T10:00:00Z").run(), FULL)


SPECS = (
    "dead:Digit5",
    "intermittent:KeyA:0.5",
    "chatter:KeyS:0.3",
    "stuck:ShiftLeft",
    "late:KeyD",
    "wrong:KeyQ=KeyA",
    "extra:KeyE=KeyT",
    "line:practice-104:drive1",
    "slow_keys",
    "bounce_keys",
    "remap:KeyQ=KeyA",
    "swallow:F5",
    "numlock_off",
    "none",
)


@pytest.mark.parametrize("spec", SPECS)
def test_what_was_planted_is_found_and_nothing_else(spec: str) -> None:
    planted, verdict = examined(3, spec)
    assert agrees(planted.faults, verdict, frozenset(key.code for key in FULL.testable)), verdict.findings


def test_every_fault_that_can_be_planted_is_tried() -> None:
    assert {spec.partition(":")[0] for spec in SPECS} == {*FORMS, "none"}


def test_faults_of_several_kinds_are_found_together() -> None:
    planted, verdict = examined(2, "dead:KeyA", "chatter:KeyS:0.3", "swallow:F5")
    assert agrees(planted.faults, verdict, frozenset(key.code for key in FULL.testable)), verdict.findings
