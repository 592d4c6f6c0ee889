"""What the person pressed at will, in sweeps and free typing: each key's presses, without the order of keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from keycheck.diagnosis.rhythm import Counts, Rhythm
from keycheck.diagnosis.troubles import Troubles
from keycheck.events.trace import Event, PhaseName, Source, SweepKey


class Played(msgspec.Struct, frozen=True):
    """One key, as one source heard it in one phase."""

    source: int
    key: str
    asked: bool
    """Whether keycheck had asked for every key, once: in a sweep, and not in free typing."""
    timed: bool
    """Whether its times may be judged: nothing disturbed this source in the phase."""
    counts: Counts
    dwells: list[int]
    """How long each press lasted, in nanoseconds."""


class AtWill:
    """Keeps the presses of the phase that runs, and those of the phases that are over."""

    def __init__(self, sources: Iterable[Source], troubles: Troubles) -> None:
        self._resolution_ns = {source.id: source.resolution_ns for source in sources}
        self._troubles = troubles
        self._rhythms: dict[tuple[int, int | None, str, str], Rhythm] = {}
        self._over: list[Played] = []
        self._phase: PhaseName | None = None
        self._since_ns = 0
        self.swept: set[str] = set()
        """The keys that came where keycheck had asked for every key, once."""

    def hear(self, event: Event, key: str) -> None:
        """An event of this key, live."""
        self._note(key)
        place = (event.source, event.device, key, event.native)
        rhythm = self._rhythms.get(place)
        if rhythm is None:
            rhythm = self._rhythms[place] = Rhythm(self._resolution_ns[event.source])
        rhythm.hear(event.t, event.action)

    def hear_folded(self, record: SweepKey, key: str) -> None:
        """All events of this key in the phase, sealed."""
        self._note(key)
        rhythm = Rhythm(self._resolution_ns[record.source])
        for t, action in record.events:
            rhythm.hear(t, action)
        self._rhythms[record.source, record.device, key, record.native] = rhythm

    def _note(self, key: str) -> None:
        if self._phase == "sweep":
            self.swept.add(key)

    def turn(self, phase: PhaseName, t: int) -> None:
        """Another phase begins."""
        self._over += self._of_this_phase(t)
        self._rhythms = {}
        self._phase, self._since_ns = phase, t

    def played(self, now_ns: int) -> list[Played]:
        """Everything that was pressed at will so far."""
        return [*self._over, *self._of_this_phase(now_ns)]

    def _of_this_phase(self, until_ns: int) -> Iterator[Played]:
        sources = {source for source, _, _, _ in self._rhythms}
        timed = {source: self._troubles.across(source, self._since_ns, until_ns) is None for source in sources}
        asked = self._phase != "free"
        for (source, _, key, _), rhythm in self._rhythms.items():
            counts, dwells = rhythm.told()
            yield Played(source, key, asked, timed[source], counts, dwells)
