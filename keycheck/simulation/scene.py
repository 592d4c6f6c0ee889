"""One simulated examination before it begins: which keyboard, which map, who presses, and which key they name."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from keycheck.events.trace import Source
from keycheck.layouts.layout import Layout
from keycheck.simulation.board import Board
from keycheck.simulation.fault import Fault, FaultKind
from keycheck.simulation.figures import Figures, load
from keycheck.simulation.person import PersonKind
from keycheck.simulation.plant import plant

_FELT: frozenset[FaultKind] = frozenset({"intermittent", "chatter", "late", "extra"})
"""Faults that one press of each key need not show: the person knows the key, and names it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A board serves one person once: its worn switches remember."""

    layout: Layout
    """The map that is shown; the board may lack keys of it."""
    board: Board
    person: PersonKind
    seed: int
    figures: Figures
    named: tuple[str, ...] = ()
    """The keys that the person names as doubtful."""

    @property
    def sources(self) -> tuple[Source, ...]:
        return self.board.sources


def scene_of(
    layout: Layout, faults: tuple[Fault, ...], person: PersonKind, seed: int, named: tuple[str, ...] = ()
) -> Scene:
    """An ordinary keyboard on a cable with these faults planted, and a person who knows which key is doubtful.

    `named` are keys that the person doubts beside those.
    """
    figures, board, random = load(), Board(), Random(f"{seed} planting")
    for fault in faults:
        plant(board, fault, figures, random)
    felt = (fault.key for fault in faults if fault.kind in _FELT)
    return Scene(layout, board, person, seed, figures, tuple(dict.fromkeys((*felt, *named))))
