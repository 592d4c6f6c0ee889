"""One source, as the diagnosis knows it: what it heard of the keyboard under test."""

from __future__ import annotations

from dataclasses import dataclass, field

from keycheck.events.trace import Event, Source


@dataclass(slots=True)
class Ear:
    """One source: what it heard of the keyboard under test."""

    source: Source
    seen: set[str] = field(default_factory=set)
    held: list[str | None] = field(default_factory=list)
    """What is down since the current phase began; None for a key that was not asked for."""
    last_heard_ns: int | None = None

    @property
    def live(self) -> bool:
        """Whether it was heard at all; a source that never was proves nothing by its silence."""
        return self.last_heard_ns is not None

    def observes(self, key: str) -> bool:
        return self.live and self.source.can_observe(key)

    def hear(self, event: Event) -> None:
        self.last_heard_ns = event.t
        if event.action == "down" and (event.key is None or event.key not in self.held):
            self.held.append(event.key)
        elif event.action == "up" and event.key in self.held:
            self.held.remove(event.key)
