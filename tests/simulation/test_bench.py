"""The person who does not exist: the same seed is the same person, and every kind slips as often as its figures say."""

from __future__ import annotations

from random import Random

import pytest

from keycheck.events.trace import BEAT_LEAD_NS, BEAT_NS, Event, Phase, Prompt, Trace
from keycheck.session.simulated import Planted, SimulatedExamination
from keycheck.simulation.bench import Act, Bench, Says
from keycheck.simulation.fault import Fault, parse_faults
from keycheck.simulation.figures import load
from keycheck.simulation.person import SLIPS, Person, PersonKind, Slip
from keycheck.simulation.scene import Scene, scene_of
from tests.scenarios import KEYS, SECOND, SMALL

KINDS: tuple[PersonKind, ...] = ("careful", "hasty", "careless")
STARTED = "2026-11-22T10:00:00Z"


def examination(seed: int, person: PersonKind = "hasty", *faults: Fault) -> Trace:
    return SimulatedExamination(Planted(SMALL, faults, person, seed), STARTED).run()


def bench_of(*faults: Fault, person: PersonKind = "careful", seed: int = 6) -> Bench:
    return Bench(scene_of(SMALL, faults, person, seed))


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
    bench = bench_of()
    assert bench.next_ns is None
    bench.receive(Phase(SECOND, "sweep"))
    acts = all_acts(bench)
    assert pressed(acts) == list(KEYS)
    assert isinstance(acts[-1], Says)
    assert acts[-1].what == "go_on"
    assert all(act.t > SECOND for act in acts)
    assert [act.t for act in acts] == sorted(act.t for act in acts)


def test_person_presses_the_three_keys_of_a_sandwich_in_order() -> None:
    bench = bench_of()
    bench.receive(Prompt(SECOND, 1, 1, "KeyE", 3 * SECOND, "KeyW", "KeyR"))
    assert pressed(all_acts(bench)) == ["KeyW", "KeyE", "KeyR"]


@pytest.mark.parametrize("seed", range(20))
def test_person_who_is_led_presses_the_key_that_the_screen_asks_for_whatever_slips_before(seed: int) -> None:
    bench = bench_of(person="careless", seed=seed)
    bench.receive(Prompt(SECOND, 1, 1, "KeyE", 10 * SECOND, "KeyW", "KeyR"), led=True)
    assert bench.next_ns is None
    for key in ("KeyW", "KeyE", "KeyR"):
        bench.look(key, SECOND)
        assert pressed(all_acts(bench))[-1] == key


def test_person_who_is_led_presses_no_key_that_the_screen_no_longer_asks_for() -> None:
    bench = bench_of()
    bench.look("KeyW", SECOND)
    bench.look("KeyE", SECOND)
    assert pressed(all_acts(bench)) == ["KeyE"]


@pytest.mark.parametrize("dead", [True, False])
def test_person_says_that_a_key_is_there_only_where_it_stays_dark(dead: bool) -> None:
    bench = bench_of(*((Fault("dead", "KeyE"),) if dead else ()))
    bench.receive(Prompt(SECOND, 1, 1, "KeyE", 20 * SECOND))
    acts = all_acts(bench)
    assert [act.what for act in acts if isinstance(act, Says)] == (["on_keyboard"] if dead else [])
    assert pressed(acts) == ([] if dead else ["KeyE"])


def test_person_presses_no_key_that_the_keyboard_does_not_have() -> None:
    scene = scene_of(SMALL, (), "careful", 5)
    scene.board.absent = frozenset({"KeyE"})
    bench = Bench(scene)
    bench.receive(Phase(0, "sweep"))
    assert pressed(all_acts(bench)) == [key for key in KEYS if key != "KeyE"]
    bench.receive(Prompt(SECOND, 1, 1, "KeyE", 20 * SECOND))
    assert [act.what for act in all_acts(bench) if isinstance(act, Says)] == ["no_such_key"]


def test_person_takes_the_hands_off_when_asked_to_let_go_and_taps_when_asked_to_tap() -> None:
    bench = bench_of()
    bench.receive(Phase(0, "start"))
    bench.receive(Prompt(0, 1, 1, "KeyE", SECOND, ask="release"))
    assert bench.next_ns is None
    bench.receive(Prompt(0, 2, 2, "KeyE", SECOND, ask="tap"))
    assert pressed(all_acts(bench)) == ["KeyE"]


