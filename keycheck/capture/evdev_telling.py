"""What the events of a node tell: keys that the kernel has a code for, and scan codes that it made nothing of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from keycheck.capture.evdev_wire import ACTIONS, EV_KEY, EV_MSC, EV_SYN, KEY_UNKNOWN, MSC_SCAN, InputEvent
from keycheck.capture.linux_keyboards import is_key
from keycheck.events.trace import Action
from keycheck.keys.scan_code import key_of_scan_code
from keycheck.keys.table import native_of


class Told(NamedTuple):
    """What a key did."""

    native: str
    action: Action
    unmapped: bool = False
    """Whether only its scan code came: the hardware works, and the kernel has no code to hand on to programs."""


class Telling:
    """Follows the events of one node."""

    def __init__(self, bus: int) -> None:
        """`bus` says whose scan codes they are."""
        self._bus = bus
        self._scan_code: int | None = None
        """Of the key whose event has not come yet."""

    def __call__(self, event: InputEvent) -> Iterator[Told]:
        """What this event tells.

        KEY_UNKNOWN tells down from up. A scan code without any key comes for both alike, and is told as a tap; that of
        a PS/2 keyboard is kept by the kernel until the next key.
        """
        if event.type == EV_KEY:
            yield from self._key(event)
            self._scan_code = None
        elif event.type == EV_SYN:
            yield from self._bare()
        elif (event.type, event.code) == (EV_MSC, MSC_SCAN):
            yield from self._bare()
            self._scan_code = event.value & 0xFFFFFFFF

    def _bare(self) -> Iterator[Told]:
        """The scan code, for which no key came."""
        if (native := self._lost()) is not None:
            yield Told(native, "down", unmapped=True)
            yield Told(native, "up", unmapped=True)
        self._scan_code = None

    def _key(self, event: InputEvent) -> Iterator[Told]:
        if event.value in ACTIONS and event.code == KEY_UNKNOWN:
            yield Told(self._lost() or str(KEY_UNKNOWN), ACTIONS[event.value], unmapped=True)
        elif event.value in ACTIONS and is_key(event.code):
            yield Told(str(event.code), ACTIONS[event.value])

    def _lost(self) -> str | None:
        """The code that the kernel should have for this scan code; None where no table knows the key."""
        code = None if self._scan_code is None else key_of_scan_code(self._bus, self._scan_code)
        return None if code is None else native_of("evdev", code)


def natives_of(codes: frozenset[int]) -> frozenset[str]:
    """The keys among the codes that are down, by the kernel's own state."""
    return frozenset(str(code) for code in codes if code != KEY_UNKNOWN and is_key(code))
