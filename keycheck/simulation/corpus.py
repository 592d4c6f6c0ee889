"""The labelled corpus: sessions drawn from the figures, each made again by its seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from keycheck.events.trace import Layer
from keycheck.layouts import library
from keycheck.layouts.layout import Layout
from keycheck.layouts.matrix import Matrix
from keycheck.simulation.ailments import break_line, fall_ill, spill
from keycheck.simulation.board import Board
from keycheck.simulation.figures import Figures
from keycheck.simulation.firmware import FirmwareBuild
from keycheck.simulation.imitators import imitate
from keycheck.simulation.label import Ill, Kind, Label
from keycheck.simulation.person import PersonKind
from keycheck.simulation.scene import Scene
from keycheck.simulation.transport import TransportBuild

_FELT = ("intermittent", "chatter_press", "chatter_release", "chatter_hold", "late", "extra")
"""What one press of each key need not show."""


@dataclass(frozen=True, slots=True)
class Session:
    """One labelled session, ready to be examined."""

    scene: Scene
    label: Label


def draw_board(figures: Figures, random: Random) -> Board:
    """A healthy keyboard of some make, and a system that listens to it in some way."""
    firmware = FirmwareBuild(
        debounce=figures.draw("firmware.debounce", random),
        down_ns=figures.draw_ns("firmware.debounce_down_ms", random),
        up_ns=figures.draw_ns("firmware.debounce_up_ms", random),
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
    ills: list[Ill] = []
    imitator = line = ""
    if kind == "software_or_design_only":
        imitator = figures.draw("imitator.kind", random)
        board.layers = ("os",) if random.random() < 1 / 3 else ("kernel", "os")
        imitate(board, layout, imitator, figures, random)
    elif kind == "matrix_fault":
        line, ills = break_line(board, layout, random.choice(list(matrices)), figures, random)
    elif kind == "liquid":
        ills = spill(board, layout, figures, random)
    elif kind != "healthy":
        keys = random.sample([key.code for key in layout.testable], 2 if kind == "two_faults" else 1)
        ills = [fall_ill(board, layout, key, figures.draw("fault.what", random), figures, random) for key in keys]
    return _session(seed, figures, random, layout, board, Label(kind, tuple(ills), imitator, line))


def _session(seed: int, figures: Figures, random: Random, layout: Layout, board: Board, label: Label) -> Session:
    doubted = [ill.key for ill in label.ills if ill.what in _FELT][:2]
    named = tuple(doubted) if random.random() < figures["session.named"] else ()
    person: PersonKind = figures.draw("session.person", random)
    scene = Scene(layout, board, person, seed, figures, named)
    return Session(scene, Label(label.kind, label.ills, label.imitator, label.line, named))
