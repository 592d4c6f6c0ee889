"""Events written as a line of text, `d:Digit5 t:30 u:Digit5`, and back: the shorthand of tests and examples.

`d:KEY` goes down, `u:KEY` comes up, `r:KEY` repeats, `t:MS` lets time pass. A key without a name is `?`.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache

from keycheck.events.trace import Action, Event

_ACTIONS: dict[str, Action] = {"d": "down", "u": "up", "r": "repeat"}
_LETTERS = {action: letter for letter, action in _ACTIONS.items()}
_NS_PER_MS = 1_000_000


def parse(script: str, t: int = 0, source: int = 0, device: int | None = 0) -> tuple[Event, ...]:
    """The events of a script that begins at `t` nanoseconds. Raises ValueError naming the word that makes no sense."""
    events: list[Event] = []
    for word in script.split():
        verb, _, value = word.partition(":")
        if verb == "t" and (passed := _ns_of(value)) is not None:
            t += passed
        elif verb in _ACTIONS and value:
            events.append(Event(t, source, device, None if value == "?" else value, value, _ACTIONS[verb]))
        else:
            raise ValueError(f"script: found {word!r}, expected d:KEY, u:KEY, r:KEY or t:MILLISECONDS")
    return tuple(events)


@cache
def _ns_of(value: str) -> int | None:
    """How long this many milliseconds are; None for what is no time."""
    try:
        milliseconds = Fraction(value)
    except (ValueError, ZeroDivisionError):
        return None
    return int(milliseconds * _NS_PER_MS) if milliseconds >= 0 else None


def format_events(events: Iterable[Event], t: int = 0) -> str:
    """The script that gives these events when it begins at `t` nanoseconds."""
    words: list[str] = []
    for event in events:
        if event.t > t:
            words.append(f"t:{Fraction(event.t - t, _NS_PER_MS)}")
        words.append(f"{_LETTERS[event.action]}:{event.key or '?'}")
        t = event.t
    return " ".join(words)
