"""What is to be examined, and how the trace of that begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec

from keycheck import __version__
from keycheck.capture.pipe import Ready
from keycheck.capture.source import FoundDevice
from keycheck.capture.typed_keys import TypedKeys
from keycheck.diagnosis.verdict import RULES
from keycheck.events.trace import Device, Header, KnownMatrix, Setting, Source
from keycheck.layouts.layout import Layout
from keycheck.layouts.matrix import Matrix
from keycheck.session.listening import AnyEar


@dataclass(frozen=True, slots=True)
class Plan:
    """What is examined: the map, and the keyboard, where keyboards can be told apart."""

    layout: Layout
    device: FoundDevice | None
    settings: tuple[Setting, ...] = ()
    """What was found on the machine beforehand that imitates a fault."""
    named: tuple[str, ...] = ()
    """The keys that the person says fail sometimes."""
    is_chosen: bool = False
    """Whether the person chose the map: then keys that it does not have only lead to a question."""
    matrix: Matrix | None = None
    """The scan matrix of this very keyboard, where the person gave it."""


def header_of(plan: Plan, ears: tuple[AnyEar, ...], started: datetime) -> Header:
    """The first line of the trace, as it is when the examination begins."""
    device = plan.device
    devices = () if device is None else (Device(0, device.name, device.bus, device.vendor_id, device.product_id),)
    sources = tuple(
        _source(number, ear.name, ear.ready, device) for number, ear in enumerate(ears) if ear.ready is not None
    )
    if not any(ear.ready is not None and ear.ready.hears_silence for ear in ears):
        # Where nothing else listens, its reasons are those for which keys can't be tested.
        why = TypedKeys(plan.layout).blind
        sources = tuple(msgspec.structs.replace(source, blind=why) for source in sources)
    return Header(
        schema="keycheck.trace/1",
        started=started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        keycheck=__version__,
        rules=RULES,
        practice=False,
        layout=plan.layout.id,
        locale=plan.layout.locale,
        devices=devices,
        sources=sources,
        settings=plan.settings,
        matrix=None if plan.matrix is None else KnownMatrix(plan.matrix.name, plan.matrix.crossings),
    )


def _source(number: int, name: str, ready: Ready, device: FoundDevice | None) -> Source:
    """What the source says of itself, and what it says of this keyboard."""
    of_this = next((found for found in ready.devices if device is not None and found.path == device.path), None)
    blind, unknown = (of_this.blind, of_this.unknown) if of_this is not None else ({}, {})
    return Source(
        id=number,
        name=name,
        layer=ready.layer,
        resolution_ns=ready.resolution_ns,
        observes="all" if ready.hears_silence else (),
        blind={**ready.blind, **blind},
        unknown={**ready.unknown, **unknown},
        silence=ready.silence,
    )
