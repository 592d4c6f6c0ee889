"""A person who does not exist: how fast, how careful, and what slips."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from random import Random
from typing import Literal, TypeVar

from keycheck.simulation.figures import Figures, load

PersonKind = Literal["careful", "hasty", "careless"]
Slip = Literal["omits", "skips_in_sweep", "presses_a_neighbour", "rolls_over", "lapses"]

SLIPS: tuple[Slip, ...] = ("omits", "skips_in_sweep", "presses_a_neighbour", "rolls_over", "lapses")

_NS_PER_MS = 1_000_000

T = TypeVar("T")


class Person:
    """Draws one person's times and slips from a seeded source of chance."""

    def __init__(self, kind: PersonKind, random: Random, figures: Figures | None = None) -> None:
        self._figures = figures = figures or load()
        self._random = random
        self.rates: dict[Slip, float] = {slip: figures.draw(f"person.{kind}.{slip}", random) for slip in SLIPS}
        self._double_tap = float(figures["human.double_tap.rate"])
        self._dwell = _OwnTime(figures["human.dwell_ms"], random)
        self._step = _OwnTime(figures["human.sweep_step_ms"], random)

    def dwell_ns(self) -> int:
        """How long a key is held."""
        return self._dwell.draw_ns(self._random)

    def step_ns(self) -> int:
        """From one key to the next in a row."""
        return self._step.draw_ns(self._random)

    def reaction_ns(self) -> int:
        """From being asked to the first press; now and then the person was looking elsewhere."""
        lapse_ns = self._figures.draw_ns("human.lapse.pause_ms", self._random) if self.slips("lapses") else 0
        return self._figures.draw_ns("human.prompt_reaction_ms", self._random) + lapse_ns

    def glance_ns(self) -> int:
        """From seeing the next key asked for, with the eyes on the screen, to pressing it."""
        return self._figures.draw_ns("human.prompt_reaction_ms", self._random)

    def second_look_ns(self) -> int:
        """From not pressing the key that is asked for to seeing that it is asked for still."""
        return self._figures.draw_ns("human.second_look_ms", self._random)

    def beat_error_ns(self) -> int:
        """How far a press on a beat misses it, before or after."""
        return self._figures.draw_ns("human.beat_error_ms", self._random)

    def quick_gap_ns(self) -> int:
        """From letting go to the next of several quick presses of one key."""
        return self._figures.draw_ns("human.quick_gap_ms", self._random)

    def overlap_ns(self) -> int:
        """How long the last key is still down when the next one goes down; 0 where the person lets go first."""
        return self._figures.draw_ns("human.rollover.overlap_ms", self._random) if self.slips("rolls_over") else 0

    def second_tap_ns(self) -> int | None:
        """From letting go to a second press that nobody asked for; None for the usual single one."""
        if self._random.random() >= self._double_tap:
            return None
        return self._figures.draw_ns("human.double_tap.release_to_press_ms", self._random)

    def choose(self, among: Sequence[T]) -> T:
        """One of these, each as likely."""
        return self._random.choice(among)

    def slips(self, what: Slip) -> bool:
        """Whether this slip happens this time."""
        return self._random.random() < self.rates[what]


class _OwnTime:
    """A lognormal time around this person's own median, clipped."""

    def __init__(self, figures: dict[str, object], random: Random) -> None:
        own, clip, sigma = figures["per_person_median"], figures["clip"], figures["sigma"]
        assert isinstance(own, dict)
        assert isinstance(clip, list)
        assert isinstance(sigma, float)
        median, spread = own["lognormal"]
        self._log_median = random.normalvariate(log(median), spread)
        self._sigma, (self._low, self._high) = sigma, clip

    def draw_ns(self, random: Random) -> int:
        value = random.lognormvariate(self._log_median, self._sigma)
        return int(min(max(value, self._low), self._high) * _NS_PER_MS)
