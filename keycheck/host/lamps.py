"""The lock lamps of a keyboard: switched through the system while somebody looks, and put back as they were."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final, Protocol

from keycheck.events.trace import LampName
from keycheck.languages import _

if TYPE_CHECKING:
    from evdev import InputDevice

CODES: Final[dict[LampName, int]] = {"NumLock": 0, "CapsLock": 1, "ScrollLock": 2}
"""LED_NUML, LED_CAPSL and LED_SCROLLL of linux/input-event-codes.h."""

NODES = "/dev/input/event"


class Lamps(Protocol):
    """The lock lamps of one keyboard."""

    @property
    def names(self) -> tuple[LampName, ...]:
        """Those that can be switched; none where it says why not."""

    @property
    def why_not(self) -> str:
        """Why none can be switched, as a sentence; empty where some can."""

    def switch(self, lamp: LampName, lit: bool) -> None:
        """Switch this lamp, and not the lock that it stands for. OSError where the keyboard is gone."""

    def put_back(self) -> None:
        """Each lamp that was switched, as it was before."""


class NoLamps:
    """None that can be switched, and why."""

    names: tuple[LampName, ...] = ()

    def __init__(self, why_not: str) -> None:
        self.why_not = why_not

    def switch(self, lamp: LampName, lit: bool) -> None:
        """There is none."""

    def put_back(self) -> None:
        """None was switched."""


class KernelLamps:
    """Those that the kernel lets be switched at the keyboard's own node, which is open only meanwhile.

    The desktop is not told: the lock stays as it is, and so does what it believes of the lamp. They are put back when
    the program ends too, however it does, unless it is killed.
    """

    why_not = ""

    def __init__(self, node: str, names: tuple[LampName, ...]) -> None:
        self.names = names
        self._node = node
        self._device: InputDevice[str] | None = None
        self._before: frozenset[int] = frozenset()
        """The lamps that were lit when the node was opened."""
        self._switched: set[LampName] = set()
        """Those of now: another may have been switched meanwhile by its own key, and stays as that has left it."""

    def switch(self, lamp: LampName, lit: bool) -> None:
        if self._device is None:
            self._device = _opened(self._node)
            self._before = frozenset(self._device.leds())
            atexit.register(self.put_back)
        self._switched.add(lamp)
        _write(self._device, CODES[lamp], lit)

    def put_back(self) -> None:
        device, self._device = self._device, None
        switched, self._switched = self._switched, set()
        if device is None:
            return
        atexit.unregister(self.put_back)
        # A keyboard that was pulled out has no lamp to put back.
        with suppress(OSError), closing(device):
            for lamp in sorted(switched):
                _write(device, CODES[lamp], CODES[lamp] in self._before)


def lamps_of(node: str) -> Lamps:
    """The lamps of the keyboard at this node; empty where no keyboard can be told from others."""
    if sys.platform != "linux":
        return NoLamps(_("Lock lamps: keycheck can switch them on Linux only."))
    if not node.startswith(NODES):
        return NoLamps(_("Lock lamps: keycheck listens to no keyboard by itself here, so it can't switch its lamps."))
    try:
        with closing(_opened(node)) as device:
            there = device.capabilities().get(_EV_LED, [])
    except OSError:
        return NoLamps(_("Lock lamps: keycheck may not write to {node}, which switches them.").format(node=node))
    names = tuple(name for name, code in CODES.items() if code in there)
    return KernelLamps(node, names) if names else NoLamps(_("Lock lamps: this keyboard tells the system of none."))


def _opened(node: str) -> InputDevice[str]:
    """The node, open to be written. OSError where it may not be, or is gone."""
    from evdev import InputDevice

    if not os.access(node, os.R_OK | os.W_OK):
        raise PermissionError(node)
    return InputDevice(node)


def _write(device: InputDevice[str], code: int, lit: bool) -> None:
    device.set_led(code, int(lit))
    device.syn()


_EV_LED = 0x11
"""EV_LED of linux/input-event-codes.h."""
