"""A simulated keyboard on a table: press keys at times, and read what is heard."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from keycheck.events.trace import Event, Incident
from keycheck.simulation.board import Board
from keycheck.simulation.figures import load
from keycheck.simulation.keyboard import Keyboard
from keycheck.simulation.schedule import Schedule
from tests.scenarios import MS

Press = tuple[str, float, float]
"""Key, when it goes down, and how long it is held, in milliseconds."""


def everything_heard(
    board: Board, presses: Iterable[Press], seed: int = 1, until_ms: float = 10_000_000
) -> list[Event | Incident]:
    """All that the sources of this board tell, in the order in which it reaches the examination."""
    heard: list[Event | Incident] = []
    schedule = Schedule()
    keyboard = Keyboard(board, load(), Random(seed), schedule, heard.append)
    keyboard.power_on()
    for key, at, dwell in presses:
        schedule.pass_until(int(at * MS))
        keyboard.press(key, int(at * MS), int(dwell * MS))
    schedule.pass_until(int(until_ms * MS))
    return heard


def heard_by(
    board: Board, presses: Iterable[Press], source: int = 0, seed: int = 1, until_ms: float = 10_000_000
) -> str:
    """What one source tells of its keys, in short: `+KeyE -KeyE`, with `~KeyE` for a repeat."""
    signs = {"down": "+", "up": "-", "repeat": "~"}
    events = everything_heard(board, presses, seed, until_ms)
    return " ".join(f"{signs[e.action]}{e.key}" for e in events if isinstance(e, Event) and e.source == source)


def downs(board: Board, key: str, presses: int, seed: int = 1) -> list[int]:
    """How often each of so many presses of this key, a second apart, went down at the lowest source."""
    events = everything_heard(board, [(key, 1_000 * n, 80) for n in range(presses)], seed, 1_000.0 * presses)
    counts = [0] * presses
    for event in events:
        if isinstance(event, Event) and event.source == 0 and event.action == "down" and event.key == key:
            counts[min(event.t // (1_000 * MS), presses - 1)] += 1
    return counts
