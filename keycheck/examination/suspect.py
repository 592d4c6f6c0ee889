"""A key under test and how its test goes: rounds, and trials that said nothing."""

from __future__ import annotations

from dataclasses import dataclass

from keycheck.events.trace import PhaseName
from keycheck.examination.step import Note

VOID_LIMIT = 8
"""Void trials of one key after which keycheck stops asking for it and says so."""
SLOW_AFTER = 2
"""Void trials in a row after which the person is given more time."""
MIS_PRESS_LIMIT = 10
"""Trials of one key in which another one came: enough for five in each of two rounds."""
DISTURBED_LIMIT = 60
"""Trials of one key that a disturbance took away; it is not the person's doing, but somebody has to stop asking."""
SKIP_LIMIT = 3
"""Trials in a row that nobody pressed."""
CONTROL_LIMIT = 6
"""Trials between two rounds that said nothing; without one that does, there is no second round."""

BLOCKS = (3, 2, 5)
"""Valid trials in the first round, the second, and each one after (design: 3 + 2 settle dead)."""
THOROUGH_BLOCKS = (6, 9, 10, 15)
"""The same for a key that came before: fifteen arrivals settle it, forty trials are the most."""


@dataclass(slots=True)
class Suspect:
    """A key under test."""

    key: str
    thorough: bool = False
    """Whether it came before, and something speaks against it: one press that arrives does not settle it."""
    phase: PhaseName = "confirm"
    trials_due: int = 0
    """How many trials it gets even where fewer have answered: misses come in runs, and one run of hits may end."""
    rounds: int = 0
    voids: int = 0
    voids_in_a_row: int = 0
    mis_presses: int = 0
    disturbed: int = 0
    skipped: int = 0
    """Trials in a row that nobody pressed."""
    controls_failed: int = 0
    mates_asked: bool = False
    """Whether the keys that often share a line with it were pressed."""
    shunned: frozenset[str] = frozenset()
    """Keys that it seems to set off: none of them can attest its press."""
    given_up: bool = False

    @property
    def block(self) -> int:
        """How many trials the next round has."""
        blocks = THOROUGH_BLOCKS if self.thorough else BLOCKS
        return blocks[min(self.rounds, len(blocks) - 1)]

    @property
    def needs_time(self) -> bool:
        """Whether three keys in a row seem too many at once."""
        return self.voids_in_a_row >= SLOW_AFTER

    def take(self, note: Note | None) -> None:
        """One more trial of it is over; without a note it counted."""
        self.skipped = self.skipped + 1 if note == "skipped" else 0
        if note == "other":
            self.mis_presses += 1
        elif note == "incident":
            self.disturbed += 1
        elif note is not None:
            self.voids += 1
            self.voids_in_a_row += note != "skipped"
        else:
            self.voids_in_a_row = 0
        self.given_up = self.given_up or self._is_hopeless

    def take_failed_control(self, note: Note | None) -> None:
        """A trial of known-good keys between two of its rounds said nothing."""
        self.controls_failed += 1
        self.voids_in_a_row += note not in (None, "skipped")
        self.given_up = self.given_up or self._is_hopeless

    @property
    def _is_hopeless(self) -> bool:
        """Whether more trials of it would say nothing either."""
        return (
            self.voids >= VOID_LIMIT
            or self.mis_presses >= MIS_PRESS_LIMIT
            or self.disturbed >= DISTURBED_LIMIT
            or self.skipped >= SKIP_LIMIT
            or self.controls_failed >= CONTROL_LIMIT
        )
