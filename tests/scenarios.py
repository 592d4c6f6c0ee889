"""Examinations written down in a few lines: a small board, typed one-line scripts, and a recording built from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal

import msgspec

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.diagnosis.verdict import Finding, Undecided, Verdict
from keycheck.events.trace import (
    Attest,
    AttestedBy,
    Device,
    End,
    Event,
    Header,
    Incident,
    Phase,
    PhaseName,
    Prompt,
    Record,
    Source,
    Trace,
    Trouble,
)
from keycheck.layouts.layout import Layout, LayoutKey
from keycheck.layouts.library import load
from tests.script import parse

MS = 1_000_000
SECOND = 1_000 * MS

FULL = load("ansi-104")

SMALL = Layout(
    schema="keycheck.layout/1",
    id="small",
    name="Small board",
    form="desktop",
    standard="ansi",
    locale="us",
    keys=(
        *(LayoutKey(f"Digit{number}", number, 0) for number in range(1, 7)),
        *(LayoutKey(f"Key{letter}", 1.5 + place, 1) for place, letter in enumerate("QWERTY")),
        LayoutKey("ShiftLeft", 0, 2, 2),
        LayoutKey("Space", 2, 2, 4),
        LayoutKey("Fn", 6, 2, unseen="handled inside the keyboard, never sent"),
        *(LayoutKey(f"Numpad{number}", 2 + number, 0, zone="numpad") for number in range(7, 10)),
    ),
)
"""Seventeen keys that can be tested, one that can't, and a number pad that may be absent."""

KEYS = tuple(key.code for key in SMALL.testable)

KERNEL = Source(0, "evdev", "kernel", 1_000, "all")
DESKTOP = Source(1, "pynput", "os", MS, "all")
REPORTS = Source(2, "hidraw", "hid", 1_000, "all")

BOARD = Device(0, "Board under test", "usb")
OTHER_BOARD = Device(1, "Another board", "usb", under_test=False)

WINDOW_NS = 3 * SECOND
Heard = str | Mapping[int, str]
"""A script that every source hears, or one for each source by its id."""


def header(layout: Layout = SMALL, sources: tuple[Source, ...] = (KERNEL,), **parts: Any) -> Header:
    """The header of a real examination of the board under test, with another one beside it."""
    usual: dict[str, Any] = {
        "schema": "keycheck.trace/1",
        "started": "2026-11-22T10:00:00Z",
        "keycheck": "0.1.0",
        "rules": "1",
        "practice": False,
        "layout": layout.id,
        "devices": (BOARD, OTHER_BOARD),
        "sources": sources,
    }
    return Header(**usual | parts)


