"""Keys that the person was asked to hold: which were down at once, and how one that was held alone repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from keycheck.events.trace import Event, Prompt

STEADY_NS = 1_500_000_000
"""All keys but one held for so long and nothing else, and that one has not arrived: it does not (assumed)."""


@dataclass(slots=True)
class Grip:
    """What one source heard of one hold."""

    down: set[str] = field(default_factory=set)
    since_ns: int = 0
    """When a key last went down or came up."""
    all_down: bool = False
    """Whether all keys were down at once."""
    longest_without: dict[str, int] = field(default_factory=dict)
    """Key -> for how long it stayed away while all others were down."""
    series: list[int] = field(default_factory=list)
    """When the key that is down went down, and each repeat since."""
    longest_series: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Hold:
    """One prompt to hold keys, and what each source heard of them up to the next prompt or phase.

    A source at which anything else was down or moved meanwhile is left out: a key more may block others.
    """

    prompt: Prompt
    beside: set[int]
    """The sources at which another key was down when it opened, or moved meanwhile."""
    grips: dict[int, Grip] = field(default_factory=dict)
    closed_ns: int | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that are asked for, in the order in which they are named."""
        prompt = self.prompt
        return tuple(key for key in (prompt.before, prompt.key, prompt.after) if key is not None)

    def hear(self, event: Event, is_asked: bool) -> None:
        """The next event of the keyboard under test."""
        is_of_it = is_asked and event.key in self.prompt.keys and event.unmapped is not True
        if is_of_it and event.key is not None:
            self._feel(self.grips.setdefault(event.source, Grip()), event.key, event)
        elif event.action != "repeat":
            self.beside.add(event.source)

    def is_together(self, source: int) -> bool:
        """Whether this source heard all of them down at once."""
        return source in self.grips and self.grips[source].all_down

    def stayed_away(self, source: int, now_ns: int) -> str | None:
        """The one key that this source did not hear while all others were held steadily; None where there was none."""
        grip = self.grips.get(source)
        if grip is None or grip.all_down or source in self.beside:
            return None
        lasted = dict(grip.longest_without)
        self._note_without(grip, lasted, now_ns if self.closed_ns is None else self.closed_ns)
        longest = max(lasted, key=lambda key: lasted[key], default=None)
        return longest if longest is not None and lasted[longest] >= STEADY_NS else None

    def series(self, source: int) -> Sequence[int]:
        """When the key went down, and each repeat since: the longest row of them that this source heard."""
        return self.grips[source].longest_series if source in self.grips else ()

    def _feel(self, grip: Grip, key: str, event: Event) -> None:
        if event.action == "repeat":
            grip.series += [event.t] if key in grip.down else []
        else:
            self._note_without(grip, grip.longest_without, event.t)
            grip.since_ns = event.t
            grip.series = [event.t] if event.action == "down" and key not in grip.down else []
            (grip.down.add if event.action == "down" else grip.down.discard)(key)
            grip.all_down |= grip.down == self.prompt.keys and event.source not in self.beside
        if len(grip.series) > len(grip.longest_series):
            grip.longest_series = grip.series

    def _note_without(self, grip: Grip, lasted: dict[str, int], now_ns: int) -> None:
        missing = self.prompt.keys - grip.down
        if len(missing) == 1 and grip.down:
            (key,) = missing
            lasted[key] = max(lasted.get(key, 0), now_ns - grip.since_ns)
