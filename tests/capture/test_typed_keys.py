"""Which key a name of the terminal comes from: one, or nobody knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.capture.typed_keys import AMBIGUOUS, SAYS_NOTHING, TypedKeys
from keycheck.layouts.library import ids, load

FULL, SMALL, BRITISH = (TypedKeys(load(name)) for name in ("ansi-104", "ansi-tkl", "iso-105"))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("a", "KeyA"), ("A", "KeyA"), ("shift+a", "KeyA"), ("%", "Digit5"), ("f5", "F5"), ("shift+f5", "F5"),
        (" ", "Space"), ("left_shift", "ShiftLeft"), ("divide", "NumpadDivide"), ("shift+tab", "Tab"),
        (":", "Semicolon"),
    ],
)  # fmt: skip
def test_name_that_one_key_makes_is_that_key(name: str, key: str) -> None:
    assert FULL.key_of(name) == key


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("5", "the number pad has one too"), ("enter", "so has it, and Ctrl+M makes it"), ("up", "the number pad"),
        ("delete", "the number pad"), ("/", "the number pad"), ("tab", "Ctrl+I makes it"),
        ("escape", "Ctrl+[ makes it"),
        ("backspace", "Ctrl+H makes it"), ("ctrl+a", "two keys were pressed"), ("f13", "Shift+F1 makes it"),
        ("é", "no key has it"), ("", "it is no name"),
    ],
)  # fmt: skip
def test_name_that_more_than_one_way_makes_is_nobody_s(name: str, why: str) -> None:
    assert FULL.key_of(name) is None, why


def test_keyboard_without_a_number_pad_has_one_key_for_each_digit() -> None:
    assert (SMALL.key_of("5"), SMALL.key_of("up"), SMALL.key_of("/")) == ("Digit5", "ArrowUp", "Slash")


def test_sign_is_that_of_the_printed_layout() -> None:
    assert (FULL.key_of("@"), BRITISH.key_of("@")) == ("Digit2", "Quote")
    assert (FULL.key_of("#"), BRITISH.key_of("#")) == ("Digit3", "Backslash")


@given(st.sampled_from(ids()), st.text(max_size=12))
def test_no_name_is_two_keys_and_every_key_it_gives_is_on_the_map(layout: str, name: str) -> None:
    key = TypedKeys(load(layout)).key_of(name)
    assert key is None or key in load(layout)


def test_every_key_has_the_reason_why_its_silence_says_nothing() -> None:
    assert {key: FULL.blind[key] for key in ("KeyA", "Digit5", "Numpad5", "ScrollLock")} == {
        "KeyA": SAYS_NOTHING, "Digit5": SAYS_NOTHING, "Numpad5": AMBIGUOUS, "ScrollLock": SAYS_NOTHING,
    }  # fmt: skip
    assert set(FULL.blind) == {key.code for key in load("ansi-104").testable}
