"""The labelled corpus: sessions drawn from the figures, each made again by its seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from keycheck.events.trace import Layer
from keycheck.layouts import library
from keycheck.layouts.layout import Layout
from keycheck.layouts.matrix import Matrix
from keycheck.simulation.ailments import break_line, fall_ill, spill
from keycheck.simulation.board import Board
from keycheck.simulation.figures import Figures
from keycheck.simulation.firmware import EAGER, Debounce, FirmwareBuild
from keycheck.simulation.imitators import Imitator, imitate
from keycheck.simulation.label import Ill, Kind, Label
from keycheck.simulation.person import PersonKind
from keycheck.simulation.scene import Scene
from keycheck.simulation.transport import TransportBuild

FELT = ("intermittent", "chatter_press", "chatter_release", "chatter_hold", "late", "extra")
"""What one press of each key need not show."""


@dataclass(frozen=True, slots=True)
class Session:
    """One labelled session, ready to be examined."""

    scene: Scene
    label: Label


def draw_board(figures: Figures, random: Random) -> Board:
    """A healthy keyboard of some make, and a system that listens to it in some way."""
    debounce: Debounce = figures.draw("firmware.debounce", random)
    firmware = FirmwareBuild(
        debounce=debounce,
        down_ns=figures.draw_ns(f"firmware.{'eager_ms' if debounce in EAGER else 'defer_down_ms'}", random),
        up_ns=figures.draw_ns("firmware.defer_up_ms", random),
        scan_ns=figures.draw_ns("firmware.scan_period_ms", random),
        ghost_filter=figures.draw("firmware.ghost_filter", random),
        rollover=figures.draw("firmware.rollover", random),
        diodes=figures.draw("firmware.diodes", random),
    )
    wire = TransportBuild(
        interval_ns=figures.draw_ns("transport.report_interval_ms", random),
        clock=figures.draw("transport.clock", random),
        stamp_delay=figures.draw("transport.stamp_delay", random),
        loss=figures.draw("transport.loss_probability", random),
        loss_mode=figures.draw("transport.loss_mode", random),
        radio=figures.draw("transport.radio", random),
    )
    layers: tuple[Layer, ...] = tuple(figures.draw("listening.layers", random).split())
    return Board(firmware, wire, layers=layers)


def draw_session(seed: int, figures: Figures, matrices: Sequence[Matrix]) -> Session:
    """A session of the base corpus: healthy, or with something wrong, in the shares of the mix."""
    random = Random(f"{seed} session")
    kinds: list[Kind] = list(figures["mix"])
    kind = random.choices(kinds, list(figures["mix"].values()))[0]
    layout = library.load(figures.draw("session.layout", random))
    board = draw_board(figures, random)
    label = _WAYS[kind](board, layout, figures, random, matrices)
    doubted = [ill.key for ill in label.ills if ill.what in FELT][:2]
    named = tuple(doubted) if random.random() < figures["session.named"] else ()
    person: PersonKind = figures.draw("session.person", random)
    return Session(Scene(layout, board, person, seed, figures, named), replace(label, named=named))


def only_software(board: Board, layout: Layout, figures: Figures, random: Random) -> Label:
    """A healthy keyboard on a system that makes it look broken; some desktops are all that listens there."""
    what: Imitator = figures.draw("imitator.kind", random)
    board.layers = ("os",) if random.random() < figures["imitator.only_the_desktop_listens"] else ("kernel", "os")
    return Label("software_or_design_only", imitator=what, touched=imitate(board, layout, what, figures, random))


def ill_keys(board: Board, layout: Layout, figures: Figures, random: Random, how_many: int) -> tuple[Ill, ...]:
    """So many keys of this board are not well."""
    keys = random.sample([key.code for key in layout.testable], how_many)
    return tuple(fall_ill(board, layout, key, figures.draw("fault.what", random), figures, random) for key in keys)


def _matrix_fault(board: Board, layout: Layout, figures: Figures, random: Random, matrices: Sequence[Matrix]) -> Label:
    line, ills = break_line(board, layout, random.choice(list(matrices)), figures, random)
    return Label("matrix_fault", tuple(ills), line=line)


_Way = Callable[[Board, Layout, Figures, Random, Sequence[Matrix]], Label]

_WAYS: dict[Kind, _Way] = {
    "healthy": lambda board, layout, figures, random, matrices: Label("healthy"),
    "software_or_design_only": lambda board, layout, figures, random, matrices: only_software(
        board, layout, figures, random
    ),
    "one_fault": lambda board, layout, figures, random, matrices: Label(
        "one_fault", ill_keys(board, layout, figures, random, 1)
    ),
    "two_faults": lambda board, layout, figures, random, matrices: Label(
        "two_faults", ill_keys(board, layout, figures, random, 2)
    ),
    "matrix_fault": _matrix_fault,
    "liquid": lambda board, layout, figures, random, matrices: Label(
        "liquid", tuple(spill(board, layout, figures, random))
    ),
}
