"""Signs that the keyboard has another map than the examination went by: then a whole map of it is no pass."""

from __future__ import annotations

from typing import Final

from keycheck.diagnosis import sentences
from keycheck.diagnosis.observation import Observation
from keycheck.layouts.layout import Layout

TELLING: Final = frozenset(
    (
        *(f"Key{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        *(f"Digit{digit}" for digit in range(10)),
        *(f"Numpad{digit}" for digit in range(10)),
        *("NumpadAdd", "NumpadComma", "NumpadDecimal", "NumpadDivide", "NumpadEnter", "NumpadMultiply"),
        *("NumpadSubtract", "IntlBackslash", "IntlRo", "IntlYen", "Lang1", "Lang2"),
        *("Convert", "NonConvert", "KanaMode"),
    )
)
"""Keys whose arrival says that the keyboard has them. Our choice: those that a map of ours has, but none that healthy
keyboards send by Fn or on a key of another name (arrows, Home, Print, volume), and no modifier of the bottom row, in
which models of one family differ."""


def named_beside(facts: Observation, layout: Layout) -> tuple[str, ...]:
    """The keys of which a press was asked for and that the map does not have: the person named them before it came."""
    asked = dict.fromkeys(trial.prompt.key for trial in facts.trials if trial.prompt.ask == "press")
    return tuple(key for key in asked if key not in layout)


def arrived_beside(facts: Observation, layout: Layout) -> tuple[str, ...]:
    """The telling keys that came from the keyboard under test and that the map does not have, sorted."""
    return tuple(sorted((facts.arrived & TELLING).difference(key.code for key in layout.keys)))


def settle_by_another_map(facts: Observation, layout: Layout) -> str:
    """What to do about such keys; empty where there are none."""
    if named := named_beside(facts, layout):
        return sentences.SETTLE_BY_MAP_WITH.format(key=named[0])
    if arrived := arrived_beside(facts, layout):
        return sentences.SETTLE_BY_OTHER_MAP.format(key=arrived[0])
    return ""
