"""The sealed form of a trace: the same verdict, and no order of keys from which typed text could be rebuilt.

Phases of pressing at will are kept per key, each key's times relative to its own first. Elsewhere only the keys that
keycheck asked for, and those that came with one again and again, keep their times; any other key leaves the bare fact
that it was seen, and a nameless event.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from keycheck.events.asked import OPENING, SWEPT, Asked
from keycheck.events.company import OpenTrial, companions
from keycheck.events.trace import Action, Event, Phase, PhaseName, Prompt, Record, SweepKey, Trace

_Place = tuple[int, int | None, str | None, str, bool]


def seal(trace: Trace) -> Trace:
    """The trace, ended, without the order of unasked keys; a sealed trace comes back as it is."""
    if trace.header.sealed:
        return trace
    trace = trace.ended()
    header = msgspec.structs.replace(trace.header, sealed=True)
    asked = Asked(trace.header)
    to_let_go = frozenset(r.key for r in trace.records if isinstance(r, Prompt) and r.ask != "press")
    kept = _Kept(to_let_go, companions(trace))
    records = tuple(record for part in _phases(trace.records) for record in _seal_phase(part, asked, kept))
    return Trace(header, records)


def _phases(records: tuple[Record, ...]) -> Iterator[list[Record]]:
    part: list[Record] = []
    for record in records:
        if isinstance(record, Phase) and part:
            yield part
            part = []
        part.append(record)
    if part:
        yield part


class _Kept:
    """Which events of keys that were not asked for keep their names."""

    def __init__(self, to_let_go: frozenset[str], companions: frozenset[tuple[str, str]]) -> None:
        self._to_let_go = to_let_go
        self._companions = companions
        self.trial = OpenTrial()

    def keeps(self, event: Event, phase: PhaseName | None) -> bool:
        """Whether it went down at the start and was asked to come up, or came again and again with an asked-for key."""
        if event.key is None:
            return False
        if phase == OPENING and event.key in self._to_let_go:
            return True
        return self.trial.key is not None and (self.trial.key, event.key) in self._companions


def _seal_phase(part: list[Record], asked: Asked, kept: _Kept) -> list[Record]:
    """One phase, sealed: its opening line, the keys without order, then what is left in the order of time."""
    swept: dict[_Place, list[tuple[int, Action]]] = {}
    rest: list[Record] = []
    for record in part:
        is_asked = asked.follow(record)
        kept.trial.follow(record)
        if not isinstance(record, Event):
            rest.append(record)
        elif asked.phase in SWEPT:
            _note(swept, record, record.t)
        elif is_asked or kept.keeps(record, asked.phase):
            rest.append(record)
        else:
            _note_seen(swept, record)
            rest.extend(_nameless(record, rest[-1].t if rest else record.t))
    opened = isinstance(part[0], Phase)
    return rest[:opened] + _sweep_keys(swept, part[0].t) + rest[opened:]


def _place(event: Event) -> _Place:
    return event.source, event.device, event.key, event.native, event.injected


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
    return (msgspec.structs.replace(event, t=t, key=None, native=""),)


def _sweep_keys(swept: dict[_Place, list[tuple[int, Action]]], t: int) -> list[Record]:
    def alphabetical(place: _Place) -> tuple[int, int, str, str, bool]:
        source, device, key, native, injected = place
        return source, -1 if device is None else device, key or "", native, injected

    lines: list[Record] = []
    for place in sorted(swept, key=alphabetical):
        source, device, key, native, injected = place
        first = swept[place][0][0]
        events = tuple((at - first, action) for at, action in swept[place])
        lines.append(SweepKey(t, source, key, events, device, native, injected))
    return lines
