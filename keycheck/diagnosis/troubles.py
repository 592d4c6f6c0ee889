"""The incidents of an examination, by source, so that thousands of them are searched as quickly as one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from keycheck.events.trace import Incident


class Troubles:
    """Told incidents in the order of time, it says whether one lies across a stretch of time."""

    def __init__(self, sources: Iterable[int]) -> None:
        self._of: dict[int, tuple[list[int], list[int]]] = {source: ([], []) for source in sources}
        """Source -> when each incident began, and the latest end of it and those before it."""

    def note(self, incident: Incident) -> None:
        """An incident of one source, or of all."""
        for source in self._of if incident.source is None else (incident.source,):
            began, latest = self._of[source]
            began.append(incident.t)
            latest.append(max(incident.until, latest[-1]) if latest else incident.until)

    def across(self, source: int, since_ns: int, until_ns: int) -> bool:
        """Whether an incident of this source touches the time between these two, both included."""
        began, latest = self._of[source]
        place = bisect_right(began, until_ns)
        return place > 0 and latest[place - 1] >= since_ns
