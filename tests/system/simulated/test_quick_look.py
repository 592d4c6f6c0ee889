"""A small look at the whole bench in each run of the tests: what must never go wrong, in a few labelled sessions."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.accuracy import score
from benchmarks.accuracy.batches import Drawn
from benchmarks.accuracy.examined import Examined, examine
from keycheck.simulation.figures import FigureSet

SEED = 20_261_122


@cache
def examined(batch: str, sessions: int, figures: FigureSet = "faultsim") -> tuple[Examined, ...]:
    return tuple(examine(Drawn(batch, SEED + n, figures, 1, None).session()) for n in range(sessions))


@pytest.mark.parametrize("figures", ["faultsim", "shifted"])
def test_healthy_keyboards_are_not_accused(figures: FigureSet) -> None:
    assert score.accused(examined("healthy, careful and hasty", 6, figures)).of == 0


def test_dead_keys_are_found_and_no_other_is() -> None:
    sessions = examined("one dead", 4)
    assert score.recall(sessions, "dead").of >= 3
    assert score.precision(sessions, "dead").value == 1


def test_intermittent_keys_are_found_where_the_person_names_them() -> None:
    assert score.recall(examined("intermittent, named", 3), "intermittent").of >= 2


def test_software_is_not_called_hardware() -> None:
    assert score.called_hardware(examined("imitators and limits", 4)).of == 0


def test_same_seed_is_the_same_session_with_the_same_answer() -> None:
    drawn = Drawn("one fault", SEED + 3, "faultsim", 1, None)
    assert examine(drawn.session()) == examine(drawn.session())
