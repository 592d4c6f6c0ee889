"""One source, as the diagnosis knows it: what it heard of the keyboard under test."""

from __future__ import annotations

from dataclasses import dataclass, field

from keycheck.events.trace import Event, Source

Held = dict[str | None, int]
"""The keys that are down, None for one that was not asked for, and how many of each; none stands there with 0."""


@dataclass(slots=True)
class Ear:
    """One source: what it heard of the keyboard under test."""

    source: Source
    seen: set[str] = field(default_factory=set)
    seen_beside: set[str] = field(default_factory=set)
    """Those of them that came otherwise than in a trial of their own."""
    held: Held = field(default_factory=dict)
    """What is down since the current phase began; None for a key that was not asked for."""
    last_heard_ns: int | None = None
    lost: bool = False
    """Whether it was lost, and did not say that it is back."""
    taken: bool = False
    """Whether a program took the keyboard for itself, and did not give it back: others may hear what this one can't."""

    @property
    def live(self) -> bool:
        """Whether it was heard at all; a source that never was proves nothing by its silence."""
        return self.last_heard_ns is not None

    @property
    def is_away(self) -> bool:
        """Whether it hears nothing at present."""
        return self.lost or self.taken

    def observes(self, key: str) -> bool:
        return self.live and not self.taken and self.source.can_observe(key)

    def observed(self, keys: frozenset[str]) -> frozenset[str]:
        """Those of these keys whose silence can mean something here."""
        if not self.live or self.taken or self.source.silence == "no_evidence":
            return frozenset()
        seen_here = keys if self.source.observes == "all" else keys.intersection(self.source.observes)
        return seen_here.difference(self.source.blind, self.source.unknown)

    def hear(self, event: Event) -> None:
        self.last_heard_ns = event.t
        if event.action == "down":
            note_down(event.key, self.held)
        elif event.action == "up":
            let_go(event.key, self.held)

    def hear_unnamed(self, event: Event) -> None:
        """A key that was pressed at will: only how many are down is of use."""
        self.last_heard_ns = event.t
        if event.action == "down":
            note_down(None, self.held)
        else:
            let_go(None, self.held)

    @property
    def tells_keyboards_apart(self) -> bool:
        """Whether what it hears comes from the keyboard under test and from no other."""
        return self.source.layer in ("hid", "kernel")


def note_down(key: str | None, held: Held) -> bool:
    """Put a key that goes down to those that are; whether it was up before, as one without a name is taken to be."""
    if key is not None and key in held:
        return False
    held[key] = held.get(key, 0) + 1
    return True


def let_go(key: str | None, held: Held) -> bool:
    """Take a key that comes up off those that are down; whether it was among them.

    A key that was not asked for went down without its name, and can come up with it when it has been asked for since.
    """
    for name in (key, None):
        if name in held:
            if held[name] > 1:
                held[name] -= 1
            else:
                del held[name]
            return True
    return False
