"""Whether one press arrives as several: the limits of the design (diagnosis, 1.3), press by press.

Counted are bounced presses, not bounces: a press that bounces thrice is one of n. What fingers can do too is guarded by
Fisher's test against all asked-for presses of the other keys.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from keycheck.diagnosis.decision import GUARD
from keycheck.diagnosis.rhythm import Counts
from keycheck.diagnosis.statistics import fisher
from keycheck.diagnosis.stroke import Bounce, Clock

PRESSES = 20
"""Asked-for presses in one test."""
FEWEST: dict[Clock, int] = {"fine": 2, "ticks": 3, "coarse": 3}
"""Bounced presses from which a key chatters, by what the clock can tell."""
SOFT_PRESSES = 10
"""Two soft ones decide nothing before so many presses: two slips at the very start would look like much (ours)."""
FEWEST_AT_WILL = 3
SHARE_AT_WILL = 100
"""Free typing: one press in so many, because of 43,270 persons' keys 3 came as sharply thrice (measured)."""

Doubling = Literal["untested", "continue", "chatters", "clear", "inconclusive", "coarse_clock"]
"""continue: fewer presses than a test takes, and no answer yet. inconclusive: presses bounced, and the guard refuses.
coarse_clock: the clock here can't tell."""


@dataclass(frozen=True, slots=True)
class Doubled:
    """How far the test of one key at one source has come."""

    state: Doubling = "untested"
    presses: int = 0
    bounced: int = 0
    """How many of them arrived more than once, by the limit that decided, else within the soft gap."""


@dataclass(slots=True)
class _Test:
    presses: int = 0
    sharp: int = 0
    soft: int = 0

    def take(self, bounce: Bounce) -> None:
        self.presses += 1
        self.sharp += bounce.sharp
        self.soft += bounce.soft

    def is_sharp(self, clock: Clock) -> bool:
        return clock != "coarse" and self.sharp >= FEWEST[clock]

    def is_soft(self, clock: Clock, beside: tuple[int, int]) -> bool:
        enough = self.soft >= FEWEST[clock] and (self.soft > FEWEST["fine"] or self.presses >= SOFT_PRESSES)
        return clock != "coarse" and enough and fisher(self.soft, self.presses, *beside) <= GUARD


def asked_for(bounces: Iterable[Bounce], clock: Clock, beside: tuple[int, int]) -> Doubled:
    """The answer of asked-for presses; `beside` are the bounced ones of the other keys, of how many.

    What is sharp decides at once. What is soft decides by all presses of the test, because each look at it would be
    another chance for a person who presses twice.
    """
    test, decided = _Test(), False
    for bounce in bounces:
        if not decided and test.presses >= PRESSES and test.soft < FEWEST[clock] and (bounce.sharp or bounce.soft):
            test = _Test()
        test.take(bounce)
        is_whole = test.presses == PRESSES
        decided = decided or test.is_sharp(clock) or (is_whole and test.is_soft(clock, beside))
    if decided or test.is_soft(clock, beside):
        return Doubled("chatters", test.presses, test.sharp if test.is_sharp(clock) else test.soft)
    return Doubled(_state(test, clock), test.presses, test.soft)


def _state(test: _Test, clock: Clock) -> Doubling:
    if clock == "coarse" and test.presses:
        return "coarse_clock"
    if test.soft >= FEWEST[clock]:
        return "inconclusive"
    if test.presses >= PRESSES:
        return "clear"
    return "continue" if test.presses else "untested"


def at_will(counts: Counts, clock: Clock) -> Doubled:
    """The answer of presses at will, where only what is sharp speaks against a key."""
    chatters = counts.sharp >= FEWEST_AT_WILL and counts.sharp * SHARE_AT_WILL >= counts.presses
    state: Doubling = "chatters" if chatters and clock != "coarse" else "untested"
    return Doubled(state, counts.presses, counts.sharp)