class Recording:
    """A trace in the making; every method moves its clock on and returns the recording."""

    def __init__(self, layout: Layout = SMALL, sources: tuple[Source, ...] = (KERNEL,), **parts: Any) -> None:
        self.layout = layout
        self.header = header(layout, sources, **parts)
        self.t = 0
        self.records: list[Record] = []
        self._trial = 0

    @property
    def trace(self) -> Trace:
        return Trace(self.header, tuple(self.records))

    @property
    def verdict(self) -> Verdict:
        return diagnose(self.trace, self.layout)

    def phase(self, name: PhaseName) -> Recording:
        self.records.append(Phase(self.t, name))
        return self

    def hear(self, heard: Heard, device: int | None = 0, injected: bool = False) -> Recording:
        """What the sources hear from now on, and the time that it takes."""
        events = self._events(heard, self.t, device, injected)
        self.records += events
        self.t = max([self.t, *(event.t for event in events)])
        return self

    def wait(self, ns: int) -> Recording:
        self.t += ns
        return self

    def sweep(self, without: Collection[str] = (), heard_by: Iterable[int] | None = None) -> Recording:
        """Each key of the map once, 80 ms long, 350 ms apart, but for these."""
        self.phase("sweep")
        ids = [source.id for source in self.header.sources] if heard_by is None else list(heard_by)
        for key in self.layout.testable:
            if key.code not in without:
                self.hear(dict.fromkeys(ids, f"d:{key.code} t:80 u:{key.code}")).wait(270 * MS)
        return self

    def trial(
        self,
        key: str,
        heard: Heard = "",
        before: str = "KeyQ",
        after: str = "KeyY",
        missing: Collection[str] = (),
        attest: AttestedBy | None = "sandwich",
    ) -> Recording:
        """A sandwich of 1.6 s: LEFT at once, what was heard of the key after 500 ms, RIGHT after 1 s."""
        start = self.ask(key, before, after).t
        ids = [source.id for source in self.header.sources]
        events = self._events(heard, start + 500 * MS, 0, False)
        for anchor, at in ((before, start), (after, start + SECOND)):
            if anchor not in missing:
                events += self._events(dict.fromkeys(ids, f"d:{anchor} t:80 u:{anchor}"), at, 0, False)
        self.records += sorted(events, key=lambda event: event.t)
        self.t = max([start + 1_600 * MS, *(event.t for event in events)])
        if attest is not None:
            self.records.append(Attest(self.t, self._trial, attest))
        return self

    def trials(self, count: int, key: str, heard: Heard = "", **parts: Any) -> Recording:
        """The same trial so many times: one round, unless another key was asked for in between."""
        for _ in range(count):
            self.trial(key, heard, **parts)
        return self

    def scripted(self, key: str, heard: Heard, before: str = "KeyQ", after: str = "KeyY") -> Recording:
        """A sandwich that is heard exactly as the script says."""
        self.ask(key, before, after).hear(heard).wait(300 * MS)
        self.records.append(Attest(self.t, self._trial, "sandwich"))
        return self

    def ask(
        self,
        key: str,
        before: str | None = None,
        after: str | None = None,
        ask: Literal["press", "release", "tap", "hold"] = "press",
        window_ns: int = WINDOW_NS,
        times: int = 1,
    ) -> Recording:
        """A prompt and no more: paced, or to let go, unless anchors are named."""
        self._trial += 1
        self.records.append(Prompt(self.t, self._trial, 1, key, window_ns, before, after, ask, times))
        return self

    def hold(self, *keys: str) -> Recording:
        """One key, or three together, are asked to be held."""
        before, key, after = keys if len(keys) == 3 else (None, keys[0], None)
        return self.ask(key, before, after, "hold", 10 * SECOND)

    def attest(self, by: AttestedBy, trial: int | None = None) -> Recording:
        self.records.append(Attest(self.t, trial or self._trial, by))
        return self

    def incident(self, what: Trouble, since_ns: int = 0, source: int | None = None) -> Recording:
        """Trouble that began so long ago and ends now; it takes its place in the order of time."""
        record = Incident(self.t - since_ns, source, what, self.t)
        place = next((n for n, other in enumerate(self.records) if other.t > record.t), len(self.records))
        self.records.insert(place, record)
        return self

    def end(self, reason: Literal["finished", "stopped", "interrupted"] = "finished") -> Recording:
        self.records.append(End(self.t, reason))
        return self

    def _events(self, heard: Heard, t: int, device: int | None, injected: bool) -> list[Event]:
        scripts = heard if isinstance(heard, Mapping) else {source.id: heard for source in self.header.sources}
        events = [event for source, script in scripts.items() for event in parse(script, t, source, device)]
        if injected:
            events = [msgspec.structs.replace(event, injected=True) for event in events]
        return sorted(events, key=lambda event: event.t)


def press(key: str, dwell_ms: int = 80) -> str:
    return f"d:{key} t:{dwell_ms} u:{key}"


def swept(without: Collection[str] = (), **parts: Any) -> Recording:
    """A sweep of the board without these keys, and the trials about to begin."""
    return Recording(**parts).sweep(without).phase("confirm")


def silent(key: str = "KeyE", heard: Heard = "", missing: Collection[str] = (), **parts: Any) -> Recording:
    """The key stays dark: five trials in two rounds, valid if no anchor is missing, one of another key between them."""
    recording = swept({key}, **parts).trials(3, key, heard, missing=missing)
    return recording.trial("KeyR", press("KeyR")).trials(2, key, heard, missing=missing)


def finding(verdict: Verdict, key: str = "KeyE") -> Finding:
    return next(finding for finding in verdict.findings if finding.key == key)


def undecided(verdict: Verdict, key: str = "KeyE") -> Undecided:
    return next(item for item in verdict.undecided if item.key == key)
