"""Maps of keyboards: read, listed and drawn, beside Python's TOML parser reading the same file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable

from benchmarks.row import Row
from benchmarks.turns import HOUSE, in_turns, milliseconds
from keycheck.layouts.drawing import as_text, fitting
from keycheck.layouts.library import ids, load, own, summary

ROUNDS = 15
BESIDE = "tomllib, one map"
MAP = HOUSE / "layouts" / "ansi-104.toml"


def parse_as_toml() -> None:
    tomllib.loads(MAP.read_text(encoding="utf-8"))


def measure(add: Callable[[Row], None], what: str, ours: Callable[[], object], goal: float) -> None:
    own, theirs = in_turns(lambda: milliseconds(ours), lambda: milliseconds(parse_as_toml), ROUNDS)
    add(Row(what, own, "ms", BESIDE, theirs, goal=goal, goal_is_for="ours"))


def test_a_map_is_loaded(add: Callable[[Row], None]) -> None:
    measure(add, "load of one map", lambda: own.__wrapped__("ansi-104"), 5)


def test_all_maps_are_listed(add: Callable[[Row], None]) -> None:
    measure(add, f"list of {len(ids())} maps", lambda: [summary(name) for name in ids()], 50)


def test_a_frame_of_the_picture_is_drawn(add: Callable[[Row], None]) -> None:
    layout = load("ansi-104")
    measure(add, "one frame of the picture, placed anew", lambda: as_text(layout, fitting(layout, 120, 21)), 5)
