"""The person who does not exist: the same seed is the same person, and every kind slips as often as its figures say."""

from __future__ import annotations

from random import Random

import pytest

from keycheck.events.trace import Event, Phase, Prompt, Trace
from keycheck.session.simulated import Planted, SimulatedExamination
from keycheck.simulation.bench import Act, Bench, Says
from keycheck.simulation.fault import Fault
from keycheck.simulation.person import Person, PersonKind
from tests.scenarios import KEYS, SECOND, SMALL

KINDS: tuple[PersonKind, ...] = ("careful", "hasty", "careless")
STARTED = "2026-11-22T10:00:00Z"


def examination(seed: int, person: PersonKind = "hasty", *faults: Fault) -> Trace:
    return SimulatedExamination(Planted(SMALL, faults, person, seed), STARTED).run()


def all_acts(bench: Bench) -> list[Act]:
    acts: list[Act] = []
    while (next_ns := bench.next_ns) is not None:
        acts += bench.take(next_ns)
    return acts


def pressed(acts: list[Act]) -> list[str | None]:
    return [act.key for act in acts if isinstance(act, Event) and act.action == "down" and act.source == 0]


@pytest.mark.parametrize("person", KINDS)
def test_same_seed_same_trace(person: PersonKind) -> None:
    assert examination(3, person, Fault("dead", "KeyE")) == examination(3, person, Fault("dead", "KeyE"))


def test_another_seed_is_another_person() -> None:
    assert len({examination(seed).records for seed in range(5)}) == 5


@pytest.mark.parametrize("person", KINDS)
def test_trace_is_practice_whole_and_in_the_order_of_time(person: PersonKind) -> None:
    trace = examination(1, person, Fault("stuck", "ShiftLeft"), Fault("dead", "KeyE"))
    assert trace.header.practice
    assert trace.records[0] == Phase(0, "start")
    assert [record.t for record in trace.records] == sorted(record.t for record in trace.records)
    assert trace == trace.ended()


def test_careful_person_sweeps_every_key_once_in_visual_order() -> None:
    bench = Bench(SMALL, (), "careful", 5)
    assert bench.next_ns is None
    bench.receive(Phase(SECOND, "sweep"))
    acts = all_acts(bench)
    assert pressed(acts) == list(KEYS)
    assert isinstance(acts[-1], Says)
    assert acts[-1].what == "go_on"
    assert all(act.t > SECOND for act in acts)
    assert [act.t for act in acts] == sorted(act.t for act in acts)


def test_person_presses_the_three_keys_of_a_sandwich_in_order() -> None:
    bench = Bench(SMALL, (), "careful", 5)
    bench.receive(Prompt(SECOND, 1, 1, "KeyE", 3 * SECOND, "KeyW", "KeyR"))
    assert pressed(all_acts(bench)) == ["KeyW", "KeyE", "KeyR"]


@pytest.mark.parametrize("dead", [True, False])
def test_person_says_that_a_key_is_there_only_where_it_stays_dark(dead: bool) -> None:
    bench = Bench(SMALL, (Fault("dead", "KeyE"),) if dead else (), "careful", 5)
    bench.receive(Prompt(SECOND, 1, 1, "KeyE", 20 * SECOND))
    acts = all_acts(bench)
    assert [act.what for act in acts if isinstance(act, Says)] == (["on_keyboard"] if dead else [])
    assert pressed(acts) == ([] if dead else ["KeyE"])


def test_person_does_nothing_about_what_asks_for_no_press() -> None:
    bench = Bench(SMALL, (), "careful", 5)
    bench.receive(Phase(0, "start"))
    bench.receive(Prompt(0, 1, 1, "KeyE", SECOND, ask="release"))
    assert bench.next_ns is None


@pytest.mark.parametrize("slip", ["omits", "skips_in_sweep", "presses_a_neighbour"])
def test_careless_person_slips_more_often_than_a_hasty_one_and_a_careful_one_hardly(slip: str) -> None:
    careful, hasty, careless = (
        sum(person.slips(slip) for _ in range(20_000)) / 20_000  # type: ignore[arg-type]
        for person in (Person(kind, Random(1)) for kind in KINDS)
    )
    assert careful <= 0.004 < hasty < careless < 0.06


@pytest.mark.parametrize("kind", KINDS)
def test_times_of_a_person_are_those_of_people(kind: PersonKind) -> None:
    person = Person(kind, Random(1))
    dwells = sorted(person.dwell_ns() for _ in range(2_001))
    assert 90e6 < dwells[1_000] < 110e6
    assert dwells[0] >= 16e6
    assert dwells[-1] <= 400e6
    assert all(0.12e9 <= person.step_ns() <= 3e9 for _ in range(500))
    assert all(0.25e9 <= person.reaction_ns() <= 4e9 for _ in range(500))
