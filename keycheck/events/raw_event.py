"""What a source hands over: a native code went down or up at a time; nothing is translated yet."""

from __future__ import annotations

import msgspec

from keycheck.events.trace import Action
from keycheck.keys.table import NativeSpace

__all__ = ["NativeSpace", "RawEvent"]


class RawEvent(msgspec.Struct, frozen=True, tag_field="kind", tag="raw"):
    """One event as a source saw it; one line of the pipe between a capture process and its parent."""

    t: int
    """When, in nanoseconds of the machine's monotonic clock (on Windows `perf_counter_ns`)."""
    native: str
    """The code, written as its space says."""
    action: Action
    device: str | None = None
    """The source's own name of the device (`/dev/input/event3`); None where the source can't tell devices apart."""
    injected: bool = False
    """Whether the system says that a program, and no key, made it."""
    unmapped: bool = False
    """Whether the system heard the key and gives it no meaning, so that no program gets it.

    `native` is then what it writes in place of a code, or the code to which the keymap gives nothing.
    """