def test_person_names_the_key_whose_fault_one_press_need_not_show() -> None:
    faults = parse_faults(("intermittent:KeyE:0.3", "dead:KeyR", "chatter:KeyW:0.2"), SMALL)
    assert scene_of(SMALL, faults, "careful", 5).named == ("KeyE", "KeyW")


def test_person_presses_once_close_to_each_beat() -> None:
    bench = bench_of()
    bench.receive(Phase(0, "nominated"))
    for number in range(3):
        bench.receive(Prompt(number * BEAT_NS, number, 1, "KeyE", BEAT_NS))
    times = [act.t for act in all_acts(bench) if isinstance(act, Event) and act.source == 0 and act.action == "down"]
    assert len(times) == 3
    assert all(abs(t - n * BEAT_NS - BEAT_LEAD_NS) < 150_000_000 for n, t in enumerate(times))


def test_person_presses_quickly_as_often_as_asked() -> None:
    bench = bench_of()
    bench.receive(Prompt(SECOND, 1, 1, "KeyE", 15 * SECOND, times=8))
    assert pressed(all_acts(bench)) == ["KeyE"] * 8


def test_hand_does_not_depend_on_what_is_wrong_with_the_keyboard() -> None:
    def swept(*faults: Fault) -> list[int]:
        bench = bench_of(*faults, person="careless")
        bench.receive(Phase(0, "sweep"))
        return [a.t for a in all_acts(bench) if isinstance(a, Event) and a.key == "KeyR" and a.source == 0]

    beside_a_dead_key, alone = swept(Fault("dead", "KeyE")), swept()
    assert all(abs(a - b) < 15_000_000 for a, b in zip(beside_a_dead_key, alone, strict=True))
    assert alone


@pytest.mark.parametrize("slip", SLIPS)
def test_careless_people_slip_more_often_than_hasty_ones_and_careful_ones_least(slip: Slip) -> None:
    careful, hasty, careless = (
        sum(Person(kind, Random(seed)).rates[slip] for seed in range(500)) / 500 for kind in KINDS
    )
    assert careful < hasty < careless < 0.7


@pytest.mark.parametrize("kind", KINDS)
def test_omissions_of_people_are_those_of_their_figures(kind: PersonKind) -> None:
    """The mean over 4,000 people, and one person's own rate over 4,000 prompts."""
    a, b = load()[f"person.{kind}.omits"]["beta"]
    people = [Person(kind, Random(seed)).rates["omits"] for seed in range(4_000)]
    assert 0.85 < sum(people) / 4_000 / (a / (a + b)) < 1.15
    person = Person(kind, Random(3))
    omitted = sum(person.slips("omits") for _ in range(4_000)) / 4_000
    assert abs(omitted - person.rates["omits"]) < 0.02


@pytest.mark.parametrize("kind", KINDS)
def test_times_of_people_are_those_of_their_figures(kind: PersonKind) -> None:
    """Dwell of the typing study: 5 % 58 ms, median 103, 95 % 176; the file says median 100."""
    people = [Person(kind, Random(seed)) for seed in range(800)]
    dwells = sorted(person.dwell_ns() / 1e6 for person in people for _ in range(10))
    assert 95 < dwells[4_000] < 105
    assert 45 < dwells[400] < 65
    assert 160 < dwells[7_600] < 205
    assert dwells[0] >= 16
    assert dwells[-1] <= 400
    steps = sorted(person.step_ns() / 1e6 for person in people)
    assert 320 < steps[400] < 380
    assert all(0.25e9 <= person.reaction_ns() <= 34e9 for person in people)


def test_double_taps_are_as_rare_as_the_figures_say() -> None:
    person = Person("hasty", Random(1))
    pauses = [pause for _ in range(30_000) if (pause := person.second_tap_ns()) is not None]
    assert 60 < len(pauses) < 140
    assert 70e6 < sorted(pauses)[len(pauses) // 2] < 90e6


def test_scene_of_other_figures_has_other_people() -> None:
    scene = scene_of(SMALL, (), "hasty", 1)
    shifted = Scene(SMALL, scene.board, "hasty", 1, load("shifted"))
    assert load("shifted").digest != load().digest
    assert Person("hasty", Random(1), shifted.figures).rates != Person("hasty", Random(1)).rates
