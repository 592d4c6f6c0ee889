"""What the hands do at this moment: which keys are down and since when, and which source misses what others hear."""

from __future__ import annotations

from keycheck.diagnosis.hearing import LOSING
from keycheck.events.asked import Asked
from keycheck.events.trace import Event, Header, Incident, Record

JAM_NS = 2_000_000_000
"""A key that is down for longer is asked to come up (diagnosis 1.4; 99 % of held modifiers stay below 1.4 s)."""
DEAF_KEYS = 20
"""So many different keys in a row that others heard and a source did not: it has stopped listening. More than a row of
keys that a program takes for itself (assumed)."""


_NO_RELEASE = ("Audio", "Brightness", "Browser", "Lang", "Launch", "Media")
"""Keys whose release many a keyboard never sends: nobody can say that they are down."""


class Hands:
    """Follows the events of the keyboard under test, by name and as they come; nothing of it is kept."""

    def __init__(self, header: Header) -> None:
        self._asked = Asked(header)
        self._desktops = tuple(source for source in header.sources if source.layer in ("os", "app"))
        self._down: dict[tuple[int, str], int] = {}
        self._pressed: set[str] = set()
        self._unheard: dict[int, set[str]] = {}
        """Source -> the keys that others heard since it was last heard itself; none for one that never was."""
        self.last_heard_ns: dict[int, int] = {}

    def receive(self, record: Record) -> None:
        """Take note of what came in."""
        if isinstance(record, Incident) and record.what in LOSING:
            self._down = {place: t for place, t in self._down.items() if record.source not in (None, place[0])}
        elif isinstance(record, Event) and record.key is not None and self._asked.counts(record):
            self._hear(record, record.key)

    @property
    def down(self) -> frozenset[str]:
        """The keys that any source says are down."""
        return frozenset(key for _, key in self._down)

    def jams(self, now_ns: int) -> tuple[str, ...]:
        """The keys that have been down for too long."""
        held = (key for (_, key), t in self._down.items() if now_ns - t > JAM_NS)
        return tuple(dict.fromkeys(key for key in held if not key.startswith(_NO_RELEASE)))

    def deaf(self) -> int | None:
        """A source above the keyboard's own that was heard once and has stopped, as the others tell."""
        return next((source for source, keys in self._unheard.items() if len(keys) >= DEAF_KEYS), None)

    def begin_sweep(self) -> None:
        """From now on it is noted anew which keys were pressed."""
        self._pressed = set()

    @property
    def pressed(self) -> frozenset[str]:
        """The keys that went down since the last sweep began."""
        return frozenset(self._pressed)

    def _hear(self, event: Event, key: str) -> None:
        if event.action == "up":
            self._down.pop((event.source, key), None)
        elif event.action == "down":
            self._down.setdefault((event.source, key), event.t)
            self._pressed.add(key)
            self._compare(event.source, key)
        self.last_heard_ns[event.source] = event.t

    def _compare(self, heard_by: int, key: str) -> None:
        for source in self._desktops:
            if source.id == heard_by:
                self._unheard[source.id] = set()
            elif source.id in self._unheard and source.can_observe(key):
                self._unheard[source.id].add(key)
