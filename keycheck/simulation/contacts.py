"""The switch under a finger: when its contact closes and opens, healthy or worn.

Each effect acts on the contacts that the one before it left.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from random import Random
from statistics import NormalDist

from keycheck.simulation.figures import Figures

Contact = tuple[int, int]
"""From when to when the contact is closed, in nanoseconds."""
Effect = Callable[[list[Contact], Random], list[Contact]]
"""What a worn switch makes of the contacts of one press."""

_NS_PER_S = 1_000_000_000
_PERSONS_FORCE = 0.5
"""How much persons differ in how hard they press, beside one person's presses (assumed)."""


def dead(contacts: list[Contact], random: Random) -> list[Contact]:
    """The contact never closes."""
    return []


class Misses:
    """Some presses do not close the contact: each by itself, in runs, or the soft ones."""

    def __init__(self, rate: float, stay: float | None = None, depends_on_force: bool = False) -> None:
        """`rate` is the share of presses that is lost in the long run; `stay` how likely a run of misses goes on."""
        self._rate, self._stay = rate, stay
        self._missing: bool | None = None
        self._soft_hand: float | None = None
        self._depends_on_force = depends_on_force and 0 < rate < 1

    def __call__(self, contacts: list[Contact], random: Random) -> list[Contact]:
        return [] if self._misses(random) else contacts

    def _misses(self, random: Random) -> bool:
        if self._depends_on_force:
            return self._is_soft(random)
        if self._stay is None or self._missing is None:
            self._missing = random.random() < self._rate
        else:
            self._missing = random.random() < (self._stay if self._missing else self._start(self._stay))
        return self._missing

    def _start(self, stay: float) -> float:
        """How likely a run begins after a hit, so that in the long run `rate` of all presses is lost."""
        return min(1.0, self._rate * (1 - stay) / (1 - self._rate)) if self._rate < 1 else 1.0

    def _is_soft(self, random: Random) -> bool:
        if self._soft_hand is None:
            self._soft_hand = random.gauss(0, _PERSONS_FORCE)
        limit = NormalDist(0, sqrt(1 + _PERSONS_FORCE**2)).inv_cdf(self._rate)
        return random.gauss(self._soft_hand, 1) < limit


class PressBounce:
    """The press edge bounces: one short contact or more before the long one."""

    def __init__(self, rate: float, figures: Figures, name: str = "fault.chatter_press") -> None:
        self._rate, self._figures, self._name = rate, figures, name

    def __call__(self, contacts: list[Contact], random: Random) -> list[Contact]:
        if not contacts or random.random() >= self._rate:
            return contacts
        (close, open_), *rest = contacts
        bounces: list[Contact] = []
        for _ in range(1 + self._figures.draw(f"{self._name}.further_bounces", random)):
            lasts = self._figures.draw_ns(f"{self._name}.contact_ms", random)
            bounces.append((close, close + lasts))
            close += lasts + self._figures.draw_ns(f"{self._name}.gap_ms", random)
        return [*bounces, (close, max(open_, close + lasts)), *rest]


class ReleaseBounce:
    """The release edge bounces: one short contact after the long one."""

    def __init__(self, rate: float, figures: Figures, name: str = "fault.chatter_release") -> None:
        self._rate, self._figures, self._name = rate, figures, name

    def __call__(self, contacts: list[Contact], random: Random) -> list[Contact]:
        if not contacts or random.random() >= self._rate:
            return contacts
        close = contacts[-1][1] + self._figures.draw_ns(f"{self._name}.gap_ms", random)
        return [*contacts, (close, close + self._figures.draw_ns(f"{self._name}.contact_ms", random))]


class HoldBounce:
    """The contact is lost for a moment while the key is held."""

    def __init__(self, per_second: float, figures: Figures) -> None:
        self._per_second, self._figures = per_second, figures

    def __call__(self, contacts: list[Contact], random: Random) -> list[Contact]:
        pieces: list[Contact] = []
        for closed, open_ in contacts:
            close = closed
            lost = close + int(random.expovariate(self._per_second) * _NS_PER_S)
            while lost < open_:
                pieces.append((close, lost))
                close = lost + self._figures.draw_ns("fault.chatter_hold.gap_ms", random)
                lost = close + int(random.expovariate(self._per_second) * _NS_PER_S)
            if close < open_:
                pieces.append((close, open_))
        return pieces


class LateRelease:
    """The contact opens long after the finger has left."""

    def __init__(self, rate: float, figures: Figures, name: str = "fault.late") -> None:
        self._rate, self._figures, self._name = rate, figures, name

    def __call__(self, contacts: list[Contact], random: Random) -> list[Contact]:
        if not contacts or random.random() >= self._rate:
            return contacts
        *rest, (close, open_) = contacts
        return [*rest, (close, open_ + self._figures.draw_ns(f"{self._name}.extra_dwell_ms", random))]


class Sticks:
    """The contact stays closed from one press on: for a time, or for good (None)."""

    def __init__(self, duration_ns: int | None) -> None:
        self._duration_ns = duration_ns
        self._until: int | None = None

    def __call__(self, contacts: list[Contact], random: Random) -> list[Contact]:
        if not contacts:
            return contacts
        if self._until is None:
            close, open_ = contacts[0]
            self._until = FOREVER if self._duration_ns is None else open_ + self._duration_ns
            return [(close, self._until)]
        return [contact for contact in contacts if contact[0] > self._until]


FOREVER = 2**62
"""Later than any examination ends, in nanoseconds."""
