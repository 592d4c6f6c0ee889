"""The accessibility settings that every system has: filters that drop, delay or redirect presses of a sound key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from keycheck.events import trace_words
from keycheck.events.trace import Layer
from keycheck.host.imitator import Imitator, Kind
from keycheck.languages import N_

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
        looks = trace_words.SHORT_IS_LOST.format(ms=filters.slow_ms, late=filters.slow_ms)
        yield Imitator(
            "slow_keys", N_("Slow Keys"), looks, None, layer, True, read_from, mend("slow_keys"), filters.slow_ms
        )
    if filters.bounce_ms is not None:
        looks = trace_words.SECOND_IS_LOST.format(ms=filters.bounce_ms)
        yield Imitator(
            "bounce_keys",
            N_("Bounce Keys"),
            looks,
            None,
            layer,
            True,
            read_from,
            mend("bounce_keys"),
            filters.bounce_ms,
        )
    if filters.sticky:
        looks = N_("Shift, Ctrl, Alt and the Windows key seem stuck: they act on the next key after they are let go")
        yield Imitator("sticky_keys", N_("Sticky Keys"), looks, None, layer, True, read_from, mend("sticky_keys"))
    if filters.mouse:
        looks = N_("the number pad moves the pointer and types nothing")
        yield Imitator("mouse_keys", N_("Mouse Keys"), looks, NUMBER_PAD, layer, True, read_from, mend("mouse_keys"))
