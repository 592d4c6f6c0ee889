"""The port of capture: one way to listen to keyboards, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import msgspec

from keycheck.events.raw_event import NativeSpace, RawEvent
from keycheck.events.trace import Layer, Silence, Trouble

LISTEN_CLOSER = "keycheck test --elevate"
"""How a person lets keycheck read devices once: sudo asks for the password before the screen opens, and starts no more
than the helper. Never the group `input`: it is a lasting right to read every key."""


@dataclass(frozen=True, slots=True)
class FoundDevice:
    """A keyboard that a source can tell apart from others."""

    path: str
    """What every source of this system calls it, so that all can listen to the same one (`/dev/input/event3`)."""
    name: str
    bus: str
    """`usb`, `bluetooth`, `i8042`, `i2c`, `spi`, or empty where unknown."""
    vendor_id: int | None = None
    product_id: int | None = None
    internal: bool | None = None
    """Whether it is built into the machine; None where that can't be told."""
    blind: dict[str, str] = field(default_factory=dict, hash=False)
    """Key (W3C code) -> why this source can never see it from this keyboard."""
    unknown: dict[str, str] = field(default_factory=dict, hash=False)
    """Key (W3C code) -> why nobody knows whether this source can see it from this keyboard."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What a source can do on this machine, found out without any effect on it."""

    state: Literal["ready", "blocked", "absent"]
    """ready: it can listen now. blocked: it could, if `mend` were done. absent: not on this system."""
    reason: str = ""
    """Why it is not ready, in one plain sentence."""
    mend: str = ""
    """What a person can do about it, in one sentence or one command; empty where nothing can be done."""
    devices: tuple[FoundDevice, ...] = ()
    """The keyboards that it can tell apart; empty for a source that hears them merged."""
    blind: dict[str, str] = field(default_factory=dict)
    """Key (W3C code) -> why this source can never see it."""
    unknown: dict[str, str] = field(default_factory=dict)
    """Key (W3C code) -> why nobody knows whether this source can see it: only what it hears of the key counts."""
    silence: Silence = "counts"
    """What it means when a press of a key that it can see does not come (see `keycheck.events.trace.Source`)."""
    mend_for_good: str = ""
    """A command that mends it for all time, for those who accept what it gives away; empty where there is none."""


class Disturbance(msgspec.Struct, frozen=True, tag_field="kind", tag="trouble"):
    """What happened between `t` and `until` can't be trusted (times as in `RawEvent`); a line of the pipe, as it is.

    After `source_lost` or `grabbed` nothing is heard of the device, or of the whole source where `device` is None,
    until a `source_back`: `until` is then only when the loss was noticed.
    """

    t: int
    what: Trouble
    until: int
    device: str | None = None
    """The source's own name of the device that it happened to; None: to the source, and so to all of them."""


Sink = Callable[[RawEvent | Disturbance], None]
"""Where a source puts what it saw; it may be called from any thread and returns at once."""


class Source(Protocol):
    """One way to listen. It stamps and hands over; it translates nothing and decides nothing."""

    name: str
    layer: Layer
    space: NativeSpace
    resolution_ns: int

    def probe(self) -> Probe:
        """What this source can do here. No effect on the machine; never raises."""

    def start(self, sink: Sink, devices: Sequence[str]) -> None:
        """Listen, to these devices only where the source can tell them apart (none named: to all keyboards).

        Keys that are down already are handed over first, as `down` events. What was lost or taken before a stop and is
        back by now is told as `source_back`, here or soon after. Raises OSError or RuntimeError with a reason
        in one line where listening is not possible.
        """

    def stop(self) -> None:
        """Read no more, and return only when nothing is read any more; harmless when not started."""
