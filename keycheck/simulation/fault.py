"""What can be planted in a simulated keyboard: `dead:Digit5`, `stuck:ShiftLeft`, `swallow:F5`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from keycheck.errors import UsageError
from keycheck.layouts.layout import Layout

FaultKind = Literal["dead", "stuck", "swallow"]

KINDS: dict[FaultKind, str] = {
    "dead": "the switch never closes",
    "stuck": "the key is down from the start and never comes up",
    "swallow": "the switch works, and a program takes the key away above the kernel",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, or one program that imitates a fault, at one key."""

    kind: FaultKind
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def meets(self) -> tuple[str, str]:
        """Key and symptom: what a person meets who presses this key."""
        return self.key, "dead" if self.kind == "swallow" else self.kind


def parse_faults(specs: tuple[str, ...], layout: Layout) -> tuple[Fault, ...]:
    """The faults that these SPECs plant; `none` plants nothing. Raises UsageError that lists the known ones."""
    return tuple(_parse(spec, layout) for spec in specs if spec != "none")


def _parse(spec: str, layout: Layout) -> Fault:
    kind, _, key = spec.partition(":")
    for known in KINDS:
        if kind == known:
            if key not in {k.code for k in layout.testable}:
                raise UsageError(
                    f"--fault {spec}: found key {key!r}, expected a testable key of {layout.id} like Digit5"
                )
            return Fault(known, key)
    raise UsageError(f"--fault {spec}: no such fault; known: {', '.join(f'{known}:KEY' for known in KINDS)}, none")
