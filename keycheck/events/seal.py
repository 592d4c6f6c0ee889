"""The sealed form of a trace: the same verdict, and no order of keys from which typed text could be rebuilt.

Phases of pressing at will are kept per key, each key's times relative to its own first. Elsewhere only the keys that
keycheck asked for keep their times; any other key leaves the bare fact that it was seen, and a nameless event.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from keycheck.events.asked import OPENING, SWEPT, Asked, nameless
from keycheck.events.trace import Action, Event, Phase, Prompt, Record, SweepKey, Trace

_Place = tuple[int, int | None, str | None, str, bool, bool]


def seal(trace: Trace) -> Trace:
    """The trace, ended, without the order of unasked keys; a sealed trace comes back as it is."""
    if trace.header.sealed:
        return trace
    trace = trace.ended()
    header = msgspec.structs.replace(trace.header, sealed=True)
    asked = Asked(trace.header)
    to_let_go = _to_let_go(trace)
    records = tuple(record for part in _phases(trace.records) for record in _seal_phase(part, asked, to_let_go))
    return Trace(header, records)


def first_in_order(trace: Trace) -> int | None:
    """The place of the first record that a sealed trace can't hold, because it tells which keys came in which order."""
    asked, to_let_go = Asked(trace.header), _to_let_go(trace)
    for place, record in enumerate(trace.records):
        if _stays(record, asked.follow(record), asked, to_let_go):
            continue
        if asked.phase in SWEPT or (isinstance(record, Event) and (record.key or record.native)):
            return place
    return None


def _to_let_go(trace: Trace) -> frozenset[str]:
    return frozenset(r.key for r in trace.records if isinstance(r, Prompt) and r.ask != "press")


def _stays(record: Record, is_asked: bool, asked: Asked, to_let_go: frozenset[str]) -> bool:
    """Whether the record keeps its place, its key and its time."""
    if not isinstance(record, Event):
        return True
    known_by_prompts = asked.phase == OPENING and record.key in to_let_go
    return asked.phase not in SWEPT and (is_asked or known_by_prompts)


def _phases(records: tuple[Record, ...]) -> Iterator[list[Record]]:
    part: list[Record] = []
    for record in records:
        if isinstance(record, Phase) and part:
            yield part
            part = []
        part.append(record)
    if part:
        yield part


def _seal_phase(part: list[Record], asked: Asked, to_let_go: frozenset[str]) -> list[Record]:
    """One phase, sealed: its opening line, the keys without order, then what is left in the order of time."""
    swept: dict[_Place, list[tuple[int, Action]]] = {}
    rest: list[Record] = []
    for record in part:
        is_asked = asked.follow(record)
        if _stays(record, is_asked, asked, to_let_go) or not isinstance(record, Event):
            rest.append(record)
        elif asked.phase in SWEPT:
            _note(swept, record, record.t)
        else:
            _note_seen(swept, record)
            rest.extend(_nameless(record, rest[-1].t if rest else record.t))
    opened = isinstance(part[0], Phase)
    return rest[:opened] + _sweep_keys(swept, part[0].t) + rest[opened:]


def _place(event: Event) -> _Place:
    return event.source, event.device, event.key, event.native, event.injected, event.unmapped is True


def _note(swept: dict[_Place, list[tuple[int, Action]]], event: Event, t: int) -> None:
    if event.action != "repeat":
        swept.setdefault(_place(event), []).append((t, event.action))


def _note_seen(swept: dict[_Place, list[tuple[int, Action]]], event: Event) -> None:
    """That it went down, and that it came up, once each and without a time."""
    if event.action != "repeat" and (0, event.action) not in swept.setdefault(_place(event), []):
        swept[_place(event)].append((0, event.action))


def _nameless(event: Event, t: int) -> tuple[Event, ...]:
    """The event without its key and without its time: it keeps its place among the others, and no rhythm."""
    if event.action == "repeat":
        return ()
    return (msgspec.structs.replace(nameless(event), t=t),)


def _sweep_keys(swept: dict[_Place, list[tuple[int, Action]]], t: int) -> list[Record]:
    def alphabetical(place: _Place) -> tuple[int, int, str, str, bool, bool]:
        source, device, key, native, injected, unmapped = place
        return source, -1 if device is None else device, key or "", native, injected, unmapped

    lines: list[Record] = []
    for place in sorted(swept, key=alphabetical):
        source, device, key, native, injected, unmapped = place
        first = swept[place][0][0]
        events = tuple((at - first, action) for at, action in swept[place])
        lines.append(SweepKey(t, source, key, events, device, native, injected, unmapped))
    return lines
