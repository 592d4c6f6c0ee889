"""The kernel's input events as bytes and numbers: linux/input.h, as far as keys need it."""

from __future__ import annotations

import array
import errno
import os
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from keycheck.events.trace import Action

EV_SYN, EV_KEY, EV_MSC = 0x00, 0x01, 0x04
SYN_REPORT, SYN_DROPPED = 0, 3

MSC_SCAN = 4
"""Before a key's event: the number that the keyboard itself has for the key."""

KEY_UNKNOWN = 240
"""A key moved, and nobody told the kernel which one it is."""

ACTIONS: dict[int, Action] = {0: "up", 1: "down", 2: "repeat"}
"""The value of an EV_KEY event."""

EVIOCSCLOCKID = 0x400445A0
"""Choose the clock of the stamps: _IOW('E', 0xa0, int)."""

EVIOCGRAB = 0x40044590
"""Take the node for oneself, or let go of it: _IOW('E', 0x90, int)."""

KEY_BYTES = 96
"""KEY_MAX is 0x2ff: so many bytes hold one bit for each."""

EVIOCGKEY = 2 << 30 | KEY_BYTES << 16 | ord("E") << 8 | 0x18
"""Ask which keys are down: _IOC(_IOC_READ, 'E', 0x18, 96)."""

INPUT_EVENT = struct.Struct("llHHi")
"""struct input_event: seconds, microseconds, type, code, value."""

BATCH = 64 * INPUT_EVENT.size
"""As much as the kernel keeps for a keyboard that nobody reads."""


class InputEvent(NamedTuple):
    """One event of a node."""

    t: int
    """Nanoseconds of the clock that was chosen."""
    type: int
    code: int
    value: int


def events_of(data: bytes) -> Iterator[InputEvent]:
    """The events in what was read from a node; the kernel hands over whole ones only."""
    for seconds, microseconds, kind, code, value in INPUT_EVENT.iter_unpack(data):
        yield InputEvent(seconds * 1_000_000_000 + microseconds * 1_000, kind, code, value)


def is_drop(event: InputEvent) -> bool:
    """Whether the kernel says here that it had to throw events away."""
    return (event.type, event.code) == (EV_SYN, SYN_DROPPED)


def open_node(path: Path) -> int:
    """Open a node so that reading it never waits, and its stamps are CLOCK_MONOTONIC; the time of day could be set."""
    if sys.platform != "linux":
        raise OSError(errno.ENOSYS, "only Linux has evdev")
    import fcntl

    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        fcntl.ioctl(descriptor, EVIOCSCLOCKID, struct.pack("i", time.CLOCK_MONOTONIC))
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def codes_down(descriptor: int) -> frozenset[int]:
    """The codes that are down by the kernel's own state. Throws away the key events that wait to be read."""
    if sys.platform != "linux":
        raise OSError(errno.ENOSYS, "only Linux has evdev")
    import fcntl

    bits = array.array("B", bytes(KEY_BYTES))
    fcntl.ioctl(descriptor, EVIOCGKEY, bits)
    return frozenset(8 * i + bit for i, byte in enumerate(bits) for bit in range(8) if byte >> bit & 1)


def is_grabbed(descriptor: int) -> bool:
    """Whether another program has taken the node for itself, so that nothing is heard of it.

    There is no way to ask: it is taken and let go of at once. Only while no key is down, which the desktop would else
    believe to be down for ever. Letting go takes the kernel some 30 ms.
    """
    if sys.platform != "linux":
        raise OSError(errno.ENOSYS, "only Linux has evdev")
    import fcntl

    try:
        fcntl.ioctl(descriptor, EVIOCGRAB, 1)
    except OSError as error:
        if error.errno == errno.EBUSY:
            return True
        raise
    fcntl.ioctl(descriptor, EVIOCGRAB, 0)
    return False
