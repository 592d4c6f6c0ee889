"""The controller that does not exist: debounce, what a matrix lets through, and how many keys fit in a report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.layouts.matrix import Matrix, find_matrix
from keycheck.simulation.board import Board
from keycheck.simulation.firmware import Debounce, FirmwareBuild, GhostFilter, Rollover
from tests.scenarios import MS
from tests.simulation.hand import heard_by

SQUARE = Matrix("square", ((0, 0, "KeyA"), (0, 1, "KeyB"), (1, 0, "KeyC"), (1, 1, "KeyD"), (2, 2, "KeyE")))
THREE = [("KeyA", 10.0, 500.0), ("KeyB", 60.0, 400.0), ("KeyC", 110.0, 100.0)]
DEBOUNCES: tuple[Debounce, ...] = (
    "sym_defer_global",
    "sym_defer_per_key",
    "sym_eager_per_key",
    "asym_eager_defer_per_key",
    "asym_down_up",
    "none",
)


def board(
    ghost_filter: GhostFilter = "block_new",
    matrix: Matrix | None = SQUARE,
    rollover: Rollover = "n_key",
    diodes: bool = False,
) -> Board:
    build = FirmwareBuild(ghost_filter=ghost_filter, rollover=rollover, diodes=diodes)
    return Board(firmware=build, matrix=matrix, layers=("hid",))


@pytest.mark.parametrize(
    ("ghost_filter", "heard"),
    [
        ("none", "+KeyA +KeyB +KeyC +KeyD -KeyC -KeyD -KeyB -KeyA"),
        ("block_new", "+KeyA +KeyB -KeyB -KeyA"),
        ("freeze_state", "+KeyA +KeyB -KeyB -KeyA"),
    ],
)
def test_third_corner_of_a_square_is_a_ghost_or_is_blocked(ghost_filter: GhostFilter, heard: str) -> None:
    assert heard_by(board(ghost_filter), THREE) == heard


def test_third_corner_arrives_where_each_switch_has_its_diode() -> None:
    assert heard_by(board(diodes=True), THREE) == "+KeyA +KeyB +KeyC -KeyC -KeyB -KeyA"


def test_blocked_key_arrives_when_the_way_round_is_gone() -> None:
    presses = [("KeyA", 10.0, 150.0), ("KeyB", 60.0, 400.0), ("KeyC", 110.0, 400.0)]
    assert heard_by(board(), presses) == "+KeyA +KeyB -KeyA +KeyC -KeyB -KeyC"


@given(st.lists(st.sampled_from(sorted(find_matrix("practice-104").places)), min_size=1, max_size=2, unique=True))
def test_any_two_keys_pass_any_matrix(keys: list[str]) -> None:
    presses = [(key, 10.0 + 30 * n, 200.0) for n, key in enumerate(keys)]
    heard = heard_by(board("freeze_state", find_matrix("practice-104"), "two_key_matrix"), presses)
    assert sorted(heard.split()) == sorted([f"{sign}{key}" for key in keys for sign in "+-"])


@pytest.mark.parametrize(
    ("rollover", "most"), [("two_key_matrix", 2), ("six_key_drop", 6), ("six_key_error_report", 6), ("n_key", 8)]
)
def test_report_holds_so_many_keys_and_every_modifier(rollover: Rollover, most: int) -> None:
    keys = [*(f"Digit{n}" for n in range(1, 9)), "ShiftLeft"]
    presses = [(key, 10.0 + 30 * n, 1_000.0) for n, key in enumerate(keys)]
    downs = [word for word in heard_by(board(rollover=rollover), presses, until_ms=900).split() if word[0] == "+"]
    assert len([word for word in downs if word != "+ShiftLeft"]) == most
    assert ("+ShiftLeft" in downs) == (rollover != "six_key_error_report")


@given(
    debounce=st.sampled_from(DEBOUNCES),
    down_ms=st.sampled_from([3, 20, 50]),
    up_ms=st.sampled_from([5, 50]),
    scan_us=st.sampled_from([125, 1_000, 5_000]),
    dwell=st.floats(60, 400),
)
def test_clean_press_comes_through_every_debounce_once(
    debounce: Debounce, down_ms: int, up_ms: int, scan_us: int, dwell: float
) -> None:
    build = FirmwareBuild(debounce, down_ms * MS, up_ms * MS, scan_us * 1_000)
    presses = [("KeyA", 10.0, dwell), ("KeyA", 700.0, dwell), ("KeyB", 1_400.0, dwell)]
    heard = heard_by(Board(firmware=build, layers=("hid",)), presses)
    assert heard == "+KeyA -KeyA +KeyA -KeyA +KeyB -KeyB"


@pytest.mark.parametrize("debounce", ["sym_defer_per_key", "sym_defer_global", "asym_down_up"])
def test_contact_shorter_than_a_deferring_debounce_is_never_reported(debounce: Debounce) -> None:
    build = FirmwareBuild(debounce, 10 * MS, 10 * MS)
    assert heard_by(Board(firmware=build, layers=("hid",)), [("KeyA", 10.0, 6.0)]) == ""


@pytest.mark.parametrize("debounce", ["sym_eager_per_key", "asym_eager_defer_per_key", "none"])
def test_eager_debounce_reports_even_a_short_contact(debounce: Debounce) -> None:
    build = FirmwareBuild(debounce, 10 * MS, 10 * MS)
    assert heard_by(Board(firmware=build, layers=("hid",)), [("KeyA", 10.0, 6.0)]) == "+KeyA -KeyA"


def test_contact_between_two_scans_is_never_seen() -> None:
    build = FirmwareBuild("none", scan_ns=5 * MS)
    assert heard_by(Board(firmware=build, layers=("hid",)), [("KeyA", 11.0, 3.0)]) == ""
