"""A sketch changes as its owner says, and loses no key on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.layouts.learning.sketch import Sketch, SketchKey


def sketch(*rows: str) -> Sketch:
    """`sketch("a b", "c")` has two rows; a letter stands for its key."""
    return Sketch(tuple(tuple(SketchKey(f"Key{name.upper()}") for name in row.split()) for row in rows))


def rows(of: Sketch) -> list[str]:
    return [" ".join(key.code.removeprefix("Key").lower() for key in row) for row in of.rows]


MOVES = [
    ("a b c", "KeyB", -1, ["b a c"]),
    ("a b c", "KeyB", 1, ["a c b"]),
    ("a b|c d", "KeyB", 1, ["a", "b c d"]),
    ("a b|c d", "KeyC", -1, ["a b c", "d"]),
    ("a|c d", "KeyA", 1, ["a c d"]),
    ("a b", "KeyA", -1, ["a b"]),
    ("a b", "KeyB", 1, ["a b"]),
]


@pytest.mark.parametrize(("before", "code", "by", "after"), MOVES)
def test_a_key_moves_within_its_row_and_over_its_ends(before: str, code: str, by: int, after: list[str]) -> None:
    assert rows(sketch(*before.split("|")).moved(code, by)) == after  # type: ignore[arg-type]


def test_a_key_that_came_before_is_not_added_again() -> None:
    assert rows(sketch("a b").pressed("KeyA")) == ["a b"]


def test_a_key_of_the_left_edge_begins_a_row() -> None:
    begun = sketch("q w e r t y").pressed("CapsLock")
    assert [len(row) for row in begun.rows] == [6, 1]


def test_the_backquote_beside_apples_left_shift_begins_no_row() -> None:
    assert [len(row) for row in sketch("a").pressed("ShiftLeft").pressed("Backquote").rows] == [3]


def test_a_row_that_has_no_key_yet_is_not_ended_again() -> None:
    assert sketch("a").ended().ended() == sketch("a").ended()


def test_a_row_without_keys_goes_and_the_last_one_stays() -> None:
    assert rows(sketch("a", "b", "c").removed("KeyB")) == ["a", "c"]
    assert rows(sketch("a", "b").removed("KeyB")) == ["a", ""]


def test_a_key_is_added_beside_another() -> None:
    key = SketchKey("KeyX")
    assert rows(sketch("a b", "c").added(key, after="KeyA")) == ["a x b", "c"]
    assert rows(sketch("a b", "c").added(key, before="KeyA")) == ["x a b", "c"]
    assert rows(sketch("a b", "c").added(key)) == ["a b", "c x"]


def test_sizes_have_bounds() -> None:
    wide = sketch("a").widened("KeyA", 12, 0.25).shifted("KeyA", 0, -0.25)
    assert (wide.keys[0].width, wide.keys[0].gap) == (12, 0)
    assert sketch("a").widened("KeyA", 0.5, -0.25).keys[0].width == 0.5


def test_a_key_is_whole_or_half_by_turns() -> None:
    heights = [sketch("a").heightened("KeyA", shown).keys[0].height for shown in ("full", "upper", "lower")]
    assert heights == ["upper", "lower", "full"]


CODES = [f"Key{letter}" for letter in "ABCDEFGH"]
ACTS = st.tuples(st.sampled_from(["press", "end", "left", "right", "wider", "half"]), st.sampled_from(CODES))


@given(st.lists(ACTS, max_size=40))
def test_no_correction_but_removal_loses_or_doubles_a_key(acts: list[tuple[str, str]]) -> None:
    drawn, pressed = Sketch(), set()
    for act, code in acts:
        if act == "press":
            drawn = drawn.pressed(code)
            pressed.add(code)
        elif act == "end":
            drawn = drawn.ended()
        elif code in drawn:
            moved = {
                "left": drawn.moved(code, -1),
                "right": drawn.moved(code, 1),
                "half": drawn.heightened(code, "full"),
            }
            drawn = moved.get(act, drawn.widened(code, 1, 0.25))
    assert sorted(key.code for key in drawn.keys) == sorted(pressed)
