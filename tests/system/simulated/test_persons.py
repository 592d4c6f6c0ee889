"""Many simulated persons: a healthy keyboard is never accused, and a dead key is found by whoever takes care."""

from __future__ import annotations

import os
from random import Random

import pytest

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.diagnosis.verdict import Verdict
from keycheck.session.planted import Planted
from keycheck.session.simulated import SimulatedExamination
from keycheck.simulation.fault import Fault
from keycheck.simulation.person import PersonKind
from tests.scenarios import KEYS, SMALL, finding

SEEDS = range(int(os.environ.get("KEYCHECK_SEEDS", "10")))
"""Two hundred were run with the full board and four hundred with the small one; a few keep the suite quick."""

KINDS: tuple[PersonKind, ...] = ("careful", "hasty", "careless")


def examined(faults: tuple[Fault, ...], person: PersonKind, seed: int) -> Verdict:
    """The verdict, after a look at the examiner's own."""
    examination = SimulatedExamination(Planted(SMALL, faults, person, seed), "2026-11-22T10:00:00Z")
    verdict = diagnose(examination.run(), SMALL)
    assert examination.examiner.diagnosis.verdict() == verdict
    return verdict


@pytest.mark.parametrize("person", KINDS)
def test_healthy_keyboard_is_never_accused(person: PersonKind) -> None:
    verdicts = [examined((), person, seed) for seed in SEEDS]
    assert [seed for seed, verdict in zip(SEEDS, verdicts, strict=True) if verdict.findings] == []
    if person == "careful":
        assert {verdict.verdict for verdict in verdicts} == {"no_fault_seen"}


@pytest.mark.parametrize("person", KINDS)
def test_dead_key_is_found_or_left_open_and_no_other_is_accused(person: PersonKind) -> None:
    for seed in SEEDS:
        key = Random(seed).choice(KEYS)
        verdict = examined((Fault("dead", key),), person, seed)
        found = {(item.key, item.symptom, item.cause) for item in verdict.findings}
        assert found <= {(key, "dead", "hardware")}
        if person == "careful":
            assert found == {(key, "dead", "hardware")}
        assert found or verdict.verdict == "inconclusive"


@pytest.mark.parametrize("person", KINDS)
def test_key_that_a_program_takes_is_never_called_hardware(person: PersonKind) -> None:
    for seed in SEEDS[:10]:
        key = Random(seed).choice(KEYS)
        verdict = examined((Fault("swallow", key),), person, seed)
        assert {(item.key, item.symptom, item.cause) for item in verdict.findings} <= {(key, "dead", "software")}
        assert verdict.findings or person != "careful"


@pytest.mark.parametrize("key", KEYS)
def test_every_key_that_is_stuck_is_found_and_seen_by_every_layer(key: str) -> None:
    found = finding(examined((Fault("stuck", key),), "careful", 1), key)
    assert (found.symptom, found.cause) == ("stuck", "not_separated")
    assert found.layers == {"kernel": "seen", "os": "seen"}


def test_two_dead_keys_are_both_found_whatever_they_are() -> None:
    random = Random(7)
    for seed in SEEDS[:10]:
        keys = random.sample(KEYS, 2)
        verdict = examined(tuple(Fault("dead", key) for key in keys), "careful", seed)
        assert {(item.key, item.symptom) for item in verdict.findings} == {(key, "dead") for key in keys}


def test_half_a_keyboard_that_is_dead_is_not_many_broken_switches() -> None:
    dead = KEYS[::2]
    verdict = examined(tuple(Fault("dead", key) for key in dead), "careful", 1)
    assert {item.key for item in verdict.findings} == set(dead)
    assert {item.cause for item in verdict.findings} == {"not_separated"}


def test_keyboard_that_is_wholly_dead_accuses_nobody() -> None:
    verdict = examined(tuple(Fault("dead", key) for key in KEYS), "careful", 1)
    assert (verdict.verdict, verdict.findings, verdict.not_tested) == ("inconclusive", (), KEYS)
    assert "plugged in" in verdict.would_settle
