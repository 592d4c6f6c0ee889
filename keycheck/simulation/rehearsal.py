"""How often a worn switch shows at all: its firmware may hide what its contact does."""

from __future__ import annotations

from random import Random

from keycheck.events.trace import Event, Incident
from keycheck.simulation.board import Board
from keycheck.simulation.figures import Figures
from keycheck.simulation.keyboard import Keyboard
from keycheck.simulation.schedule import Schedule

_APART_NS = 2_000_000_000
"""Far enough that one press has nothing to do with the next."""
_DWELL_NS = 100_000_000
"""The median press of the typing study (measured)."""


def share_doubled(board: Board, key: str, figures: Figures, seed: int, presses: int = 200) -> float:
    """The share of presses of this key that arrive more than once, one at a time, on this board."""
    downs: dict[int, int] = {}

    def count(event: Event | Incident) -> None:
        if isinstance(event, Event) and event.source == 0 and event.action == "down":
            place = event.t // _APART_NS
            downs[place] = downs.get(place, 0) + 1

    schedule = Schedule()
    keyboard = Keyboard(board, figures, Random(f"{seed} rehearsal"), schedule, count)
    for number in range(presses):
        keyboard.press(key, number * _APART_NS, _DWELL_NS)
    schedule.pass_until(presses * _APART_NS)
    return sum(times > 1 for times in downs.values()) / presses
