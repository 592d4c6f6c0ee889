"""The reports of keyboards on macOS, before the system remaps them; written by documents, and tried on no Mac yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from keycheck.capture import blind as blind_keys
from keycheck.capture.hid_reading import Reading
from keycheck.capture.lost_keyboard import Places
from keycheck.capture.mac_hid import MacHidSystem, MacKeyboard
from keycheck.capture.mac_permission import NOT_ALLOWED, may_listen
from keycheck.capture.source import FoundDevice, Probe, Sink
from keycheck.events.raw_event import NativeSpace
from keycheck.events.trace import Layer
from keycheck.languages import N_

ABSENT = Probe("absent", N_("macOS lists no keyboard but those of programs"))


class MacHidSource:
    """Each keyboard by itself. Its silence blames no switch until a Mac has shown that nothing stands before it."""

    name = "hidraw"
    layer: Layer = "hid"
    space: NativeSpace = "hid"
    resolution_ns = 1_000_000

    def __init__(
        self, system: Callable[[], MacHidSystem] = MacHidSystem.here, allowed: Callable[[], bool] = may_listen
    ) -> None:
        self._make = system
        self._allowed = allowed
        self._made: MacHidSystem | None = None
        self._places = Places()
        self._reading: Reading | None = None

    def probe(self) -> Probe:
        """Which keyboards there are. Without the right to listen it opens none: macOS would ask the person for it."""
        try:
            if not self._allowed():
                return NOT_ALLOWED
            found = tuple(self._found(keyboard) for keyboard in self._system.attached())
        except (ImportError, OSError) as error:
            return Probe(
                "blocked", N_("hidapi can't be used: {reason}").format(reason=getattr(error, "strerror", None) or error)
            )
        if not found:
            return ABSENT
        return Probe("ready", devices=found, blind=blind_keys.common(found), silence="not_separated")

    def start(self, sink: Sink, devices: Sequence[str]) -> None:
        """Read these keyboards, by the path of `FoundDevice`; OSError where one of them can't be opened."""
        self.stop()
        chosen = self._places.choose(devices, self._system.attached())
        self._reading = Reading(sink, chosen, self._system, self._places)

    def stop(self) -> None:
        """Return when no report is read any more."""
        if self._reading is not None:
            self._reading.end()
            self._reading = None

    @property
    def _system(self) -> MacHidSystem:
        if self._made is None:
            self._made = self._make()
        return self._made

    def _found(self, keyboard: MacKeyboard) -> FoundDevice:
        """What it can't send is what its descriptor does not name, which only an open keyboard tells."""
        opened = self._system.open(keyboard)
        for one in opened:
            one.device.close()
        return replace(keyboard.found, blind=blind_keys.undeclared(report for one in opened for report in one.reports))
