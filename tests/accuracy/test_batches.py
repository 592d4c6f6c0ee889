"""What the batches of the benchmark draw: every kind in its share, and a label that tells what was planted."""

from __future__ import annotations

from benchmarks.accuracy.batches import all_batches, base_corpus
from keycheck.simulation.figures import load

SEED = 20_261_122


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
