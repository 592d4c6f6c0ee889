"""The accessibility settings that every system has: filters that drop, delay or redirect presses of a sound key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from keycheck.events.trace import Layer
from keycheck.host.imitator import Imitator, Kind

NUMBER_PAD = (
    "NumpadDivide",
    "NumpadMultiply",
    "NumpadSubtract",
    "NumpadAdd",
    "NumpadDecimal",
    "NumpadComma",
    *(f"Numpad{digit}" for digit in range(10)),
)
"""What Mouse Keys takes for itself; X11's record of events does not show these keys then (measured, Xvfb 21.1)."""

Mend = Callable[[Kind], str]
"""Kind of filter -> how it is switched off here."""


@dataclass(frozen=True, slots=True)
class KeyFilters:
    """Which filters are on, and their times in milliseconds; None or False for those that are off."""

    slow_ms: int | None = None
    bounce_ms: int | None = None
    sticky: bool = False
    mouse: bool = False


def filters_found(filters: KeyFilters, layer: Layer, read_from: str, mend: Mend) -> Iterator[Imitator]:
    """An imitator for each filter that is on; `layer` is where its effect is seen first."""
    if filters.slow_ms is not None:
        looks = f"a press shorter than {filters.slow_ms} ms is lost, a longer one comes {filters.slow_ms} ms late"
        yield Imitator(
            "slow_keys", "Slow Keys", looks, None, layer, True, read_from, mend("slow_keys"), filters.slow_ms
        )
    if filters.bounce_ms is not None:
        looks = f"a second press of the same key within {filters.bounce_ms} ms is lost"
        yield Imitator(
            "bounce_keys", "Bounce Keys", looks, None, layer, True, read_from, mend("bounce_keys"), filters.bounce_ms
        )
    if filters.sticky:
        looks = "Shift, Ctrl, Alt and the Windows key seem stuck: they act on the next key after they are let go"
        yield Imitator("sticky_keys", "Sticky Keys", looks, None, layer, True, read_from, mend("sticky_keys"))
    if filters.mouse:
        looks = "the number pad moves the pointer and types nothing"
        yield Imitator("mouse_keys", "Mouse Keys", looks, NUMBER_PAD, layer, True, read_from, mend("mouse_keys"))
