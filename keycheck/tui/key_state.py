"""What the picture shows of a key: each state by its sign and its word as well as by its colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

KeyState = Literal["waiting", "works", "dark", "asked", "first", "second", "third", "stuck", "unseen", "absent"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a key in this state is drawn."""

    sign: str
    word: str
    """For the line under the picture; empty where the prompt itself explains it."""
    ink: str
    paper: str


LOOKS: dict[KeyState, Look] = {
    "waiting": Look("▏", "not pressed yet", "#c9d1d9", "#30363d"),
    "works": Look("✓", "works", "#e6ffec", "#1f6f3a"),
    "dark": Look("?", "dark", "#fff3d6", "#8a5a00"),
    "asked": Look("►", "", "#ffffff", "#1f4fbf"),
    "first": Look("1", "", "#ffffff", "#1f4fbf"),
    "second": Look("2", "", "#ffffff", "#1f4fbf"),
    "third": Look("3", "", "#ffffff", "#1f4fbf"),
    "stuck": Look("▼", "stuck", "#ffffff", "#7b2f9e"),
    "unseen": Look("–", "can't be tested", "#8b949e", "#161b22"),
    "absent": Look(" ", "not on this keyboard", "#484f58", "#0d1117"),
}

PRESSED = Look("●", "", "#0d1117", "#58a6ff")
"""A key that is down at this moment."""
