"""What the picture shows of a key: each state by its sign and its word as well as by its colour.

Signs are of WGL4, which the fonts of every console have; colours stay apart where a terminal has only sixteen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from keycheck.languages import N_

KeyState = Literal["waiting", "works", "dark", "asked", "faulty", "stuck", "named", "came", "unseen", "absent"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a key in this state is drawn."""

    sign: str
    word: str
    """For the line under the picture; empty where there is nothing to see."""
    ink: str
    paper: str


LOOKS: dict[KeyState, Look] = {
    "waiting": Look("·", N_("not pressed yet"), "#c9d1d9", "#30363d"),
    "works": Look("√", N_("works"), "#ffffff", "#00752a"),
    "dark": Look("?", N_("dark"), "#ffffff", "#8a5a00"),
    "faulty": Look("×", N_("fault found"), "#ffffff", "#a8201a"),
    "asked": Look("►", N_("press"), "#ffffff", "#0b3fd0"),
    "stuck": Look("▼", N_("stuck"), "#ffffff", "#8a2fa8"),
    "named": Look("!", N_("named by you"), "#ffffff", "#0e6f7f"),
    "came": Look("‼", N_("named, arrived"), "#ffffff", "#0a5c4a"),
    "unseen": Look("–", N_("can't be tested"), "#9ba5af", "#161b22"),
    "absent": Look(" ", "", "#848d97", "#0d1117"),
}

PRESSED = Look("■", "", "#0d1117", "#c9d1d9")
"""A key that is down at this moment."""
