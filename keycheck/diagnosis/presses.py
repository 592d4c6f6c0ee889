"""Presses that arrived, with what followed each of them at once: those that were asked for, and those of the sweep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile
from statistics import median

from keycheck.diagnosis.at_will import Played
from keycheck.diagnosis.rhythm import Counts
from keycheck.diagnosis.stroke import SOFT_GAP_NS, Bounce, Stroke, bounce_of
from keycheck.diagnosis.trial import Trial
from keycheck.diagnosis.troubles import Troubles
from keycheck.events.trace import Source

CALM_NS = 200_000_000
"""How long nothing may have disturbed a source before a press whose times are judged (design: diagnosis, 1.3)."""

_MODIFIERS = ("Alt", "CapsLock", "Control", "Fn", "Meta", "NumLock", "ScrollLock", "Shift")


def is_modifier(key: str) -> bool:
    """Whether people hold this key while they press others."""
    return key.startswith(_MODIFIERS)


@dataclass(frozen=True, slots=True)
class Press:
    """One asked-for press that arrived, while nothing disturbed the source."""

    down_ns: int
    bounce: Bounce


class Presses:
    """What one source heard, by key."""

    def __init__(self, source: Source, trials: Iterable[Trial], played: Iterable[Played], troubles: Troubles) -> None:
        self._source = source
        self._troubles = troubles
        self._played = [item for item in played if item.source == source.id and item.timed]
        self.asked: dict[str, list[Press]] = defaultdict(list)
        """Presses of the keys under test, in their own trials."""
        self.tapped: dict[str, list[Press]] = defaultdict(list)
        """The same where the person was asked to press and let go."""
        self._in_trials: list[tuple[str, Bounce]] = []
        """The presses of all keys in trials, the known-good ones among them."""
        for trial in trials:
            self._take(trial)

    @cached_property
    def at_will(self) -> dict[str, Counts]:
        """Sweeps and free typing, by key."""
        counts: dict[str, Counts] = defaultdict(Counts)
        for item in self._played:
            counts[item.key].add(item.counts)
        return dict(counts)

    @cached_property
    def _asked_for(self) -> dict[str, Counts]:
        """All asked-for presses of a key: in its own trials, as a known-good key, and in sweeps."""
        counts: dict[str, Counts] = defaultdict(Counts)
        for key, bounce in self._in_trials:
            counts[key].add(Counts(1, bounce.sharp, bounce.soft))
        for item in self._played:
            if item.asked:
                counts[item.key].add(item.counts)
        return dict(counts)

    @cached_property
    def _asked_for_all(self) -> Counts:
        total = Counts()
        for counts in self._asked_for.values():
            total.add(counts)
        return total

    @cached_property
    def _dwells(self) -> dict[str, list[int]]:
        dwells: dict[str, list[int]] = defaultdict(list)
        for key, bounce in self._in_trials:
            dwells[key] += [] if bounce.dwell_ns is None else [bounce.dwell_ns]
        for item in self._played:
            dwells[item.key] += item.dwells
        return dict(dwells)

    @property
    def resolution_ns(self) -> int:
        """How finely the source tells the time; 0 where nobody knows."""
        return self._source.resolution_ns

    def beside(self, key: str) -> tuple[int, int]:
        """Of all asked-for presses of the other keys: how many arrived more than once within the soft gap, of how many.

        A sweep asks for each key once; what was typed freely was not asked for, and people double letters.
        """
        own = self._asked_for.get(key, Counts())
        return self._asked_for_all.soft - own.soft, self._asked_for_all.presses - own.presses

    def usual_dwell_ns(self, key: str) -> float:
        """How long this person holds the other keys down, at the median; 0 where that is not known."""
        dwells = [dwell for k, found in self._dwells.items() if k != key and not is_modifier(k) for dwell in found]
        return median(dwells) if dwells else 0

    def _take(self, trial: Trial) -> None:
        """What came in this trial, where it tells one press from two.

        Quick presses are as close to each other as bounces. Where a known-good key stayed away, its press may have gone
        to the key under test, which then came twice because two fingers pressed it.
        """
        if trial.prompt.times > 1 or (trial.is_sandwich and not trial.surrounded_by(self._source.id)):
            return
        for key in trial.prompt.keys:
            strokes = self._strokes(trial, key)
            press = self._press(strokes)
            if press is None:
                continue
            self._in_trials.append((key, press.bounce))
            if key == trial.prompt.key:
                (self.tapped if trial.prompt.ask == "tap" else self.asked)[key].append(press)

    def _strokes(self, trial: Trial, key: str) -> list[Stroke]:
        """The strokes of a key that belong to this trial, in the order of time."""
        own = trial.strokes.get((self._source.id, key), [])
        if trial.is_sandwich and key == trial.prompt.key:
            opened_ns = began_ns(trial, self._source.id)
            return [] if opened_ns is None else [stroke for stroke in own if stroke.down_ns >= opened_ns]
        return self._in_beat(trial, own, key)

    def _in_beat(self, trial: Trial, own: list[Stroke], key: str) -> list[Stroke]:
        """What follows a press at once belongs to it, even where the next beat has begun meanwhile."""
        place = (self._source.id, key)
        before = trial.beat_before.strokes.get(place, []) if trial.beat_before is not None else []
        own = own[_of_the_last_beat(before, own) :]
        after = trial.beat_after.strokes.get(place, []) if trial.beat_after is not None else []
        return own + after[: _of_the_last_beat(own, after)]

    def _press(self, strokes: list[Stroke]) -> Press | None:
        """The first press among these strokes with what follows it at once; None where its times can't be judged."""
        if not strokes:
            return None
        together = strokes[:1]
        for stroke in strokes[1:]:
            if not _follows(together[-1], stroke):
                break
            together.append(stroke)
        over_ns = together[-1].up_ns or together[-1].down_ns
        if self._troubles.across(self._source.id, together[0].down_ns - CALM_NS, over_ns) is not None:
            return None
        return Press(together[0].down_ns, bounce_of(together, self._source.resolution_ns))


def _of_the_last_beat(last: Sequence[Stroke], strokes: Sequence[Stroke]) -> int:
    """How many strokes at the start of a beat follow the last press of the beat before at once, and belong to it.

    None where the beat would have no press of its own then: a late press and an early one come close to each other.
    """
    pairs = list(pairwise([*last[-1:], *strokes])) if last else []
    following = len(list(takewhile(lambda pair: _follows(*pair), pairs)))
    return following if following < len(strokes) else 0


def _follows(first: Stroke, second: Stroke) -> bool:
    return first.up_ns is not None and second.down_ns - first.up_ns <= SOFT_GAP_NS


def began_ns(trial: Trial, source: int) -> int | None:
    """When the first known-good key of a sandwich went down; None where it did not."""
    strokes = trial.strokes.get((source, trial.prompt.before or ""))
    return strokes[0].down_ns if strokes else None
