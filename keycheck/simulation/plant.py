"""From what people write to what is wrong with a board: plants the faults of a SPEC in it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from keycheck.keys.number_pad import NUM_LOCK_OFF
from keycheck.simulation.board import Board
from keycheck.simulation.contacts import FOREVER, LateRelease, Misses, PressBounce, ReleaseBounce, dead
from keycheck.simulation.fault import Fault, FaultKind
from keycheck.simulation.figures import Figures

_NS_PER_MS = 1_000_000


def plant(board: Board, fault: Fault, figures: Figures, random: Random) -> None:
    """Make this board so; what people meet is `Fault.kind` at `Fault.keys`."""
    _PLANTS[fault.kind](board, fault, figures, random)


def _dead(board: Board, fault: Fault, figures: Figures, random: Random) -> None:
    for key in fault.keys:
        board.worn(key, dead)


def _line(board: Board, fault: Fault, figures: Figures, random: Random) -> None:
    board.matrix = fault.matrix
    _dead(board, fault, figures, random)


def _intermittent(board: Board, fault: Fault, figures: Figures, random: Random) -> None:
    board.worn(fault.key, Misses(fault.rate))


def _chatter(board: Board, fault: Fault, figures: Figures, random: Random) -> None:
    """Half of the switches that bounce do it when they close, half when they open (assumed)."""
    edge = random.choice((PressBounce, ReleaseBounce))
    board.worn(fault.key, edge(fault.rate, figures, "fault.chatter"))


def _stuck(board: Board, fault: Fault, figures: Figures, random: Random) -> None:
    board.down_at_start[fault.key] = FOREVER


def _late(board: Board, fault: Fault, figures: Figures, random: Random) -> None:
    board.worn(fault.key, LateRelease(1.0, figures, "fault.late_always"))


def _wrong(board: Board, fault: Fault, figures: Figures, random: Random) -> None:
    board.sends[fault.key] = fault.other


def _extra(board: Board, fault: Fault, figures: Figures, random: Random) -> None:
    board.fires_along(fault.key, fault.other)


def _slow_keys(board: Board, fault: Fault, figures: Figures, random: Random) -> None:
    board.programs["slow_keys"] = int(figures.draw("imitator.slow_keys_ms", random)) * _NS_PER_MS


def _bounce_keys(board: Board, fault: Fault, figures: Figures, random: Random) -> None:
    board.programs["bounce_keys"] = int(figures.draw("imitator.bounce_keys_ms", random)) * _NS_PER_MS


def _remap(board: Board, fault: Fault, figures: Figures, random: Random) -> None:
    board.remap[fault.key] = fault.other


def _swallow(board: Board, fault: Fault, figures: Figures, random: Random) -> None:
    board.remap[fault.key] = None


def _numlock_off(board: Board, fault: Fault, figures: Figures, random: Random) -> None:
    board.remap.update(NUM_LOCK_OFF)


_PLANTS: dict[FaultKind, Callable[[Board, Fault, Figures, Random], None]] = {
    "dead": _dead,
    "intermittent": _intermittent,
    "chatter": _chatter,
    "stuck": _stuck,
    "late": _late,
    "wrong": _wrong,
    "extra": _extra,
    "line": _line,
    "slow_keys": _slow_keys,
    "bounce_keys": _bounce_keys,
    "remap": _remap,
    "swallow": _swallow,
    "numlock_off": _numlock_off,
}
