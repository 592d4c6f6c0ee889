"""Worn switches and broken lines, drawn from the figures: what is done to a board, and the label that says so."""

from __future__ import annotations

from collections.abc import Callable
from math import dist
from random import Random

from keycheck.layouts.layout import Layout
from keycheck.layouts.matrix import Matrix
from keycheck.simulation.board import Board
from keycheck.simulation.contacts import (
    FOREVER,
    HoldBounce,
    LateRelease,
    Misses,
    PressBounce,
    ReleaseBounce,
    Sticks,
    dead,
)
from keycheck.simulation.figures import Figures
from keycheck.simulation.label import Ailment, Ill
from keycheck.simulation.rehearsal import share_doubled

FEWEST_ON_A_LINE = 3
"""Lines with fewer keys are not broken here: nobody could tell such a line from two bad switches."""


def fall_ill(board: Board, layout: Layout, key: str, what: Ailment, figures: Figures, random: Random) -> Ill:
    """Make this key of the board so, as bad as the figures say."""
    return _WAYS[what](board, layout, key, figures, random)


def miss(board: Board, key: str, rate: float, figures: Figures, random: Random) -> Ill:
    """Let this key lose that share of its presses: each by itself, in runs, or the soft ones."""
    stay = figures.draw("fault.intermittent.markov_stay", random)
    in_runs = random.random() < figures["fault.intermittent.bursts"] and rate * (1 - stay) <= 1 - rate
    on_force = not in_runs and random.random() < figures["fault.intermittent.depends_on_force"]
    board.worn(key, Misses(rate, stay if in_runs else None, on_force))
    return Ill(key, "intermittent", rate)


def bounce(board: Board, key: str, what: Ailment, rate: float, figures: Figures, random: Random) -> Ill:
    """Let this key chatter at one edge, or while held (`rate` is per second then); the label says what arrives."""
    if what == "chatter_hold":
        board.worn(key, HoldBounce(rate, figures))
    else:
        board.worn(key, (PressBounce if what == "chatter_press" else ReleaseBounce)(rate, figures))
    return Ill(key, what, share_doubled(board, key, figures, random.randrange(2**32)))


def break_line(board: Board, layout: Layout, matrix: Matrix, figures: Figures, random: Random) -> tuple[str, list[Ill]]:
    """Break one line of this matrix, or short two; the name of the line, and every key that suffers."""
    board.matrix = matrix
    keys = {key.code for key in layout.testable}
    lines = {
        line: on for line, all_on in matrix.lines.items() if len(on := keys.intersection(all_on)) >= FEWEST_ON_A_LINE
    }
    line = random.choice(sorted(lines))
    how = figures.draw("fault.line", random)
    if how == "open":
        return line, _open_line(board, sorted(lines[line]), figures, random)
    if how == "short_crossing":
        key = random.choice(sorted(lines[line]))
        return line, [_stuck_for_good(board, key)]
    side = line.rstrip("0123456789")
    other = random.choice([name for name in sorted(lines) if name.startswith(side) and name != line])
    return f"{line} {other}", _short_lines(board, matrix, (line, other), keys)


def spill(board: Board, layout: Layout, figures: Figures, random: Random) -> list[Ill]:
    """Spoil the switches around one place, each in its own way."""
    centre = random.choice(layout.testable).centre
    radius = figures.draw("fault.liquid.radius_u", random)
    wet = [key.code for key in layout.testable if dist(key.centre, centre) <= radius]
    return [fall_ill(board, layout, key, figures.draw("fault.liquid.per_key", random), figures, random) for key in wet]


def _open_line(board: Board, keys: list[str], figures: Figures, random: Random) -> list[Ill]:
    alive = 0.0
    if random.random() >= figures["fault.line_open.complete"]:
        alive = figures.draw("fault.line_open.share_still_alive_if_partial", random)
    lost = [key for key in keys if random.random() >= alive]
    for key in lost:
        board.worn(key, dead)
    return [Ill(key, "dead") for key in lost]


def _short_lines(board: Board, matrix: Matrix, lines: tuple[str, str], keys: set[str]) -> list[Ill]:
    """Every key on one of the lines fires its partner on the other too."""
    side = "drive" if lines[0].startswith("drive") else "sense"
    one, other = (int(line.removeprefix(side)) for line in lines)
    ills: list[Ill] = []
    for here, there in ((one, other), (other, one)):
        for (drive, sense), key in matrix.at.items():
            place = (there, sense) if side == "drive" else (drive, there)
            partner = matrix.at.get(place)
            if (drive if side == "drive" else sense) == here and partner in keys and key in keys and partner != key:
                board.fires_along(key, partner)
                ills.append(Ill(key, "extra", other=partner))
    return ills


def _dead(board: Board, layout: Layout, key: str, figures: Figures, random: Random) -> Ill:
    board.worn(key, dead)
    return Ill(key, "dead")


def _intermittent(board: Board, layout: Layout, key: str, figures: Figures, random: Random) -> Ill:
    return miss(board, key, figures.draw("fault.intermittent.miss", random), figures, random)


def _chatter(what: Ailment, rate: str) -> Callable[[Board, Layout, str, Figures, Random], Ill]:
    def fall(board: Board, layout: Layout, key: str, figures: Figures, random: Random) -> Ill:
        return bounce(board, key, what, figures.draw(f"fault.{what}.{rate}", random), figures, random)

    return fall


def _stuck(board: Board, layout: Layout, key: str, figures: Figures, random: Random) -> Ill:
    lasts = FOREVER
    if random.random() >= figures["fault.stuck.permanent"]:
        lasts = figures.draw_ns("fault.stuck.duration_ms", random)
    if random.random() < figures["fault.stuck.from_the_start"]:
        board.down_at_start[key] = lasts
    else:
        board.worn(key, Sticks(None if lasts == FOREVER else lasts))
    return Ill(key, "stuck")


def _stuck_for_good(board: Board, key: str) -> Ill:
    board.down_at_start[key] = FOREVER
    return Ill(key, "stuck")


def _late(board: Board, layout: Layout, key: str, figures: Figures, random: Random) -> Ill:
    rate = figures.draw("fault.late.rate", random)
    board.worn(key, LateRelease(rate, figures))
    return Ill(key, "late", rate)


def _wrong(board: Board, layout: Layout, key: str, figures: Figures, random: Random) -> Ill:
    near = random.random() < figures["fault.wrong.sends_a_neighbour"]
    others = [k.code for k in layout.by_distance(key) if k.unseen is None]
    board.sends[key] = others[0] if near else random.choice(others)
    return Ill(key, "wrong", other=board.sends[key])


def _extra(board: Board, layout: Layout, key: str, figures: Figures, random: Random) -> Ill:
    partner = next(k.code for k in layout.by_distance(key) if k.unseen is None)
    board.fires_along(key, partner)
    return Ill(key, "extra", other=partner)


_WAYS: dict[Ailment, Callable[[Board, Layout, str, Figures, Random], Ill]] = {
    "dead": _dead,
    "intermittent": _intermittent,
    "chatter_press": _chatter("chatter_press", "rate"),
    "chatter_release": _chatter("chatter_release", "rate"),
    "chatter_hold": _chatter("chatter_hold", "rate_per_s_held"),
    "stuck": _stuck,
    "late": _late,
    "wrong": _wrong,
    "extra": _extra,
}
