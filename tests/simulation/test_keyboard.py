"""The keyboard that does not exist: which layer hears what, and each fault does what its name says."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keycheck.events.trace import Event
from keycheck.simulation.board import Board
from keycheck.simulation.contacts import FOREVER, HoldBounce, Misses, PressBounce, ReleaseBounce, Sticks
from keycheck.simulation.fault import parse_faults
from keycheck.simulation.figures import load
from keycheck.simulation.firmware import FirmwareBuild
from keycheck.simulation.plant import plant
from keycheck.simulation.transport import TransportBuild
from tests.scenarios import MS, SMALL
from tests.simulation.hand import downs, everything_heard, heard_by
from tests.simulation.test_fault import SPECS

KERNEL, DESKTOP = 0, 1
TAP = [("KeyE", 10.0, 80.0)]
FIGURES = load()


def board_with(*specs: str, seed: int = 1) -> Board:
    board = Board()
    for fault in parse_faults(specs, SMALL):
        plant(board, fault, FIGURES, Random(seed))
    return board


@pytest.mark.parametrize(
    ("spec", "kernel", "desktop"),
    [
        ("none", "+KeyE -KeyE", "+KeyE -KeyE"),
        ("dead:KeyE", "", ""),
        ("dead:KeyR", "+KeyE -KeyE", "+KeyE -KeyE"),
        ("intermittent:KeyE:1", "", ""),
        ("wrong:KeyE=KeyT", "+KeyT -KeyT", "+KeyT -KeyT"),
        ("extra:KeyE=KeyR", "+KeyE +KeyR -KeyE -KeyR", "+KeyE +KeyR -KeyE -KeyR"),
        ("chatter:KeyE:1", "+KeyE -KeyE +KeyE -KeyE", "+KeyE -KeyE +KeyE -KeyE"),
        ("line:practice-104:drive2", "", ""),
        ("line:practice-104:drive3", "+KeyE -KeyE", "+KeyE -KeyE"),
        ("swallow:KeyE", "+KeyE -KeyE", ""),
        ("remap:KeyE=KeyR", "+KeyE -KeyE", "+KeyR -KeyR"),
        ("slow_keys", "+KeyE -KeyE", ""),
        ("bounce_keys", "+KeyE -KeyE", "+KeyE -KeyE"),
        ("numlock_off", "+KeyE -KeyE", "+KeyE -KeyE"),
    ],
)
def test_press_is_heard_by(spec: str, kernel: str, desktop: str) -> None:
    assert heard_by(board_with(spec), TAP, KERNEL) == kernel
    assert heard_by(board_with(spec), TAP, DESKTOP) == desktop


def test_stuck_key_is_down_from_the_start_and_repeats_until_another_key() -> None:
    """It repeats after 250 ms, every 33 ms, and no press of it adds anything."""
    heard = heard_by(board_with("stuck:KeyE"), [("KeyE", 300.0, 50.0), ("KeyR", 400.0, 50.0)], until_ms=2_000)
    assert heard.startswith("+KeyE ~KeyE ~KeyE")
    assert heard.endswith("~KeyE +KeyR -KeyR")
    assert heard.count("+KeyE") == 1


def test_switch_that_sticks_after_a_press_comes_up_when_its_time_is_over() -> None:
    board = Board()
    board.worn("KeyE", Sticks(200 * MS))
    presses = [("KeyE", 10.0, 50.0), ("KeyE", 100.0, 50.0), ("KeyE", 300.0, 50.0)]
    assert heard_by(board, presses).replace(" ~KeyE", "") == "+KeyE -KeyE +KeyE -KeyE"
    forever = Board()
    forever.worn("KeyE", Sticks(None))
    assert "-KeyE" not in heard_by(forever, presses, until_ms=2_000)


def test_late_key_is_down_long_after_the_finger_has_left() -> None:
    down, up = (
        e.t
        for e in everything_heard(board_with("late:KeyE"), TAP)
        if isinstance(e, Event) and e.action != "repeat" and e.source == KERNEL
    )
    assert 600 * MS < up - down < 2_000 * MS


def test_slow_keys_let_a_long_press_through_late() -> None:
    board = board_with("slow_keys")
    accept_ms = board.programs["slow_keys"] / MS
    assert heard_by(board, [("KeyE", 10.0, accept_ms + 100)], DESKTOP).replace(" ~KeyE", "") == "+KeyE -KeyE"


def test_bounce_keys_drop_the_second_of_two_quick_presses_of_a_key_and_of_no_other() -> None:
    board = Board(programs={"bounce_keys": 300 * MS})
    presses = [("KeyE", 10.0, 50.0), ("KeyE", 200.0, 50.0), ("KeyR", 300.0, 50.0), ("KeyE", 900.0, 50.0)]
    assert heard_by(board, presses, DESKTOP) == "+KeyE -KeyE +KeyR -KeyR +KeyE -KeyE"


def test_sticky_modifier_stays_down_until_another_key_was_pressed() -> None:
    board = Board(programs={"sticky_keys": 0})
    presses = [("ShiftLeft", 10.0, 50.0), ("KeyE", 200.0, 50.0)]
    assert heard_by(board, presses, DESKTOP) == "+ShiftLeft +KeyE -KeyE -ShiftLeft"


def test_number_pad_without_number_lock_moves_the_cursor_above_the_kernel() -> None:
    presses = [("Numpad7", 10.0, 50.0)]
    assert heard_by(board_with("numlock_off"), presses, KERNEL) == "+Numpad7 -Numpad7"
    assert heard_by(board_with("numlock_off"), presses, DESKTOP) == "+Home -Home"


def test_program_that_presses_keys_is_marked_and_heard_by_the_desktop_alone() -> None:
    events = everything_heard(Board(programs={"injected": 0}), TAP, until_ms=60_000)
    made = [e for e in events if isinstance(e, Event) and e.injected]
    assert len(made) > 4
    assert {e.source for e in made} == {DESKTOP}


def test_x11_tells_a_held_key_as_releases_and_presses() -> None:
    board = Board(repeat_form="release_press_pairs", layers=("os",))
    assert heard_by(board, [("KeyE", 10.0, 720.0)], 0) == "+KeyE -KeyE +KeyE -KeyE +KeyE -KeyE"


@settings(max_examples=25, deadline=None)
@given(specs=st.lists(st.sampled_from(SPECS), max_size=3, unique=True), seed=st.integers(0, 999), data=st.data())
def test_no_event_is_out_of_order_and_the_same_seed_gives_the_same_events(
    specs: list[str], seed: int, data: st.DataObject
) -> None:
    gaps = data.draw(st.lists(st.integers(1, 400), max_size=12))
    keys = data.draw(st.lists(st.sampled_from(["KeyE", "KeyR", "KeyW"]), min_size=len(gaps), max_size=len(gaps)))
    times = [sum(gaps[: n + 1]) for n in range(len(gaps))]
    presses = [(key, float(at), 70.0) for key, at in zip(keys, times, strict=True)]
    heard = everything_heard(board_with(*specs, seed=seed), presses, seed, until_ms=8_000)
    assert [event.t for event in heard] == sorted(event.t for event in heard)
    assert heard == everything_heard(board_with(*specs, seed=seed), presses, seed, until_ms=8_000)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), edge=st.sampled_from(["dead", "line"]))
def test_dead_key_never_arrives(seed: int, edge: str) -> None:
    spec = "dead:KeyE" if edge == "dead" else "line:practice-104:drive2"
    assert sum(downs(board_with(spec), "KeyE", 50, seed)) == 0


@pytest.mark.parametrize("rate", [0.05, 0.3, 0.8])
@pytest.mark.parametrize("stay", [None, 0.8])
def test_intermittent_key_misses_as_often_as_it_says(rate: float, stay: float | None) -> None:
    """In 4,000 presses, within five standard deviations of independent misses; runs spread them twice as wide."""
    if stay is not None and rate * (1 - stay) / (1 - rate) > 1:
        pytest.skip("runs so short can't miss so often")
    board = Board(layers=("kernel",))
    board.worn("KeyE", Misses(rate, stay))
    missed = downs(board, "KeyE", 4_000).count(0) / 4_000
    deviation = (rate * (1 - rate) / 4_000) ** 0.5
    assert abs(missed - rate) < (5 if stay is None else 15) * deviation


def test_key_that_needs_force_misses_as_often_as_it_says_over_many_hands() -> None:
    random = Random(3)
    hands = [Misses(0.3, depends_on_force=True) for _ in range(3_000)]
    missed = sum(not hand([(0, 1)], random) for hand in hands) / 3_000
    assert 0.26 < missed < 0.34


def test_misses_in_runs_last_longer_than_misses_by_chance() -> None:
    def longest_run(stay: float | None) -> int:
        board = Board(layers=("kernel",))
        board.worn("KeyE", Misses(0.3, stay))
        arrived = "".join("." if n else "x" for n in downs(board, "KeyE", 1_500))
        return max(map(len, arrived.split(".")))

    assert longest_run(0.95) > 2 * longest_run(None)


@pytest.mark.parametrize("edge", [PressBounce, ReleaseBounce])
def test_chatter_that_the_firmware_lets_through_doubles_the_share_that_it_says(
    edge: type[PressBounce] | type[ReleaseBounce],
) -> None:
    board = Board(layers=("kernel",))
    board.worn("KeyE", edge(0.2, FIGURES, "fault.chatter"))
    counts = downs(board, "KeyE", 3_000)
    assert 0 not in counts
    assert 0.16 < sum(n > 1 for n in counts) / 3_000 < 0.24


def test_long_debounce_hides_chatter_and_none_shows_all_of_it() -> None:
    def doubled(build: FirmwareBuild) -> float:
        board = Board(layers=("kernel",), firmware=build, transport=TransportBuild(interval_ns=125_000))
        board.worn("KeyE", ReleaseBounce(1.0, FIGURES))
        return sum(n > 1 for n in downs(board, "KeyE", 400)) / 400

    assert doubled(FirmwareBuild("none", scan_ns=125_000)) > 0.99
    assert doubled(FirmwareBuild("sym_defer_per_key", 10 * MS)) < 0.6
    assert doubled(FirmwareBuild("asym_eager_defer_per_key", 5 * MS, 50 * MS)) < 0.05


def test_contact_that_is_lost_while_held_ends_when_the_finger_leaves() -> None:
    contacts = HoldBounce(20, FIGURES)([(0, 1_000 * MS)], Random(1))
    assert len(contacts) > 5
    assert contacts[-1][1] <= 1_000 * MS
    assert all(close < open_ for close, open_ in contacts)
    assert all(one[1] < other[0] for one, other in pairwise(contacts))


def test_forever_is_later_than_any_examination() -> None:
    assert FOREVER > 3_600 * 1_000 * MS
