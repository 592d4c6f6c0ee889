"""A keyboard that does not exist: which layers hear a press, with the faults that were planted in it."""

from __future__ import annotations

from collections.abc import Iterable

from keycheck.events.trace import Action, Device, Event, Source
from keycheck.simulation.fault import Fault, FaultKind

KERNEL, DESKTOP = 0, 1
SOURCES = (
    Source(KERNEL, "simulated", "kernel", resolution_ns=1_000, observes="all"),
    Source(DESKTOP, "simulated", "os", resolution_ns=1_000_000, observes="all"),
)
DEVICE = Device(0, "simulated keyboard")

DESKTOP_DELAY_NS = 400_000
"""How much later the desktop hears what the kernel heard (assumed)."""


class Keyboard:
    """Turns what a finger does into the events of each layer."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self._faults: dict[str, set[FaultKind]] = {}
        for fault in faults:
            self._faults.setdefault(fault.key, set()).add(fault.kind)

    def at_start(self) -> tuple[Event, ...]:
        """The keys that are down before anybody touches them."""
        stuck = (key for key, kinds in self._faults.items() if "stuck" in kinds)
        return tuple(event for key in stuck for event in self._heard(key, 0, "down"))

    def press(self, key: str, t: int, dwell_ns: int) -> tuple[Event, ...]:
        """What a press at `t` that lasts `dwell_ns` gives, in the order of time."""
        if self._faults.get(key, set()) & {"dead", "stuck"}:
            return ()
        events = (*self._heard(key, t, "down"), *self._heard(key, t + dwell_ns, "up"))
        return tuple(sorted(events, key=lambda event: event.t))

    def works(self, key: str) -> bool:
        """Whether a press of this key reaches every layer, so that the person sees it light up."""
        return key not in self._faults

    def _heard(self, key: str, t: int, action: Action) -> tuple[Event, ...]:
        kernel = Event(t, KERNEL, DEVICE.id, key, key, action)
        if "swallow" in self._faults.get(key, set()):
            return (kernel,)
        return kernel, Event(t + DESKTOP_DELAY_NS, DESKTOP, None, key, key, action)
