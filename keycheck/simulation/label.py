"""What was planted in a simulated session: the truth that an answer is held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["healthy", "software_or_design_only", "one_fault", "two_faults", "matrix_fault", "liquid"]
Ailment = Literal[
    "dead",
    "intermittent",
    "chatter_press",
    "chatter_release",
    "chatter_hold",
    "stuck",
    "late",
    "wrong",
    "extra",
]


@dataclass(frozen=True, slots=True)
class Ill:
    """One key that is not well."""

    key: str
    what: Ailment
    rate: float = 1.0
    """intermittent: share of presses lost; chatter: share that arrives doubled; late: share that comes up late."""
    other: str = ""
    """wrong: the code that it sends; extra: the key that fires along."""


@dataclass(frozen=True, slots=True)
class Label:
    """The truth of one session; with its seed and the digest of the figures it can be made again."""

    kind: Kind
    ills: tuple[Ill, ...] = ()
    imitator: str = ""
    """The program, setting or limit that imitates a fault."""
    touched: tuple[str, ...] = ()
    """The keys that the imitator acts on."""
    line: str = ""
    """The line of the board's matrix that is broken, or the two that are shorted."""
    named: tuple[str, ...] = ()
    """The keys that the person named."""
