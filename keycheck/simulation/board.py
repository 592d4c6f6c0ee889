"""A keyboard that does not exist, on a system that does not exist: what is in it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from keycheck.events.trace import LampName, Layer, Setting, Source
from keycheck.layouts.matrix import Matrix
from keycheck.simulation.contacts import Effect
from keycheck.simulation.desktop import RepeatForm
from keycheck.simulation.firmware import FirmwareBuild
from keycheck.simulation.transport import TransportBuild, source_of

Program = Literal["slow_keys", "bounce_keys", "sticky_keys", "injected"]


@dataclass(slots=True)
class Board:
    """One simulated keyboard and its system; worn switches remember, so one board serves one person."""

    firmware: FirmwareBuild = field(default_factory=FirmwareBuild)
    transport: TransportBuild = field(default_factory=TransportBuild)
    matrix: Matrix | None = None
    layers: tuple[Layer, ...] = ("kernel", "os")
    effects: dict[str, list[Effect]] = field(default_factory=dict)
    down_at_start: dict[str, int] = field(default_factory=dict)
    """Key -> until when it is down before anybody touches it."""
    sends: dict[str, str] = field(default_factory=dict)
    """Key -> the code that the controller sends in its place."""
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Key -> the contacts that close along with its own."""
    programs: dict[Program, int] = field(default_factory=dict)
    """What runs above the kernel, and its time in nanoseconds."""
    remap: dict[str, str | None] = field(default_factory=dict)
    """What a program above the kernel makes of a code; None takes it away."""
    repeat_form: RepeatForm = "repeats"
    lamps: Mapping[LampName, bool] = field(default_factory=lambda: {"NumLock": True, "CapsLock": True})
    """The lock lamps that it tells the system of, and whether each lights."""
    absent: frozenset[str] = frozenset()
    """Keys of the map that this keyboard does not have."""
    settings: tuple[Setting, ...] = ()
    """What the system says of itself before the examination."""

    def worn(self, key: str, effect: Effect) -> None:
        """One more thing is wrong with this switch."""
        self.effects.setdefault(key, []).append(effect)

    def fires_along(self, key: str, other: str) -> None:
        """One more contact closes along with this key's own."""
        self.also[key] = (*self.also.get(key, ()), other)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Who listens, from the switch upwards."""
        return tuple(source_of(number, layer, self.transport.clock) for number, layer in enumerate(self.layers))
