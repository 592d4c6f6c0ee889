"""What one line of a trace alone can't tell: time never falls, references lead somewhere, nothing stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from keycheck.errors import BadFile
from keycheck.errors.places import in_line
from keycheck.errors.printable import LONGEST_QUOTE, printable
from keycheck.events.seal import Place, place_of
from keycheck.events.trace import (
    Attest,
    End,
    Event,
    Header,
    Incident,
    Lamp,
    Phase,
    Prompt,
    Record,
    Setting,
    Settings,
    SweepKey,
)
from keycheck.keys.table import known
from keycheck.languages import N_

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|\+00:00)")


MOST: Mapping[type[Record], int] = {
    Phase: 2000,
    Prompt: 4000,
    Attest: 8000,
    Incident: 4000,
    Lamp: 100,
    SweepKey: 30_000,
    Settings: 10,
}
"""So many records of a kind no examination has: an hour of trials, one every three seconds, has 1200 (ours); a sweep of
a whole keyboard, heard by three sources, has 330 lines."""


class Consistency:
    """Follows the lines and raises BadFile, which names the line, at the first that doesn't fit."""

    def __init__(self, header: Header, file: str, most: Mapping[type[Record], int] = MOST) -> None:
        self._file = file
        self._left = dict(most)
        self._sealed = header.sealed
        self._sources = _unique(file, "source", [source.id for source in header.sources])
        self._devices = _unique(file, "device", [device.id for device in header.devices])
        self._trials: set[int] = set()
        self._t = 0
        self._ended = False
        self._folded: set[Place] = set()
        """The places that have a sweep_key in the current phase."""
        if not _is_moment(header.started):
            self._refuse(
                1,
                N_("started {quoted}").format(quoted=repr(header.started)),
                N_("a time in UTC such as '2026-11-22T10:00:00Z'"),
            )
        for source in header.sources:
            observed = () if source.observes == "all" else source.observes
            self._keys((*observed, *source.blind, *source.unknown), 1)
        self._settings(header.settings, 1)

    def record(self, record: Record, number: int) -> Record:
        """The record itself, when it fits what came before it."""
        if self._ended:
            self._refuse(number, N_("a record after the end"), N_("nothing"))
        if record.t < self._t:
            self._refuse(
                number, f"t {record.t}", N_("at least {least}, because time never falls").format(least=self._t)
            )
        self._t = record.t
        self._count(type(record), number)
        if isinstance(record, Event):
            self._heard(record, number)
        elif isinstance(record, SweepKey):
            self._heard(record, number)
            self._sweep_key(record, number)
        elif isinstance(record, Phase):
            self._folded.clear()
        elif isinstance(record, Prompt):
            self._prompt(record, number)
        elif isinstance(record, Attest) and record.trial not in self._trials:
            self._refuse(
                number, N_("trial {number}").format(number=record.trial), N_("a trial that a prompt has opened")
            )
        elif isinstance(record, Incident):
            self._incident(record, number)
        elif isinstance(record, Settings):
            self._settings(record.found, number)
        self._ended = isinstance(record, End)
        return record

    def _count(self, kind: type[Record], number: int) -> None:
        if (left := self._left.get(kind)) is None:
            return
        if left == 0:
            self._refuse(
                number,
                N_("more than {most} records of this kind").format(most=MOST[kind]),
                N_("no more than an examination has"),
            )
        self._left[kind] = left - 1

    def _settings(self, settings: Iterable[Setting], number: int) -> None:
        for setting in settings:
            self._keys((*(setting.keys or ()), *setting.emptied), number)

    def end(self, number: int) -> None:
        """A sealed trace was written whole; one without its end has been cut."""
        if self._sealed and not self._ended:
            self._refuse(number, N_("the end of the file"), N_("a record of kind 'end': the file is cut off"))

    def _prompt(self, prompt: Prompt, number: int) -> None:
        if prompt.trial in self._trials:
            self._refuse(number, N_("trial {number} again").format(number=prompt.trial), N_("a new trial number"))
        if (prompt.before is None) != (prompt.after is None):
            self._refuse(number, N_("one of before and after"), N_("both or neither"))
        if prompt.before is not None and len(prompt.keys) < 3:
            self._refuse(number, N_("one key twice in a trial"), N_("three different keys"))
        self._trials.add(prompt.trial)
        self._keys((prompt.key, prompt.before, prompt.after), number)

    def _heard(self, record: Event | SweepKey, number: int) -> None:
        self._known_source(record.source, number)
        if record.device is not None and record.device not in self._devices:
            self._refuse(
                number, N_("device {number}").format(number=record.device), N_("a device of the header, or null")
            )
        if record.key is not None and not known(record.key):
            self._unknown_key(record.key, number)

    def _sweep_key(self, line: SweepKey, number: int) -> None:
        place = place_of(line)
        if place in self._folded:
            self._refuse(
                number, N_("a second sweep_key of one key in a phase"), N_("one for each source, device and native")
            )
        self._folded.add(place)
        times = [t for t, _ in line.events]
        if not times:
            self._refuse(number, N_("a sweep_key without events"), N_("at least one"))
        if times != sorted(times):
            self._refuse(number, N_("times of a sweep_key that fall"), N_("times that never fall"))

    def _incident(self, incident: Incident, number: int) -> None:
        if incident.source is not None:
            self._known_source(incident.source, number)
        if incident.until < incident.t:
            self._refuse(
                number,
                N_("until {number}").format(number=incident.until),
                N_("at least {least}").format(least=incident.t),
            )

    def _known_source(self, source: int, number: int) -> None:
        if source not in self._sources:
            self._refuse(number, N_("source {number}").format(number=source), N_("a source of the header"))

    def _keys(self, keys: Iterable[str | None], number: int) -> None:
        for key in keys:
            if key is not None and not known(key):
                self._unknown_key(key, number)

    def _unknown_key(self, key: str, number: int) -> None:
        self._refuse(
            number, N_("key {quoted}").format(quoted=repr(key)), N_("a W3C code of the key table, such as 'Digit5'")
        )

    def _refuse(self, number: int, found: str, expected: str) -> None:
        raise BadFile(self._file, in_line(number), printable(found, LONGEST_QUOTE), expected)


def _is_moment(text: str) -> bool:
    """Whether this is a time in UTC as RFC 3339 writes it."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return _MOMENT.fullmatch(text) is not None


def _unique(file: str, what: str, ids: list[int]) -> frozenset[int]:
    if len(set(ids)) < len(ids):
        raise BadFile(
            file,
            in_line(1),
            N_("a {what} id twice").format(what=what),
            N_("a different id for each {what}").format(what=what),
        )
    return frozenset(ids)
