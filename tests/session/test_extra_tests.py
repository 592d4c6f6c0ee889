"""A simulated person asks for the tests on offer at the end: what they show is what was planted, and no key's fault."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from msgspec import UNSET

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.diagnosis.verdict import LockLamp, Together, Traits, Verdict
from keycheck.events.seal import seal
from keycheck.events.trace import Trace
from keycheck.examination.combinations import THREES
from keycheck.layouts.matrix import Matrix
from keycheck.reports import traits_wording
from keycheck.session.simulated import SimulatedExamination
from keycheck.simulation.board import Board
from keycheck.simulation.fault import Fault
from keycheck.simulation.firmware import FirmwareBuild
from keycheck.simulation.scene import Scene, scene_of
from tests.scenarios import FULL

STARTED = "2026-11-22T10:00:00Z"
BLOCKING = Matrix("blocks E, D and F", ((0, 0, "KeyD"), (0, 1, "KeyE"), (1, 0, "KeyF"), (1, 1, "KeyR")))
"""The third corner of this square does not come."""


def scene(*faults: Fault, **parts: object) -> Scene:
    """An ordinary keyboard with these faults, made otherwise where the parts say so."""
    planted = scene_of(FULL, faults, "careful", 7)
    for name, value in parts.items():
        setattr(planted.board, name, value)
    return planted


def examined(of: Scene, *wishes: str) -> Trace:
    return SimulatedExamination(of, STARTED, wishes).run()  # type: ignore[arg-type]


def traits(verdict: Verdict) -> Traits:
    return Traits() if isinstance(verdict.traits, msgspec.UnsetType) else verdict.traits


def test_keyboard_without_a_limit_lets_every_combination_through() -> None:
    verdict = diagnose(examined(scene(), "combinations"), FULL)
    assert traits(verdict).together == tuple(Together(three, arrived=True) for three in THREES)


@pytest.mark.parametrize(
    ("parts", "blocked"),
    [
        (
            {"firmware": FirmwareBuild(ghost_filter="block_new", diodes=False), "matrix": BLOCKING},
            [("KeyE", "KeyD", "KeyF")],
        ),
        (
            {"firmware": FirmwareBuild(rollover="two_key_matrix")},
            [three for three in THREES if "Shift" not in str(three)],
        ),
    ],
    ids=["ghost filter", "two keys at most"],
)
def test_limit_of_the_design_is_found_and_is_no_fault(parts: dict[str, object], blocked: list[tuple[str, ...]]) -> None:
    trace = examined(scene(**parts), "combinations")
    verdict = diagnose(trace, FULL)
    assert [told.keys for told in traits(verdict).together if not told.arrived] == blocked
    assert (verdict.verdict, verdict.findings, verdict.undecided) == ("no_fault_seen", (), ())
    assert diagnose(seal(trace), FULL) == verdict


def test_repeat_is_measured_as_the_desktop_makes_it() -> None:
    repeat = traits(diagnose(examined(scene(), "key_repeat"), FULL)).key_repeat
    assert repeat is not None
    assert (repeat.layer, repeat.after_ms) == ("os", 500)


@pytest.mark.parametrize("fault", [(), (Fault("dead", "Digit5"),)])
def test_all_of_them_change_nothing_else_of_the_verdict(fault: tuple[Fault, ...]) -> None:
    plain = diagnose(examined(scene(*fault)), FULL)
    more = diagnose(examined(scene(*fault), "combinations", "key_repeat", "lamps"), FULL)
    assert msgspec.structs.replace(more, traits=UNSET) == plain


def test_person_tells_which_lamp_does_not_light() -> None:
    verdict = diagnose(examined(scene(lamps={"NumLock": True, "CapsLock": False}), "lamps"), FULL)
    assert traits(verdict).lamps == (LockLamp("NumLock", "lit"), LockLamp("CapsLock", "not_lit"))
    assert verdict.verdict == "no_fault_seen"


def test_nothing_is_offered_to_a_person_who_can_not_be_asked() -> None:
    trace = SimulatedExamination(replace(scene(), board=Board()), STARTED).run()
    assert diagnose(trace, FULL).traits is UNSET


def test_press_that_a_worn_key_misses_while_it_is_held_is_not_excused_by_how_the_keyboard_is_made() -> None:
    """This keyboard lets every combination through, and nobody named the key that misses presses."""
    planted = replace(scene_of(FULL, (Fault("intermittent", "KeyE", rate=0.4),), "careful", 3), named=())
    verdict = diagnose(examined(planted, "combinations"), FULL)
    assert [told.keys for told in traits(verdict).together if not told.arrived] == [("KeyE", "KeyD", "KeyF")]
    (said,) = (said for said in traits_wording.traits(traits(verdict), FULL) if "not all" in said)
    assert said.endswith("A key that misses presses looks the same here.")
