"""evdev on Linux: every key that the kernel hears, of each keyboard by itself, under X11, Wayland or none."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from keycheck.capture import blind as blind_keys
from keycheck.capture.evdev_reading import Reading
from keycheck.capture.linux_hid import devices_with_remapped_keys
from keycheck.capture.linux_keyboards import Keyboard, keyboards
from keycheck.capture.lost_keyboard import Places
from keycheck.capture.remote import ELSEWHERE, is_remote
from keycheck.capture.source import LISTEN_CLOSER, FoundDevice, Probe, Sink
from keycheck.capture.udev_rule import install_command
from keycheck.events.raw_event import NativeSpace
from keycheck.events.trace import Layer
from keycheck.languages import N_

ABSENT = Probe("absent", N_("the kernel shows no keyboard here"))


class EvdevSource:
    """Each keyboard of the kernel, before any remapping of the desktop."""

    name = "evdev"
    layer: Layer = "kernel"
    space: NativeSpace = "evdev"
    resolution_ns = 1_000

    def __init__(self, root: Path = Path("/")) -> None:
        self._root = root
        self._places = Places()
        self._reading: Reading | None = None

    def probe(self) -> Probe:
        """Which keyboards there are, by sysfs, and whether they may be read; opens none."""
        if is_remote(os.environ):
            return ELSEWHERE
        try:
            attached = keyboards(self._root)
            return _judge(attached, devices_with_remapped_keys(attached, self._root), self._root)
        except (OSError, ValueError) as error:
            return Probe("blocked", N_("the kernel's list of input devices can't be read: {error}").format(error=error))

    def start(self, sink: Sink, devices: Sequence[str]) -> None:
        """Read these keyboards, by the path of `FoundDevice`; OSError where one of them can't be opened."""
        self.stop()
        chosen = self._places.choose(devices, keyboards(self._root))
        self._reading = Reading(sink, chosen, self._root, self._places)

    def stop(self) -> None:
        """Return when no node is read any more; they are closed soon after."""
        if self._reading is not None:
            self._reading.end()
            self._reading = None


def _judge(attached: Sequence[Keyboard], found: tuple[FoundDevice, ...], root: Path) -> Probe:
    if not attached:
        return ABSENT
    blind = blind_keys.common(found)
    nodes = [root / "dev/input" / node.event for keyboard in attached for node in keyboard.nodes]
    if not all(node.exists() for node in nodes):
        return Probe("blocked", N_("/dev/input lacks the keyboard's device, as in a container"), "", found, blind)
    if not all(os.access(node, os.R_OK) for node in nodes):
        reason = N_("the keyboard's device in /dev/input may be read by root only")
        return Probe("blocked", reason, LISTEN_CLOSER, found, blind, mend_for_good=install_command())
    if all(node.inhibited for keyboard in attached for node in keyboard.nodes[:1]):
        mend = f"echo 0 | sudo tee /sys/class/input/{attached[0].nodes[0].event}/device/inhibited"
        return Probe("blocked", N_("the keyboard is switched off in the kernel"), mend, found, blind)
    return Probe("ready", devices=found, blind=blind)
