"""Plays the events of a recorded trace again, with the times they had: a source that needs no keyboard."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from keycheck.capture.clock import now_ns
from keycheck.capture.source import FoundDevice, Probe, Sink
from keycheck.errors import BadFile
from keycheck.errors.places import in_line
from keycheck.events.raw_event import NativeSpace, RawEvent
from keycheck.events.trace import Event, Trace
from keycheck.events.trace_file import decode
from keycheck.languages import N_


class ReplaySource:
    """The first source of a trace in its live form. A pause holds the tape: no event is lost by it."""

    space: NativeSpace = "w3c"

    def __init__(self, trace: Trace) -> None:
        recorded = trace.header.sources[0]
        self.name = recorded.name
        self.layer = recorded.layer
        self.resolution_ns = recorded.resolution_ns
        self._recorded = recorded
        self._devices = tuple(
            FoundDevice(str(device.id), device.name, device.bus, device.vendor_id, device.product_id)
            for device in trace.header.devices
        )
        self._tape = [event for event in trace.records if isinstance(event, Event) and event.source == recorded.id]
        self._played = 0
        self._position_ns = 0
        self._over = threading.Event()
        self._player: threading.Thread | None = None

    @classmethod
    def of_file(cls, file: str) -> ReplaySource:
        """Play this file. BadFile where it is no trace, or one that can't be played; OSError where it can't be read."""
        trace = decode(Path(file).read_bytes(), file)
        if trace.header.sealed:
            raise BadFile(
                file,
                in_line(1),
                N_("a sealed trace, which has no order of keys"),
                N_("a live one"),
            )
        if not trace.header.sources:
            raise BadFile(file, in_line(1), N_("no source"), N_("at least one"))
        return cls(trace)

    def probe(self) -> Probe:
        """Always ready."""
        said = self._recorded
        return Probe("ready", devices=self._devices, blind=said.blind, unknown=said.unknown, silence=said.silence)

    def start(self, sink: Sink, devices: Sequence[str]) -> None:
        """Play on from where the tape was held, the events of these devices only; of all where none is named."""
        self.stop()
        self._over.clear()
        self._player = threading.Thread(target=self._play, args=(sink, frozenset(devices)), name="replay", daemon=True)
        self._player.start()

    def stop(self) -> None:
        """Hold the tape."""
        self._over.set()
        if self._player is not None:
            self._player.join()
            self._player = None

    def _play(self, sink: Sink, devices: frozenset[str]) -> None:
        tape_zero_ns = now_ns() - self._position_ns
        for event in self._tape[self._played :]:
            if self._over.wait(max(0, tape_zero_ns + event.t - now_ns()) / 1e9):
                break
            self._played += 1
            raw = _raw(event, tape_zero_ns + event.t)
            if not devices or raw.device is None or raw.device in devices:
                sink(raw)
        self._position_ns = now_ns() - tape_zero_ns


def _raw(event: Event, t: int) -> RawEvent:
    """The event as a source would hand it over; a key that no table knows keeps the number that it had."""
    device = None if event.device is None else str(event.device)
    return RawEvent(t, event.key or event.native, event.action, device, event.injected, event.unmapped is True)
