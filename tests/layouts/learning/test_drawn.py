"""A sketch becomes the map that a person would have drawn, and always one that can be used."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.layouts.layout import Layout, LayoutKey
from keycheck.layouts.learning.absent import absent, placed
from keycheck.layouts.learning.drawn import About, drawn
from keycheck.layouts.learning.kin import Kin
from keycheck.layouts.learning.sketch import Sketch, SketchKey
from keycheck.layouts.library import load, own_ids
from keycheck.layouts.map_file import parse
from keycheck.layouts.map_rules import objections
from keycheck.layouts.map_text import as_toml
from keycheck.layouts.rows import rows_of


@cache
def kin_of(form: str, *without: str) -> Kin:
    return Kin([load(name) for name in own_ids() if name not in without], form)


def pressed(layout: Layout, *without: str) -> Sketch:
    """The keys of this keyboard, pressed row by row; those that send nothing were added."""
    sketch = Sketch()
    for row in rows_of(layout.keys):
        for key in row:
            if key.code not in without:
                sketch = sketch.added(SketchKey(key.code, unseen=key.unseen))
        sketch = sketch.ended()
    return sketch


def box(key: LayoutKey) -> tuple[object, ...]:
    return key.x, key.y, key.w, key.h, key.also


def map_of(sketch: Sketch, layout: Layout, *without_maps: str) -> Layout:
    return drawn(sketch, kin_of(layout.form, *without_maps), About("Try", layout.form, layout.locale))


def differing(one: Layout, other: Layout) -> list[str]:
    return [key.code for key in one.keys if key.code not in other or box(other.key(key.code)) != box(key)]


@pytest.mark.parametrize("name", own_ids())
def test_a_known_keyboard_is_drawn_as_it_is(name: str) -> None:
    layout = load(name)
    assert differing(layout, map_of(pressed(layout), layout)) == []


UNKNOWN = [
    ("ansi-tkl", 1),
    ("chromebook-ansi", 0),
    ("iso-60", 0),
    ("jis-tkl", 0),
    ("laptop-13-iso", 7),
    ("macbook-ansi", 4),
    ("thinkpad-iso", 0),
]
"""A keyboard whose own map is not known, and how many of its keys the others leave to be corrected, at most."""


@pytest.mark.parametrize(("name", "corrections"), UNKNOWN)
def test_an_unknown_keyboard_is_drawn_by_its_relatives(name: str, corrections: int) -> None:
    layout = load(name)
    assert len(differing(layout, map_of(pressed(layout), layout, name))) <= corrections


def test_a_dead_key_leaves_its_place_free_and_is_added_there() -> None:
    layout = load("laptop-13-iso")
    sketch = pressed(layout, "KeyD")
    assert differing(layout, map_of(sketch, layout)) == ["KeyD"]
    whole = placed(SketchKey("KeyD"), sketch, kin_of("laptop"))
    assert differing(layout, map_of(whole, layout)) == []


def test_the_first_key_of_a_row_is_added_before_the_others() -> None:
    layout = load("laptop-13-iso")
    whole = placed(SketchKey("Tab"), pressed(layout, "Tab"), kin_of("laptop"))
    assert differing(layout, map_of(whole, layout)) == []


def test_what_can_be_added_stands_in_the_list_once_with_its_reason() -> None:
    layout = load("laptop-13-iso")
    found = absent(pressed(layout, "KeyD", "Fn"), kin_of("laptop"))
    assert [key.code for key in found.likely] == ["KeyD"]
    assert {key.code: key.unseen for key in found.silent}["Fn"] == "handled inside the keyboard, never sent"
    codes = [key.code for key in (*found.silent, *found.likely, *found.others)]
    assert len(codes) == len(set(codes))
    assert not set(codes) & {key.code for key in pressed(layout, "KeyD", "Fn").keys}


def test_what_was_set_by_hand_counts_more_than_any_relative() -> None:
    layout = load("laptop-13-ansi")
    sketch = pressed(layout).widened("Tab", 1.5, 0.25).heightened("Escape", "full").shifted("F1", 0, 0.5)
    mine = map_of(sketch, layout)
    assert (mine.key("Tab").w, mine.key("KeyQ").x) == (1.75, 1.75)
    assert (mine.key("Escape").h, mine.key("F1").x) == (0.5, 1.5)


def test_a_lower_half_stands_under_the_key_before_it() -> None:
    sketch = Sketch(((SketchKey("ArrowUp", height="upper"), SketchKey("ArrowDown", height="lower")),))
    mine = drawn(sketch, kin_of("laptop"), About("Try", "laptop", "us"))
    up, down = mine.key("ArrowUp"), mine.key("ArrowDown")
    assert (down.x, down.y, down.h) == (up.x, up.y + 0.5, 0.5)


def test_signs_are_those_of_the_locale() -> None:
    layout = load("laptop-13-iso")
    german = drawn(pressed(layout), kin_of("laptop"), About("Try", "laptop", "de"))
    assert [german.key(code).legend for code in ("KeyY", "Digit3", "Enter")] == ["Z", "3 § ³", "Enter"]


KEYS = st.builds(
    SketchKey,
    code=st.sampled_from([key.code for key in load("jis-109").keys]),
    width=st.none() | st.sampled_from([0.5, 1, 2.25, 6]),
    gap=st.none() | st.sampled_from([0, 0.25, 3]),
    height=st.none() | st.sampled_from(["full", "upper", "lower"]),
)


@given(st.lists(KEYS, min_size=1, max_size=30, unique_by=lambda key: key.code), st.sets(st.integers(1, 29)))
def test_every_sketch_becomes_a_map_that_can_be_read(keys: list[SketchKey], ends: set[int]) -> None:
    """However wildly it was pressed and corrected: no overlap, and its text gives the same map again."""
    sketch = Sketch()
    for number, key in enumerate(keys):
        sketch = sketch.added(key).ended() if number in ends else sketch.added(key)
    layout = drawn(sketch, kin_of("laptop"), About("Try", "laptop", "us"))
    assert list(objections(layout)) == []
    assert parse(as_toml(layout), "try.toml") == layout
