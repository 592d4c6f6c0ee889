"""The incidents of an examination, indexed by time: a trace may hold thousands of them, and every trial asks."""

from __future__ import annotations

from bisect import bisect_right

from msgspec.structs import replace

from keycheck.events.trace import Incident, Trouble

LASTING: frozenset[Trouble] = frozenset({"source_lost", "grabbed", "permission"})
"""Trouble that is not over with its record: nothing is heard until the source says that it is back."""


class Troubles:
    """Incidents in the order of their beginnings, those of each source together with those of all sources."""

    def __init__(self, sources: tuple[int, ...]) -> None:
        self._of = {source: _Row() for source in sources}

    def add(self, incident: Incident) -> None:
        """One more; one that was told late may begin before others."""
        for source, row in self._of.items():
            if incident.source in (None, source):
                row.add(incident)

    def across(self, source: int, since_ns: int, until_ns: int) -> Incident | None:
        """An incident of this source, or of all, that touches this stretch of time: the one that lasted longest."""
        return self._of[source].across(since_ns, until_ns) or self.away(source, since_ns, until_ns)

    def away(self, source: int, since_ns: int, until_ns: int) -> Incident | None:
        """What kept this source from hearing in this stretch of time, from its loss until it said that it is back."""
        return self._of[source].away(since_ns, until_ns)


class _Row:
    def __init__(self) -> None:
        self._begins: list[int] = []
        self._longest: list[Incident] = []
        """For each beginning: of the incidents up to there the one that ends last."""
        self._absences: list[Incident] = []
        """One after the other; the last one may still last."""
        self._is_away = False

    def add(self, incident: Incident) -> None:
        if incident.what in LASTING and not self._is_away:
            self._absences.append(incident)
            self._is_away = True
        elif incident.what == "source_back" and self._is_away:
            self._absences[-1] = replace(self._absences[-1], until=incident.until)
            self._is_away = False
        place = bisect_right(self._begins, incident.t)
        self._begins.insert(place, incident.t)
        self._longest.insert(place, incident)
        for at in range(max(1, place), len(self._longest)):
            if self._longest[at].until < self._longest[at - 1].until:
                self._longest[at] = self._longest[at - 1]

    def across(self, since_ns: int, until_ns: int) -> Incident | None:
        place = bisect_right(self._begins, until_ns)
        longest = self._longest[place - 1] if place else None
        return longest if longest is not None and longest.until >= since_ns else None

    def away(self, since_ns: int, until_ns: int) -> Incident | None:
        place = bisect_right(self._absences, until_ns, key=lambda incident: incident.t)
        if not place:
            return None
        absence = self._absences[place - 1]
        lasts = self._is_away and place == len(self._absences)
        return absence if lasts or absence.until >= since_ns else None
