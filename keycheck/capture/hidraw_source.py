"""hidraw on Linux: the reports of USB, Bluetooth and I2C keyboards as they come from the wire, before the kernel."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from keycheck.capture import blind as blind_keys
from keycheck.capture.hid_reading import Reading
from keycheck.capture.hidraw_system import HidrawSystem
from keycheck.capture.linux_hid import HidKeyboard
from keycheck.capture.lost_keyboard import Places
from keycheck.capture.remote import ELSEWHERE, is_remote
from keycheck.capture.source import LISTEN_CLOSER, Probe, Sink
from keycheck.capture.udev_rule import install_command
from keycheck.events.raw_event import NativeSpace
from keycheck.events.trace import Layer
from keycheck.languages import N_

ABSENT = Probe("absent", N_("no keyboard here sends HID reports; the one built into a laptop often does not"))


class HidrawSource:
    """Each keyboard by itself, whatever the kernel and the desktop make of its keys; it takes nothing from them."""

    name = "hidraw"
    layer: Layer = "hid"
    space: NativeSpace = "hid"
    resolution_ns = 1_000_000
    """A report bears no time; it is stamped when it has been read."""

    def __init__(self, root: Path = Path("/")) -> None:
        self._system = HidrawSystem(root)
        self._places = Places()
        self._reading: Reading | None = None

    def probe(self) -> Probe:
        """Which keyboards send reports, by sysfs, and whether they may be read; opens none."""
        if is_remote(os.environ):
            return ELSEWHERE
        try:
            # Never the module `hid`: on Linux it takes the keyboard from the kernel.
            import hidraw  # noqa: F401
        except ImportError as error:
            return Probe("blocked", N_("{name} can't be loaded: {error}").format(name="hidapi", error=error))
        try:
            return _judge(self._system.attached(), self._system.root)
        except (OSError, ValueError) as error:
            return Probe("blocked", N_("the kernel's list of HID devices can't be read: {error}").format(error=error))

    def start(self, sink: Sink, devices: Sequence[str]) -> None:
        """Read these keyboards, by the path of `FoundDevice`; OSError where one of them can't be opened."""
        self.stop()
        chosen = self._places.choose(devices, self._system.attached())
        self._reading = Reading(sink, chosen, self._system, self._places)

    def stop(self) -> None:
        """Return when no report is read any more; the nodes are closed soon after."""
        if self._reading is not None:
            self._reading.end()
            self._reading = None


def _judge(attached: Sequence[HidKeyboard], root: Path) -> Probe:
    if not attached:
        return ABSENT
    found = tuple(hid.found for hid in attached)
    blind = blind_keys.common(found)
    nodes = [root / "dev" / node.name for hid in attached for node in hid.nodes]
    if not all(node.exists() for node in nodes):
        return Probe("blocked", N_("/dev lacks the keyboard's hidraw device, as in a container"), "", found, blind)
    # hidapi opens for writing too, though nothing is ever written.
    if not all(os.access(node, os.R_OK | os.W_OK) for node in nodes):
        reason = N_("the keyboard's hidraw device may be opened by root only")
        return Probe("blocked", reason, LISTEN_CLOSER, found, blind, mend_for_good=install_command())
    return Probe("ready", devices=found, blind=blind)
