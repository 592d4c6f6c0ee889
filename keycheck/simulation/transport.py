"""From the controller to whoever listens: the next report, its loss, and the clock that stamps it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import Literal

from keycheck.events.trace import SIMULATED, Action, Device, Event, Incident, Layer, Source
from keycheck.simulation.figures import Figures
from keycheck.simulation.firmware import Changes
from keycheck.simulation.schedule import Schedule

Clock = Literal["kernel_us", "ms_1", "tick_15_6"]
StampDelay = Literal["none", "separate_process", "ui_60_fps", "busy_interpreter"]
LossMode = Literal["drop_press", "drop_release", "syn_dropped_burst"]

DEVICE = Device(0, "simulated keyboard")
RESOLUTIONS_NS: dict[Clock, int] = {"kernel_us": 1_000, "ms_1": 1_000_000, "tick_15_6": 15_625_000}
LAYER_DELAYS_NS: dict[Layer, int] = {"hid": 0, "kernel": 0, "os": 400_000, "app": 800_000}
"""How much later a layer hears what the one closest to the switch heard (assumed)."""

_BURST = 4
"""How many events a full buffer loses at most (assumed)."""


@dataclass(frozen=True, slots=True)
class TransportBuild:
    """How reports travel; times in nanoseconds."""

    interval_ns: int = 1_000_000
    clock: Clock = "kernel_us"
    stamp_delay: StampDelay = "separate_process"
    loss: float = 0.0
    """How likely an event is lost."""
    loss_mode: LossMode = "drop_press"
    radio: bool = False


def source_of(number: int, layer: Layer, clock: Clock) -> Source:
    """The source that listens at this layer; the desktop's clock has milliseconds at best."""
    finest_ns = RESOLUTIONS_NS["kernel_us" if layer in ("hid", "kernel") else "ms_1"]
    return Source(number, SIMULATED, layer, max(finest_ns, RESOLUTIONS_NS[clock]), observes="all")


@dataclass(slots=True)
class Wire:
    """Carries reports to the host; some are lost on the way."""

    build: TransportBuild
    figures: Figures
    random: Random
    schedule: Schedule
    deliver: Callable[[int, Changes], None]
    _last_ns: int = 0
    _lost: set[str] = field(default_factory=set)
    """Keys whose press was lost: their release changes nothing."""
    _late: Changes = field(default_factory=list)
    """Releases that were lost: the next report tells them."""

    def report(self, t: int, changes: Changes) -> None:
        """The controller has something new; it goes at the next poll."""
        at = -(-t // self.build.interval_ns) * self.build.interval_ns
        if self.build.radio:
            at += self.figures.draw_ns("transport.radio_jitter_ms", self.random)
        self._last_ns = at = max(at, self._last_ns)
        kept, self._late = self._late, []
        for code, down in changes:
            if not down and code in self._lost:
                self._lost.discard(code)
            elif not self._drops(down):
                kept.append((code, down))
            elif down:
                self._lost.add(code)
            else:
                self._late.append((code, down))
        if kept:
            self.schedule.at(at, lambda now: self.deliver(now, kept))

    def _drops(self, down: bool) -> bool:
        dropped: LossMode = "drop_press" if down else "drop_release"
        return self.build.loss_mode == dropped and self.random.random() < self.build.loss


@dataclass(slots=True)
class Listener:
    """One source: what it hears gets its time stamp, and reaches the examination when it is stamped."""

    source: Source
    build: TransportBuild
    figures: Figures
    random: Random
    schedule: Schedule
    tell: Callable[[Event | Incident], None]
    _last_ns: int = 0
    _to_lose: int = 0

    def hear(self, t: int, code: str, action: Action, injected: bool = False) -> None:
        """Something happened at this layer at `t`."""
        at = self._stamp(t + LAYER_DELAYS_NS[self.source.layer])
        if self._overflows(at):
            return
        device = None if self.source.layer in ("os", "app") else DEVICE.id
        event = Event(at, self.source.id, device, code, code, action, injected)
        self.schedule.at(at, lambda now: self.tell(event))

    def _stamp(self, t: int) -> int:
        """When it is stamped: a busy reader comes late, and a coarse clock knows only its ticks."""
        t += self._delay_ns()
        tick = self.source.resolution_ns
        self._last_ns = max(self._last_ns, -(-t // tick) * tick)
        return self._last_ns

    def _delay_ns(self) -> int:
        """Between the quantiles that were measured, in a straight line."""
        quantiles = self.figures["stamp_delay_us"][self.build.stamp_delay]
        if not quantiles[-1]:
            return 0
        points = [(0.0, 0.0), *zip((0.5, 0.95, 0.99, 1.0), quantiles, strict=True)]
        share = self.random.random()
        for (low, below), (high, above) in pairwise(points):
            if share < high:
                return int(1_000 * (below + (above - below) * (share - low) / (high - low)))
        return int(1_000 * quantiles[-1])

    def _overflows(self, at: int) -> bool:
        """A full buffer loses a few events of the kernel's reader, which is told of it."""
        if self._to_lose:
            self._to_lose -= 1
            return True
        if self.build.loss_mode != "syn_dropped_burst" or self.source.layer != "kernel":
            return False
        if self.random.random() >= self.build.loss:
            return False
        self._to_lose = self.random.randrange(_BURST)
        incident = Incident(at, self.source.id, "dropped", at)
        self.schedule.at(at, lambda now: self.tell(incident))
        return True
