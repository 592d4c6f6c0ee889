"""Raw Input of Windows: every key that the system receives, of each keyboard by itself."""

from __future__ import annotations

from collections.abc import Sequence

from keycheck.capture.raw_input_reading import Known, Reading
from keycheck.capture.source import Probe, Sink
from keycheck.capture.windows_devices import interfaces
from keycheck.capture.windows_keyboards import keyboards
from keycheck.capture.windows_keys import MEDIA
from keycheck.events.raw_event import NativeSpace
from keycheck.events.trace import Layer
from keycheck.languages import N_

ABSENT = Probe("absent", N_("Windows shows no keyboard but those of programs"))

PAST_RAW_INPUT = N_("Windows may give this key to programs past Raw Input")
MAY_COME_PAST_IT = dict.fromkeys(("Power", "WakeUp", *MEDIA.values()), PAST_RAW_INPUT)
"""A USB keyboard sends them as reports of their own (usage pages 01 and 0C), a PS/2 keyboard like any other key."""


class RawInputSource:
    """Each keyboard, after the registry's remapping; a program with a hook may stand before it."""

    name = "raw_input"
    layer: Layer = "kernel"
    space: NativeSpace = "windows"
    resolution_ns = 1_000_000

    def __init__(self) -> None:
        self._known = Known()
        self._reading: Reading | None = None

    def probe(self) -> Probe:
        """Which keyboards there are; Raw Input needs no rights."""
        try:
            found = tuple(keyboard.found for keyboard in keyboards(interfaces().values()))
        except OSError as error:
            return Probe("blocked", N_("Windows does not list its keyboards: {error}").format(error=error))
        if not found:
            return ABSENT
        return Probe(
            "ready", devices=found, blind=dict(found[0].blind), unknown=MAY_COME_PAST_IT, silence="not_separated"
        )

    def start(self, sink: Sink, devices: Sequence[str]) -> None:
        """Listen to these keyboards, by the path of `FoundDevice`; OSError where that is not possible."""
        self.stop()
        self._reading = Reading(sink, devices, self._known)

    def stop(self) -> None:
        """Return when nothing is read any more, and the window is gone."""
        if self._reading is not None:
            self._reading.end()
            self._reading = None
