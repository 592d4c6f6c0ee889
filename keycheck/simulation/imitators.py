"""Programs, settings and design limits that imitate a broken key, drawn from the figures: the keyboard is healthy."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Literal

from keycheck.events.trace import Setting
from keycheck.keys.number_pad import NUM_LOCK_OFF
from keycheck.languages import N_
from keycheck.layouts import library
from keycheck.layouts.layout import Layout
from keycheck.layouts.matrix import find_matrix
from keycheck.simulation.board import Board
from keycheck.simulation.figures import Figures
from keycheck.simulation.firmware import FirmwareBuild

Imitator = Literal[
    "slow_keys",
    "bounce_keys",
    "sticky_keys",
    "remap",
    "swallow",
    "numlock_off",
    "other_map",
    "x11_repeat",
    "injected",
    "ghost_filter",
    "rollover_limit",
    "long_debounce",
]

_NS_PER_MS = 1_000_000


def imitate(board: Board, layout: Layout, what: Imitator, figures: Figures, random: Random) -> tuple[str, ...]:
    """Set this up on the board's system, some of which say so themselves; the keys that it acts on."""
    _WAYS[what](board, layout, figures, random)
    if what in ("slow_keys", "bounce_keys", "long_debounce"):
        return tuple(key.code for key in layout.testable)
    return tuple({*board.remap, *(code for code in board.remap.values() if code is not None)})


def _says(board: Board, setting: Setting, figures: Figures, random: Random) -> None:
    if random.random() < figures["imitator.said_by_the_system"]:
        board.settings = (*board.settings, setting)


def _slow_keys(board: Board, layout: Layout, figures: Figures, random: Random) -> None:
    board.programs["slow_keys"] = figures.draw("imitator.slow_keys_ms", random) * _NS_PER_MS
    _says(board, Setting(N_("Slow Keys"), N_("short presses vanish"), "os", blocks=True), figures, random)


def _bounce_keys(board: Board, layout: Layout, figures: Figures, random: Random) -> None:
    board.programs["bounce_keys"] = figures.draw("imitator.bounce_keys_ms", random) * _NS_PER_MS
    _says(board, Setting(N_("Bounce Keys"), N_("quick repeats vanish"), "os", blocks=True), figures, random)


def _sticky_keys(board: Board, layout: Layout, figures: Figures, random: Random) -> None:
    board.programs["sticky_keys"] = 0
    _says(board, Setting(N_("Sticky Keys"), N_("a modifier stays down"), "os", blocks=False), figures, random)


def _remap(board: Board, layout: Layout, figures: Figures, random: Random) -> None:
    """Two keys change places, one becomes another, or one becomes nothing."""
    one, other = random.sample([key.code for key in layout.testable], 2)
    how = random.choice(("swap", "layer", "disable"))
    board.remap[one] = None if how == "disable" else other
    if how == "swap":
        board.remap[other] = one
    setting = Setting(N_("a key remapper"), N_("keys send others"), "os", blocks=True, keys=tuple(board.remap))
    _says(board, setting, figures, random)


def _swallow(board: Board, layout: Layout, figures: Figures, random: Random) -> None:
    keys = random.sample([key.code for key in layout.testable], figures.draw("imitator.swallowed_keys", random))
    board.remap.update(dict.fromkeys(keys))
    setting = Setting(N_("a hotkey program"), N_("keys vanish"), "os", blocks=True, keys=tuple(keys))
    _says(board, setting, figures, random)


def _numlock_off(board: Board, layout: Layout, figures: Figures, random: Random) -> None:
    board.remap.update(NUM_LOCK_OFF)


def _other_map(board: Board, layout: Layout, figures: Figures, random: Random) -> None:
    """The map that is shown has keys that this keyboard lacks."""
    real = library.load("ansi-tkl" if layout.standard == "ansi" else "ansi-104")
    board.absent = frozenset(key.code for key in layout.testable if key.code not in real)


def _x11_repeat(board: Board, layout: Layout, figures: Figures, random: Random) -> None:
    board.repeat_form = "release_press_pairs"


def _injected(board: Board, layout: Layout, figures: Figures, random: Random) -> None:
    board.programs["injected"] = 0


def _ghost_filter(board: Board, layout: Layout, figures: Figures, random: Random) -> None:
    how = random.choice(("block_new", "freeze_state"))
    board.firmware = FirmwareBuild(ghost_filter=how, diodes=False)  # type: ignore[arg-type]
    board.matrix = find_matrix("practice-104")


def _rollover_limit(board: Board, layout: Layout, figures: Figures, random: Random) -> None:
    most = random.choice(("two_key_matrix", "six_key_error_report", "six_key_drop"))
    board.firmware = FirmwareBuild(rollover=most)  # type: ignore[arg-type]


def _long_debounce(board: Board, layout: Layout, figures: Figures, random: Random) -> None:
    board.firmware = FirmwareBuild(down_ns=figures.draw_ns("imitator.long_debounce_ms", random))


_WAYS: dict[Imitator, Callable[[Board, Layout, Figures, Random], None]] = {
    "slow_keys": _slow_keys,
    "bounce_keys": _bounce_keys,
    "sticky_keys": _sticky_keys,
    "remap": _remap,
    "swallow": _swallow,
    "numlock_off": _numlock_off,
    "other_map": _other_map,
    "x11_repeat": _x11_repeat,
    "injected": _injected,
    "ghost_filter": _ghost_filter,
    "rollover_limit": _rollover_limit,
    "long_debounce": _long_debounce,
}
