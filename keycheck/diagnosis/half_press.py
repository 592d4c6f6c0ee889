"""What a press without its press shows: a release alone, or a key that the system heard and gives no meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from keycheck.diagnosis.judgement import HIT, SILENT, UNMAPPED, Outcome
from keycheck.events.company import Strays, is_stray
from keycheck.events.trace import Event, Prompt


def mapped(heard: Iterable[Event]) -> list[Event]:
    """The events that programs get."""
    return [event for event in heard if event.unmapped is not True]


def refined(
    outcome: Outcome, prompt: Prompt, heard: Sequence[Event], held: Iterable[str | None], strays: Strays
) -> Outcome:
    """The outcome, when what looks like silence is none.

    A release whose press did not come was taken from a press by a console switch or a hotkey: the key works. `held` are
    the keys that were down at the prompt, whose release is no sign of another press. A code that no table knows is the
    key's if `strays` has it in its trials alone.
    """
    if outcome != SILENT:
        return outcome
    asked = _between(heard, prompt.before, prompt.after)
    if prompt.key not in held and any(_is_up(event, prompt.key) for event in asked):
        return HIT
    return UNMAPPED if any(_is_unmapped(event, prompt.key, strays) for event in asked) else SILENT


def _is_unmapped(event: Event, key: str, strays: Strays) -> bool:
    if is_stray(event):
        return strays.stands_for(event.source, event.native) == key
    return event.unmapped is True and event.key == key


def _is_up(event: Event, key: str) -> bool:
    return event.key == key and event.action == "up" and event.unmapped is not True


def _between(heard: Sequence[Event], before: str | None, after: str | None) -> Sequence[Event]:
    """What came between the presses of the anchors; all of it where there are none."""
    downs = [(place, event.key) for place, event in enumerate(heard) if event.action == "down"]
    begin = next((place for place, key in downs if before is not None and key == before), 0)
    end = next((place for place, key in downs if after is not None and key == after and place > begin), len(heard))
    return heard[begin:end]
