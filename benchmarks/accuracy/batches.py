"""The batches: for each gate sessions of its own, drawn by seed; and the base corpus in the shares of the mix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

from keycheck.layouts import library
from keycheck.layouts.layout import Layout
from keycheck.layouts.matrix import Matrix, find_matrix, read_matrix
from keycheck.simulation.ailments import bounce, break_line, fall_ill, miss, spill
from keycheck.simulation.board import Board
from keycheck.simulation.corpus import Session, draw_board, draw_session, ill_keys, only_software
from keycheck.simulation.figures import Figures, FigureSet, load
from keycheck.simulation.label import Ailment, Ill, Kind, Label
from keycheck.simulation.person import PersonKind
from keycheck.simulation.scene import Scene

SHOWS = 0.2
"""Chatter counts as 20 % and more by the share of presses that arrive doubled: firmware may hide the rest."""
MISSES = 0.3
"""Intermittent counts from 30 % of presses lost."""

Draw = Callable[[int, Figures], Session]


@dataclass(frozen=True, slots=True)
class Batch:
    """Sessions of one kind."""

    name: str
    sessions: int
    """How many a full run has."""
    draw: Draw


def base_corpus(sessions: int, matrices: Path | None) -> Batch:
    """Sessions in the shares of the mix; keyboards have one of the matrices in the folder, or the made-up one."""
    return Batch("corpus", sessions, lambda seed, figures: draw_session(seed, figures, _matrices(matrices)))


@cache
def _matrices(folder: Path | None) -> tuple[Matrix, ...]:
    if folder is None:
        return (find_matrix("practice-104"),)
    return tuple(read_matrix(path) for path in sorted(folder.glob("*.csv")) if path.stem != "index")


def _careful_or_hasty(seed: int) -> PersonKind:
    return "careful" if seed % 2 else "hasty"


def _alone(
    seed: int,
    figures: Figures,
    kind: Kind,
    person: PersonKind,
    fall: Callable[[Board, Layout, Random], tuple[Ill, ...]],
    layout_id: str = "",
    named: bool = False,
) -> Session:
    """A session with what `fall` does to a board drawn from the figures."""
    random = Random(f"{seed} alone")
    layout = library.load(layout_id or figures.draw("session.layout", random))
    board = draw_board(figures, random)
    ills = fall(board, layout, random)
    doubted = tuple(ill.key for ill in ills) if named else ()
    return Session(Scene(layout, board, person, seed, figures, doubted), Label(kind, ills, named=doubted))


def _one_key(layout: Layout, random: Random) -> str:
    return random.choice(layout.testable).code


def _healthy(person: Callable[[int], PersonKind], layout: str = "") -> Draw:
    return lambda seed, figures: _alone(
        seed, figures, "healthy", person(seed), lambda board, layout, random: (), layout_id=layout
    )


def _dead(person: Callable[[int], PersonKind], layout: str = "") -> Draw:
    def draw(seed: int, figures: Figures) -> Session:
        def fall(board: Board, layout: Layout, random: Random) -> tuple[Ill, ...]:
            return (fall_ill(board, layout, _one_key(layout, random), "dead", figures, random),)

        return _alone(seed, figures, "one_fault", person(seed), fall, layout_id=layout)

    return draw


def _one_fault(seed: int, figures: Figures) -> Session:
    """A dead key, or any fault of one key: what a finding of dead has to be right among."""
    person: PersonKind = figures.draw("session.person", Random(f"{seed} person of fault"))

    def fall(board: Board, layout: Layout, random: Random) -> tuple[Ill, ...]:
        if seed % 2:
            return (fall_ill(board, layout, _one_key(layout, random), "dead", figures, random),)
        return ill_keys(board, layout, figures, random, 1)

    return _alone(seed, figures, "one_fault", person, fall)


def lines(matrices: Path | None) -> Batch:
    """Keyboards of known matrix, one of those in the folder or the made-up one: a line broke, or liquid came in."""
    layout = "ansi-104" if matrices is None else "laptop-15-ansi"
    return Batch(
        "line or liquid", 1_200, lambda seed, figures: _line_or_liquid(seed, figures, layout, _matrices(matrices))
    )


def _line_or_liquid(seed: int, figures: Figures, layout_id: str, matrices: tuple[Matrix, ...]) -> Session:
    """A line of a known matrix is broken, or liquid spoiled keys that are none."""
    matrix = Random(f"{seed} matrix").choice(matrices)

    def fall(board: Board, layout: Layout, random: Random) -> tuple[Ill, ...]:
        board.matrix = matrix
        if seed % 2:
            return tuple(break_line(board, layout, matrix, figures, random)[1])
        return tuple(spill(board, layout, figures, random))

    kind: Kind = "matrix_fault" if seed % 2 else "liquid"
    return _alone(seed, figures, kind, _careful_or_hasty(seed // 2), fall, layout_id)


def _intermittent(layout: str = "") -> Draw:
    def draw(seed: int, figures: Figures) -> Session:
        def fall(board: Board, layout: Layout, random: Random) -> tuple[Ill, ...]:
            return (miss(board, _one_key(layout, random), random.uniform(MISSES, 0.95), figures, random),)

        return _alone(seed, figures, "one_fault", _careful_or_hasty(seed), fall, layout_id=layout, named=True)

    return draw


def _chatter(what: Ailment) -> Draw:
    """Drawn again until it shows in a fifth of the presses."""

    def draw(seed: int, figures: Figures) -> Session:
        for again in range(1_000):

            def fall(board: Board, layout: Layout, random: Random) -> tuple[Ill, ...]:
                rate = random.uniform(1, 10) if what == "chatter_hold" else random.uniform(SHOWS, 1)
                return (bounce(board, _one_key(layout, random), what, rate, figures, random),)

            drawn = _alone(seed + again * 2**40, figures, "one_fault", _careful_or_hasty(seed), fall, named=True)
            if drawn.label.ills[0].rate >= SHOWS:
                return Session(replace(drawn.scene, seed=seed), drawn.label)
        raise RuntimeError(f"no {what} that shows in {SHOWS:.0%} of presses with seed {seed}")

    return draw


def _imitator(seed: int, figures: Figures) -> Session:
    random = Random(f"{seed} imitator")
    layout = library.load(figures.draw("session.layout", random))
    board = draw_board(figures, random)
    label = only_software(board, layout, figures, random)
    return Session(Scene(layout, board, figures.draw("session.person", random), seed, figures), label)


GATES = (
    Batch("time, healthy 104 keys", 200, _healthy(_careful_or_hasty, "ansi-104")),
    Batch("time, one dead of 104 keys", 200, _dead(_careful_or_hasty, "ansi-104")),
    Batch("time, one intermittent of 104 keys", 200, _intermittent("ansi-104")),
    Batch("one dead", 800, _dead(_careful_or_hasty)),
    Batch("intermittent, named", 400, _intermittent()),
    Batch("chatter_press, named", 100, _chatter("chatter_press")),
    Batch("chatter_release, named", 100, _chatter("chatter_release")),
    Batch("chatter_hold, named", 150, _chatter("chatter_hold")),
    Batch("imitators and limits", 700, _imitator),
    Batch("healthy, careless", 3_000, _healthy(lambda seed: "careless")),
    Batch("healthy, careful and hasty", 31_000, _healthy(_careful_or_hasty)),
    Batch("one dead, careless", 150, _dead(lambda seed: "careless")),
    Batch("one fault", 1_800, _one_fault),
)
"""As many as each gate needs for its bound to meet the goal where nothing goes wrong (diagnosis, section 7): an hour of
one processor. `--share` runs more or less of each."""


def all_batches(sessions: int, matrices: Path | None) -> tuple[Batch, ...]:
    """The base corpus, and a batch for each gate."""
    return (base_corpus(sessions, matrices), lines(matrices), *GATES)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A session by name, small enough to be sent to another process."""

    batch: str
    seed: int
    figures: FigureSet
    sessions: int
    matrices: Path | None

    def session(self) -> Session:
        """The session itself."""
        batches = all_batches(self.sessions, self.matrices)
        return next(batch for batch in batches if batch.name == self.batch).draw(self.seed, load(self.figures))
