"""What the person is asked at this moment, for a screen, a voice or a simulated person to say in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from keycheck.diagnosis.judgement import VoidReason

StepKind = Literal["start", "release", "tap", "sweep", "question", "sandwich", "done"]
"""start: let go of all keys; release: let go of `key`; tap: press `key` and let go; sweep: press every key once;
question: press `key`, is it on your keyboard?; sandwich: press `before`, `key`, `after`; done: nothing more to ask."""

Answer = Literal["go_on", "on_keyboard", "no_such_key", "no_such_group", "cannot_press", "skip", "stop"]
"""What the person may answer by mouse, or a time-out in their place; none of them needs a key under test."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to ask."""

    kind: StepKind
    key: str = ""
    before: str = ""
    after: str = ""
    valid: int = 0
    """Sandwich: how many trials of this key counted so far."""
    needed: int = 0
    """Sandwich: how many settle it, if all of them stay alike."""
    place: int = 0
    """Question and sandwich: which of the dark keys this is, from 1."""
    places: int = 0
    group: tuple[str, ...] = ()
    """Question: the dark keys of the same block, which `no_such_group` answers together; empty where they are few."""
    deadline_ns: int | None = None
    """When the examination goes on by itself."""
    note: VoidReason | None = None
    """Sandwich: why the last one said nothing."""
