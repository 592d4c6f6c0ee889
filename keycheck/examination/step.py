"""What the person is asked at this moment, for a screen, a voice or a simulated person to say in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from keycheck.diagnosis.judgement import VoidReason
from keycheck.diagnosis.verdict import Traits
from keycheck.events.trace import Layer

StepKind = Literal[
    "start",
    "release",
    "tap",
    "sweep",
    "question",
    "quick",
    "sandwich",
    "paced",
    "closing",
    "combination",
    "repeat",
    "lamp",
    "done",
]
"""start: let go of all keys; release: let go of `key`; tap: press `key` and let go; sweep: press every key once;
question: press `key`, is it on your keyboard?; quick: press `key` quickly `needed` times; sandwich: press `before`,
`key`, `after`; paced: press `key` at each beat; closing: the result so far, anything else?; combination: hold the
keys of `group` down together; repeat: hold `key` down; lamp: does the lamp of the lock
`key` blink?; done: nothing more to ask."""

Answer = Literal[
    "go_on",
    "other_map",
    "on_keyboard",
    "no_such_key",
    "no_such_group",
    "cannot_press",
    "skip",
    "slower",
    "again",
    "second_sweep",
    "combinations",
    "key_repeat",
    "lamps",
    "lit",
    "not_lit",
    "no_such_lamp",
    "stop",
]
"""What the person may answer by mouse, or a time-out in their place; none of them needs a key under test.

other_map: the keyboard is the one of the map that is offered; slower: ask for one key at a time; again: test the keys
once more that were left without an answer; go_on at the closing: write the report."""

Note = VoidReason | Literal["other"]
"""Why a trial said nothing: it is void, or another key arrived in place of the one under test."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to ask."""

    kind: StepKind
    key: str = ""
    before: str = ""
    after: str = ""
    valid: int = 0
    """Sandwich: how many trials of this key counted so far. Question, quick and paced: how many presses arrived.
    Repeat: how many repeats. Combination: 1 where it has shown itself, and the keys are to be let go."""
    needed: int = 0
    """Question, quick and paced: how many presses are asked for. Repeat: how many repeats."""
    place: int = 0
    """Question, sandwich, combination, lamp: which of the keys, combinations or lamps this is, from 1."""
    places: int = 0
    group: tuple[str, ...] = ()
    """Question: the dark keys of the same block, which `no_such_group` answers together; empty where they are few.
    Combination: the keys to hold together. Closing: the keys that were left without an answer."""
    left: tuple[str, ...] | None = None
    """Sweep: the keys still to be pressed in one that follows another; None in the first."""
    other_map: str = ""
    """Sweep: the name of a map that has more of the keys that arrived; empty where none is offered."""
    deadline_ns: int | None = None
    """When the examination goes on by itself."""
    beat_ns: int | None = None
    """Paced: when the next beat is, at which the key is to go down."""
    turn: str = ""
    """Sandwich, led key by key: the one of the three to press now; empty where the person keeps the pace."""
    begun: bool = False
    """Sandwich: whether one of its keys was heard already."""
    note: Note | None = None
    """Sandwich: why the last one said nothing."""
    no_meaning: Layer | None = None
    """Question, sandwich: where presses of the key were heard to which the system gives no meaning; else None."""
    is_control: bool = False
    """Sandwich: whether its keys are known to be good, and stand between two rounds of another."""
    operator: bool = False
    """Closing: whether too many known-good keys stayed away for any silence to count."""
    lit: bool = False
    """Lamp: whether it is to be lit at this moment."""
    no_lamps: str = ""
    """Closing: why no lamp can be switched here, once the person has asked for it."""
    traits: Traits | None = None
    """Closing: what the tests on offer have shown so far."""
