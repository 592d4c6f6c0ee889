"""What there is still to ask: dark keys, suspects, keys that came late, keys that the person named, and wishes."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Literal

from keycheck.events.trace import LampName, PhaseName
from keycheck.examination.anchors import repeatable
from keycheck.examination.suspect import Suspect
from keycheck.layouts.layout import Layout

Wish = Literal["combinations", "key_repeat", "lamps"]
"""What a person may ask for at the end; it is shown, and decides nothing."""


@dataclass(slots=True)
class Plan:
    """Stages take from it and add to it; the agenda decides by it what comes next."""

    swept: bool = False
    offered: Layout | None = None
    """A map that has more of the keys that arrived, for the person to take."""
    sweep_again: bool = False
    dark: deque[str] = field(default_factory=deque)
    """The keys that the sweep left dark, and that are still to be asked about."""
    to_let_go: list[str] = field(default_factory=list)
    asked_to_let_go: set[str] = field(default_factory=set)
    suspects: dict[str, Suspect] = field(default_factory=dict)
    late: deque[str] = field(default_factory=deque)
    """The keys that came only when they were asked for, and wait for their quick presses."""
    checked: set[str] = field(default_factory=set)
    """Those that got them."""
    pressed_twice: set[str] = field(default_factory=set)
    """Those that got them once more."""
    doubted_anchors: set[str] = field(default_factory=set)
    """Those of them that stayed away as known-good keys."""
    nominated: deque[str] = field(default_factory=deque)
    """The keys that the person named, and that wait for their test."""
    paced: deque[str] = field(default_factory=deque)
    """Those of them that wait for their presses on a beat."""
    asked_on_beat: set[str] = field(default_factory=set)
    """Those that had them."""
    wishes: deque[Wish] = field(default_factory=deque)
    lamps: tuple[LampName, ...] = ()
    """The lock lamps that can be switched here."""
    no_lamps: str = ""
    """Why there are none."""
    slow: bool = False
    """Whether one key at a time is asked for."""
    nobody: bool = False
    """Whether nobody seems to be there any more."""
    finished: bool = False
    """Whether the person wants no more."""

    def suspect(self, key: str, thorough: bool = False, phase: PhaseName = "confirm") -> None:
        """Test this key; one that was given up gets another chance."""
        if key not in self.suspects or self.suspects[key].given_up:
            self.suspects[key] = Suspect(key, thorough, phase)

    def doubt(self, key: str, missed: int) -> None:
        """So many of its quick presses stayed away: one alone is oftener the person's slip, and is looked at again."""
        if missed == 1 and key not in self.pressed_twice:
            self.pressed_twice.add(key)
            self.late.append(key)
        else:
            self.suspect(key, thorough=True)

    def nominate(self, key: str) -> None:
        """The person says that it is sometimes this one."""
        if key not in self.nominated and key not in self.paced:
            self.nominated.append(key)

    def check(self, key: str) -> None:
        """This key came late, or stayed away as a known-good one: eight quick presses, once, where it bears them."""
        if key not in self.checked and key not in self.suspects and repeatable(key):
            self.checked.add(key)
            self.late.append(key)
