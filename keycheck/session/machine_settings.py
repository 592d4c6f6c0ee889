"""What on this machine imitates a fault, as the trace tells it."""

from __future__ import annotations

from collections.abc import Iterable

from keycheck.events.trace import Setting
from keycheck.host import settings
from keycheck.host.imitator import Imitator


def settings_here() -> tuple[Setting, ...]:
    """What is found now. Never raises, changes nothing, takes four seconds at most."""
    return as_told(settings.found())


def as_told(found: Iterable[Imitator]) -> tuple[Setting, ...]:
    """What was found, as the trace tells it: without the command that mends it, which no file may name."""
    return tuple(Setting(f.name, f.imitates, f.layer, f.blocks_verdict, f.keys, f.emptied) for f in found)
