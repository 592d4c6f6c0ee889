"""What is planted for an examination of a simulated keyboard; apart, so that a screen is there before the simulator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keycheck.layouts.layout import Layout
    from keycheck.layouts.matrix import Matrix
    from keycheck.simulation.fault import Fault
    from keycheck.simulation.person import PersonKind


@dataclass(frozen=True, slots=True)
class Planted:
    """The keyboard, what is wrong with it, and who presses."""

    layout: Layout
    faults: tuple[Fault, ...]
    person: PersonKind
    seed: int
    named: tuple[str, ...] = ()
    """The keys that the person says are sometimes at fault, beside those whose fault one press need not show."""
    matrix: Matrix | None = None
    """The scan matrix of the keyboard, as far as keycheck is told of it."""
