"""A small look at the whole bench in each run of the tests: what must never go wrong, in a few labelled sessions."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.accuracy import score
from benchmarks.accuracy.batches import Drawn, all_batches, base_corpus
from benchmarks.accuracy.examined import Examined, examine
from keycheck.simulation.figures import FigureSet, load

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


def test_base_corpus_has_every_kind_in_about_its_share() -> None:
    figures = load()
    batch = base_corpus(1, None)
    kinds = [batch.draw(seed, figures).label.kind for seed in range(150)]
    for kind, share in figures["mix"].items():
        assert abs(kinds.count(kind) / 150 - share) < 0.12, kind


def test_label_tells_what_was_planted() -> None:
    corpus = base_corpus(1, None)
    for seed in range(25):
        drawn = corpus.draw(seed, load())
        ill = {ill.key for ill in drawn.label.ills}
        board = drawn.scene.board
        assert ill == set(board.effects) | set(board.down_at_start) | set(board.sends) | set(board.also)
        assert bool(drawn.label.imitator) == (drawn.label.kind == "software_or_design_only")
        assert set(drawn.label.named) <= ill


def test_every_batch_draws() -> None:
    for batch in all_batches(1, None):
        assert batch.draw(SEED, load("shifted")).scene.figures.name == "shifted"
