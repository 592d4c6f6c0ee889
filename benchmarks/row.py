"""One line of the benchmarks: what was measured, beside what, and the goal."""

from __future__ import annotations

from typing import Literal

import msgspec

Unit = Literal["ms", "MB", "%", "events"]


class Row(msgspec.Struct, frozen=True):
    """A figure of keycheck and the same figure of something known, taken in turns in one run."""

    what: str
    ours: float
    unit: Unit
    beside: str
    """What the reference is."""
    reference: float
    goal: float | None = None
    """The most that is wanted of the ratio or, as `goal_is_for` says, of our own figure; None: told, no more."""
    goal_is_for: Literal["ratio", "ours"] = "ratio"

    @property
    def ratio(self) -> float:
        return self.ours / self.reference if self.reference else 0.0

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if self.goal is None:
            return None
        return (self.ratio if self.goal_is_for == "ratio" else self.ours) <= self.goal

    @property
    def goal_in_words(self) -> str:
        """The goal and whether it is met; empty where there is none."""
        if self.goal is None:
            return ""
        goal = f"≤ {self.goal:g} times" if self.goal_is_for == "ratio" else f"≤ {amount(self.goal, self.unit)}"
        return f"{goal}: {'met' if self.met else 'missed'}"

    def line(self) -> str:
        """The row for a terminal."""
        words = (
            f"{self.what}: {amount(self.ours, self.unit)}",
            f"{self.beside}: {amount(self.reference, self.unit)}",
            f"ratio {self.ratio:.2f}",
            f"goal {self.goal_in_words}" if self.goal is not None else "no goal",
        )
        return " | ".join(words)


def amount(value: float, unit: Unit) -> str:
    """A figure and its unit, no more digits than mean something."""
    return f"{value:.0f} {unit}" if value >= 20 else f"{value:.1f} {unit}"
