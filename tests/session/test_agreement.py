"""The end of a demonstration says when what was found is not what was planted."""

from __future__ import annotations

from functools import cache

import msgspec
import pytest

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.diagnosis.verdict import Finding, Verdict
from keycheck.session.agreement import agrees
from keycheck.session.planted import Planted
from keycheck.session.simulated import SimulatedExamination
from keycheck.simulation.fault import parse_faults
from tests.scenarios import SMALL


@cache
def healthy() -> Verdict:
    planted = Planted(SMALL, (), "careful", 1)
    return diagnose(SimulatedExamination(planted, "2026-11-22T10:00:00Z").run(), SMALL)


def verdict_of(*found: tuple[str, str, str], result: str = "fault") -> Verdict:
    findings = tuple(Finding(key, symptom, cause, "because", 5, 0) for key, symptom, cause in found)  # type: ignore[arg-type]
    return msgspec.structs.replace(healthy(), findings=findings, verdict=result)


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ("dead:KeyE", ()),
        ("dead:KeyE", (("KeyE", "stuck", "hardware"),)),
        ("dead:KeyE", (("KeyE", "dead", "hardware"), ("KeyR", "dead", "hardware"))),
        ("none", (("KeyE", "dead", "not_separated"),)),
        ("swallow:KeyE", (("KeyE", "dead", "hardware"),)),
        ("slow_keys", (("KeyE", "dead", "hardware"),)),
        ("remap:KeyE=KeyR", (("KeyT", "wrong_code", "software"),)),
    ],
)
def test_anything_else_does_not_agree(spec: str, found: tuple[tuple[str, str, str], ...]) -> None:
    keys = frozenset(key.code for key in SMALL.testable)
    assert not agrees(parse_faults((spec,), SMALL), verdict_of(*found), keys)


def test_intermittent_key_may_be_dead_in_every_press_that_was_asked_for() -> None:
    faults = parse_faults(("intermittent:KeyE:0.9",), SMALL)
    assert agrees(faults, verdict_of(("KeyE", "dead", "hardware")), frozenset({"KeyE"}))


def test_inconclusive_end_agrees_only_with_software_that_touches_every_key() -> None:
    keys = frozenset({"KeyE"})
    assert agrees(parse_faults(("slow_keys",), SMALL), verdict_of(result="inconclusive"), keys)
    assert not agrees((), verdict_of(result="inconclusive"), keys)
