"""Drawn sessions: what the label says is what was done to the board."""

from __future__ import annotations

from random import Random
from typing import get_args

import pytest

from keycheck.layouts import library
from keycheck.layouts.matrix import find_matrix
from keycheck.simulation.ailments import break_line, fall_ill, miss, spill
from keycheck.simulation.board import Board
from keycheck.simulation.contacts import HoldBounce, PressBounce
from keycheck.simulation.corpus import draw_board, draw_session
from keycheck.simulation.figures import draw, load
from keycheck.simulation.firmware import EAGER, FirmwareBuild
from keycheck.simulation.imitators import Imitator, imitate
from keycheck.simulation.label import Ailment
from keycheck.simulation.rehearsal import share_doubled
from tests.scenarios import MS
from tests.simulation.hand import downs, heard_by

FIGURES = load()
FULL = library.load("ansi-104")
PRACTICE = find_matrix("practice-104")


@pytest.mark.parametrize("what", get_args(Ailment))
def test_ill_key_is_named_with_what_ails_it_and_the_others_are_well(what: Ailment) -> None:
    board = Board()
    ill = fall_ill(board, FULL, "KeyE", what, FIGURES, Random(5))
    assert (ill.key, ill.what) == ("KeyE", what)
    assert {*board.effects, *board.down_at_start, *board.sends, *board.also} == {"KeyE"}
    assert 0 <= ill.rate <= 1


@pytest.mark.parametrize("rate", [0.3, 0.6, 0.9])
def test_label_of_an_intermittent_key_is_its_share_of_lost_presses(rate: float) -> None:
    shares = []
    for seed in range(30):
        board = Board(layers=("kernel",))
        miss(board, "KeyE", rate, FIGURES, Random(seed))
        shares.append(downs(board, "KeyE", 60, seed).count(0) / 60)
    assert abs(sum(shares) / 30 - rate) < 0.08


def test_rehearsal_tells_what_the_firmware_lets_through() -> None:
    def shown(build: FirmwareBuild) -> float:
        board = Board(firmware=build)
        board.worn("KeyE", PressBounce(1.0, FIGURES))
        return share_doubled(board, "KeyE", FIGURES, 1)

    assert shown(FirmwareBuild("none", scan_ns=125_000)) > 0.95
    assert shown(FirmwareBuild("sym_defer_per_key", 30 * MS)) < 0.2
    healthy = Board()
    assert share_doubled(healthy, "KeyE", FIGURES, 1) == 0
    healthy.worn("KeyE", HoldBounce(10, FIGURES))
    assert share_doubled(healthy, "KeyE", FIGURES, 1) > 0.2


@pytest.mark.parametrize("seed", range(12))
def test_broken_line_makes_ill_what_lies_on_it_and_nothing_else(seed: int) -> None:
    board = Board()
    line, ills = break_line(board, FULL, PRACTICE, FIGURES, Random(seed))
    on_line = {key for name in line.split() for key in PRACTICE.lines[name]}
    assert {ill.key for ill in ills} <= on_line
    assert board.matrix is PRACTICE
    assert {*board.effects, *board.down_at_start, *board.also} == {ill.key for ill in ills}


def test_shorted_lines_fire_the_partner_on_the_other_line() -> None:
    for seed in range(40):
        board = Board()
        line, ills = break_line(board, FULL, PRACTICE, FIGURES, Random(seed))
        if " " in line and ills:
            one = ills[0]
            heard = heard_by(board, [(one.key, 10.0, 80.0)])
            assert f"+{one.other}" in heard
            assert f"+{one.key}" in heard
            return
    pytest.fail("no two lines were shorted")


def test_liquid_spoils_keys_that_lie_together() -> None:
    board = Board()
    wet = {ill.key for ill in spill(board, FULL, FIGURES, Random(3))}
    assert len(wet) > 2
    x, y = FULL.key(sorted(wet)[0]).centre
    assert all(abs(FULL.key(key).centre[0] - x) < 12 and abs(FULL.key(key).centre[1] - y) < 5 for key in wet)


@pytest.mark.parametrize("what", get_args(Imitator))
def test_imitator_leaves_every_switch_well(what: Imitator) -> None:
    board = Board()
    touched = imitate(board, FULL, what, FIGURES, Random(4))
    assert {*board.effects, *board.down_at_start, *board.sends, *board.also} == set()
    assert all(key in {k.code for k in FULL.testable} for key in touched)


def test_deferring_firmware_never_waits_longer_than_makers_let_it() -> None:
    builds = [draw_board(FIGURES, Random(seed)).firmware for seed in range(300)]
    assert max(build.down_ns for build in builds if build.debounce not in EAGER) == 20 * MS
    assert max(build.down_ns for build in builds if build.debounce in EAGER) == 50 * MS


@pytest.mark.parametrize("name", ["faultsim", "shifted"])
def test_session_is_made_again_by_its_seed(name: str) -> None:
    figures = load(name)  # type: ignore[arg-type]
    one, again = (draw_session(7, figures, (PRACTICE,)) for _ in range(2))
    assert one.label == again.label
    assert (one.scene.person, one.scene.layout, one.scene.board.firmware) == (
        again.scene.person,
        again.scene.layout,
        again.scene.board.firmware,
    )


def test_shares_of_the_mix_add_up_to_one_in_both_sets_of_figures() -> None:
    assert [round(sum(load(name)["mix"].values()), 9) for name in ("faultsim", "shifted")] == [1, 1]


def test_both_sets_of_figures_have_the_same_names() -> None:
    def names(table: object, path: str = "") -> set[str]:
        if isinstance(table, dict) and not {"lognormal", "beta", "uniform", "geometric", "choice"} & table.keys():
            return {name for key, value in table.items() for name in names(value, f"{path}.{key}")}
        return {path}

    assert names(dict(load("faultsim").values)) == names(dict(load("shifted").values))


@pytest.mark.parametrize(
    ("distribution", "middle", "spread"),
    [
        ({"lognormal": [100, 0.3]}, 104.6, 4),
        ({"beta": [1, 60]}, 1 / 61, 0.002),
        ({"uniform": [2, 4]}, 3, 0.05),
        ({"geometric": 0.75}, 1 / 3, 0.05),
        ({"choice": [1, 3], "weights": [3, 1]}, 1.5, 0.08),
        ({"lognormal": [100, 0.3], "clip": [100, 100]}, 100, 0),
        (7, 7, 0),
    ],
)
def test_draws_have_the_mean_of_their_distribution(distribution: object, middle: float, spread: float) -> None:
    random = Random(1)
    assert sum(draw(distribution, random) for _ in range(4_000)) / 4_000 == pytest.approx(middle, abs=spread + 1e-9)
