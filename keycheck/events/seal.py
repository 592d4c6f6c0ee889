"""The sealed form of a trace: the same verdict, and no order of keys from which typed text could be rebuilt.

Phases of pressing at will are kept per key, each key's times relative to its own first. Elsewhere only the keys that
keycheck asked for or asked to come up, and those that came with one again and again, keep their times; any other key
leaves the bare fact that it was seen, and a nameless event.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from keycheck.events.asked import SWEPT, Asked, nameless
from keycheck.events.company import OpenTrial, companions, is_stray, strays
from keycheck.events.trace import Action, Event, Phase, Prompt, Record, SweepKey, Trace

Place = tuple[int, int | None, str | None, str, bool, bool]


def seal(trace: Trace) -> Trace:
    """The trace, ended, without the order of unasked keys; a sealed trace comes back as it is."""
    if trace.header.sealed:
        return trace
    trace = trace.ended()
    header = msgspec.structs.replace(trace.header, sealed=True)
    asked = Asked(trace.header)
    known = _Known(trace)
    records = tuple(record for part in _phases(trace.records) for record in _seal_phase(part, asked, known))
    return Trace(header, records)


def first_in_order(trace: Trace) -> int | None:
    """The place of the first record that a sealed trace can't hold, because it tells which keys came in which order."""
    if not _names_unasked(trace):
        return None
    asked, known = Asked(trace.header), _Known(trace)
    for place, record in enumerate(trace.records):
        if known.stays(record, asked.follow(record), asked):
            continue
        if asked.phase in SWEPT or (isinstance(record, Event) and (record.key or record.native)):
            return place
    return None


def _names_unasked(trace: Trace) -> bool:
    """Whether any event tells more than a key that was asked for: most sealed traces have none, which is soon seen."""
    asked = Asked(trace.header)
    for record in trace.records:
        is_asked = asked.follow(record)
        if isinstance(record, Event) and (asked.phase in SWEPT or not is_asked) and (record.key or record.native):
            return True
    return False


class _Known:
    """Which records keep their place, their key and their time: it takes the whole trace to know."""

    def __init__(self, trace: Trace) -> None:
        self._to_let_go = frozenset(r.key for r in trace.records if isinstance(r, Prompt) and r.asks_to_let_go)
        self._companions = companions(trace)
        self._strays = strays(trace)
        self._trial = OpenTrial()

    def stays(self, record: Record, is_asked: bool, asked: Asked) -> bool:
        """Told the records in their order: whether this one stays as it is."""
        self._trial.follow(record)
        if not isinstance(record, Event):
            return True
        if asked.phase in SWEPT:
            return False
        return is_asked or record.key in self._to_let_go or self._is_companion(record, asked)

    def _is_companion(self, event: Event, asked: Asked) -> bool:
        if self._trial.key is None or event.action == "repeat" or not asked.counts(event):
            return False
        if is_stray(event):
            return self._strays.stands_for(event.source, event.native) == self._trial.key
        return event.key is not None and (self._trial.key, event.key) in self._companions


def _phases(records: tuple[Record, ...]) -> Iterator[list[Record]]:
    part: list[Record] = []
    for record in records:
        if isinstance(record, Phase) and part:
            yield part
            part = []
        part.append(record)
    if part:
        yield part


def _seal_phase(part: list[Record], asked: Asked, known: _Known) -> list[Record]:
    """One phase, sealed: its opening line, the keys without order, then what is left in the order of time."""
    swept: dict[Place, list[tuple[int, Action]]] = {}
    rest: list[Record] = []
    for record in part:
        is_asked = asked.follow(record)
        if known.stays(record, is_asked, asked) or not isinstance(record, Event):
            if not _is_repeat(record) or asked.is_to_hold(record):
                rest.append(record)
        elif asked.phase in SWEPT:
            _note(swept, record, record.t)
        else:
            _note_seen(swept, record)
            rest.extend(_nameless(record, rest[-1].t if rest else record.t))
    opened = isinstance(part[0], Phase)
    return rest[:opened] + _sweep_keys(swept, part[0].t) + rest[opened:]


def _is_repeat(record: Record) -> bool:
    """Whether it says no more than that a key is still down: no rule asks, and a stuck key has thirty of them a second.

    What a program plays stays, because the switch is not judged by it, and so do those of a key that was to be held.
    """
    return isinstance(record, Event) and record.action == "repeat" and not record.injected


def place_of(event: Event | SweepKey) -> Place:
    """What has a sweep_key of its own in each phase of pressing at will: this key as this source tells it apart."""
    return event.source, event.device, event.key, event.native, event.injected, event.unmapped is True


def _note(swept: dict[Place, list[tuple[int, Action]]], event: Event, t: int) -> None:
    if event.action != "repeat":
        _last_of(swept, event).append((t, event.action))


def _note_seen(swept: dict[Place, list[tuple[int, Action]]], event: Event) -> None:
    """That it went down, and that it came up, once each and without a time."""
    if event.action != "repeat" and (0, event.action) not in (seen := _last_of(swept, event)):
        seen.append((0, event.action))


def _last_of(swept: dict[Place, list[tuple[int, Action]]], event: Event) -> list[tuple[int, Action]]:
    """What was noted of this place, which is the last one heard now."""
    place = place_of(event)
    swept[place] = noted = swept.pop(place, [])
    return noted


def _nameless(event: Event, t: int) -> tuple[Event, ...]:
    """The event without its key and without its time: it keeps its place among the others, and no rhythm."""
    if event.action == "repeat":
        return ()
    return (msgspec.structs.replace(nameless(event), t=t),)


def _sweep_keys(swept: dict[Place, list[tuple[int, Action]]], t: int) -> list[Record]:
    """One line for each place, by source and key; of the places of one key, the one that was heard last comes last."""

    def by_source_and_key(place: Place) -> tuple[int, str]:
        source, _, key, *_ = place
        return source, key or ""

    lines: list[Record] = []
    for place in sorted(swept, key=by_source_and_key):
        source, device, key, native, injected, unmapped = place
        first = swept[place][0][0]
        events = tuple((at - first, action) for at, action in swept[place])
        lines.append(SweepKey(t, source, key, events, device, native, injected, unmapped))
    return lines
