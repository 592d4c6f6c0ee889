"""A person who does not exist: how fast, how careful, and what slips."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path
from random import Random
from typing import Any, Literal

PersonKind = Literal["careful", "hasty", "careless"]

_NS_PER_MS = 1_000_000
_DATA = Path(__file__).parent / "data" / "human.toml"


@dataclass(frozen=True, slots=True)
class _Time:
    """A lognormal time in milliseconds, clipped."""

    median: float
    sigma: float
    low: float
    high: float

    def draw_ns(self, random: Random) -> int:
        value = random.lognormvariate(log(self.median), self.sigma)
        return int(min(max(value, self.low), self.high) * _NS_PER_MS)


class Person:
    """Draws one person's times and slips from a seeded source of chance."""

    def __init__(self, kind: PersonKind, random: Random) -> None:
        figures = _figures()
        self._random = random
        self._rates: dict[str, float] = figures["person"][kind]
        self._dwell, self._step, self._reaction = (
            _Time(*figures[name]["lognormal"], *figures[name]["clip"])
            for name in ("dwell_ms", "sweep_step_ms", "reaction_ms")
        )

    def dwell_ns(self) -> int:
        """How long a key is held."""
        return self._dwell.draw_ns(self._random)

    def step_ns(self) -> int:
        """From one key to the next in a row."""
        return self._step.draw_ns(self._random)

    def reaction_ns(self) -> int:
        """From being asked to the first press."""
        return self._reaction.draw_ns(self._random)

    def slips(self, what: Literal["omits", "skips_in_sweep", "presses_a_neighbour"]) -> bool:
        """Whether this slip happens this time."""
        return self._random.random() < self._rates[what]


@cache
def _figures() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
