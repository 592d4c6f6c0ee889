"""How many of the presses that were asked for the person left out, wherever that shows without the key's own word.

A sweep asks for every key once: a key that stayed away there and came when it was asked for had been left out. Quick
presses are counted by the person, and known-good keys stand around every trial.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from keycheck.diagnosis.judgement import Hit
from keycheck.diagnosis.trial import Judged, Trial


@dataclass(frozen=True, slots=True)
class Omitted:
    """So many of so many asked-for presses were left out."""

    missed: int = 0
    asked: int = 0


class Diligence:
    """Follows the judged trials in the order of time."""

    def __init__(self, swept: Set[str]) -> None:
        self._swept = swept
        self._missed = 0
        self._asked = len(swept)
        self._of_key: dict[str, Omitted] = {}
        """What of these totals is the word of one key itself: it says nothing of the person where it is in doubt."""

    def take(self, trial: Trial, judged: Judged) -> None:
        """The next trial; only what it says of known-good keys counts, and quick presses that came."""
        came = judged.anchors.values()
        self._missed += len(came) - sum(came)
        self._asked += len(came)
        if not trial.is_sandwich and any(isinstance(outcome, Hit) for outcome in judged.outcomes.values()):
            self._take_own(trial)

    def beside(self, key: str) -> Omitted:
        """The totals so far, without what this key itself has said."""
        own = self._of_key.get(key, Omitted(0, int(key in self._swept)))
        return Omitted(self._missed - own.missed, self._asked - own.asked)

    def _take_own(self, trial: Trial) -> None:
        """A key that came at last: whether it was left out in the sweep, and how many of its quick presses were."""
        key = trial.prompt.key
        skipped = int(bool(self._swept) and key not in self._swept and key not in self._of_key)
        missed, asked = _quick(trial)
        before = self._of_key.get(key, Omitted(0, int(key in self._swept)))
        self._of_key[key] = Omitted(before.missed + skipped + missed, before.asked + skipped + asked)
        self._missed += skipped + missed
        self._asked += skipped + asked


def _quick(trial: Trial) -> tuple[int, int]:
    """How many of several quick presses did not come; where they went to another key, the finger was at fault too."""
    times = trial.prompt.times
    if times == 1:
        return 0, 0
    came = max((len(s) for (_, key), s in trial.strokes.items() if key == trial.prompt.key), default=0)
    return max(0, times - came), times
