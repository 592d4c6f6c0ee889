"""The shorthand of events: what a script means, what it refuses, and that nothing is lost on the way back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.events.trace import Action, Event
from keycheck.keys.table import all_codes
from tests.scenarios import MS
from tests.script import format_events, parse

STEPS = st.integers(0, 10**12)
ACTIONS: st.SearchStrategy[Action] = st.sampled_from(["down", "up", "repeat"])
MOVES = st.tuples(STEPS, st.sampled_from([*all_codes(), "?"]), ACTIONS)


@st.composite
def scripted(draw: st.DrawFn) -> tuple[Event, ...]:
    """Events as a script can say them, in the order of time."""
    t, events = draw(STEPS), []
    for step, key, action in draw(st.lists(MOVES, max_size=20)):
        t += step
        events.append(Event(t, 0, 0, None if key == "?" else key, key, action))
    return tuple(events)


def test_script_says_what_went_down_when() -> None:
    down, up, repeat = parse("d:Digit5 t:30 u:Digit5 t:0.5 r:KeyA", t=5 * MS, source=3, device=None)
    assert down == Event(5 * MS, 3, None, "Digit5", "Digit5", "down")
    assert (up.t, up.action) == (35 * MS, "up")
    assert (repeat.t, repeat.key, repeat.action) == (35 * MS + MS // 2, "KeyA", "repeat")


def test_key_without_a_name_is_kept() -> None:
    assert parse("d:?")[0].key is None


@given(scripted(), STEPS)
def test_nothing_is_lost_between_script_and_events(events: tuple[Event, ...], t: int) -> None:
    start = min([t, *(event.t for event in events)])
    assert parse(format_events(events, start), start) == events


@pytest.mark.parametrize("word", ["x:KeyA", "d:", "t:", "t", "KeyA", "t:soon", "t:1/0", "t:-5", "t:nan", "t:inf"])
def test_word_that_makes_no_sense_is_named(word: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(word))) as refused:
        parse(f"d:KeyA {word} u:KeyA")
    assert "\n" not in str(refused.value)
