"""evdev on Linux: every key that the kernel hears, of each keyboard by itself, under X11, Wayland or none."""

from __future__ import annotations

import contextlib
import errno
import os
import selectors
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from keycheck.capture.clock import now_ns
from keycheck.capture.evdev_wire import ACTIONS, BATCH, EV_KEY, codes_down, events_of, is_drop, open_node
from keycheck.capture.linux_keyboards import Keyboard, is_key, keyboards
from keycheck.capture.source import Disturbance, Probe, Sink
from keycheck.events.raw_event import NativeSpace, RawEvent
from keycheck.events.trace import Layer

ABSENT = Probe("absent", "the kernel shows no keyboard here")
SUDO = "start keycheck with sudo for this examination: sudo -E keycheck test"
"""Never the group `input`: it is a lasting right to read every key that is typed."""


class EvdevSource:
    """Each keyboard of the kernel, before any remapping of the desktop."""

    name = "evdev"
    layer: Layer = "kernel"
    space: NativeSpace = "evdev"
    resolution_ns = 1_000

    def __init__(self, root: Path = Path("/")) -> None:
        self._root = root
        self._reading: _Reading | None = None

    def probe(self) -> Probe:
        """Which keyboards there are, by sysfs, and whether they may be read; opens none."""
        try:
            return _judge(keyboards(self._root), self._root)
        except (OSError, ValueError) as error:
            return Probe("blocked", f"the kernel's list of input devices can't be read: {error}")

    def start(self, sink: Sink, devices: Sequence[str]) -> None:
        """Read these keyboards, by the path of `FoundDevice`; OSError where one of them can't be opened."""
        self.stop()
        chosen = [k for k in keyboards(self._root) if not devices or k.found.path in devices]
        if not chosen:
            raise OSError(errno.ENODEV, "none of the keyboards is attached any more")
        self._reading = _Reading(sink, chosen, self._root)

    def stop(self) -> None:
        """Return when no node is read any more; they are closed soon after."""
        if self._reading is not None:
            self._reading.end()
            self._reading = None


def _judge(attached: Sequence[Keyboard], root: Path) -> Probe:
    if not attached:
        return ABSENT
    found = tuple(keyboard.found for keyboard in attached)
    blind = {code: why for code, why in found[0].blind.items() if all(code in device.blind for device in found)}
    nodes = [root / "dev/input" / node.event for keyboard in attached for node in keyboard.nodes]
    if not all(node.exists() for node in nodes):
        return Probe("blocked", "/dev/input lacks the keyboard's device, as in a container", "", found, blind)
    if not all(os.access(node, os.R_OK) for node in nodes):
        return Probe("blocked", "the keyboard's device in /dev/input may be read by root only", SUDO, found, blind)
    if all(node.inhibited for keyboard in attached for node in keyboard.nodes[:1]):
        mend = f"echo 0 | sudo tee /sys/class/input/{attached[0].nodes[0].event}/device/inhibited"
        return Probe("blocked", "the keyboard is switched off in the kernel", mend, found, blind)
    return Probe("ready", devices=found, blind=blind)


@dataclass(slots=True)
class _Open:
    """A node that is being read."""

    descriptor: int
    device: str
    down: set[int] = field(default_factory=set)
    read_until_ns: int = 0

    def read(self) -> Iterator[RawEvent | Disturbance]:
        """What waits at the node; OSError when it is gone."""
        for event in events_of(os.read(self.descriptor, BATCH)):
            if is_drop(event):
                # What was read with it lies before the state that is asked for now.
                yield from self._resynchronise()
                return
            if event.type == EV_KEY and is_key(event.code) and event.value in ACTIONS:
                yield self._key(event.t, event.code, event.value)
            self.read_until_ns = event.t

    def already_down(self) -> Iterator[RawEvent]:
        """An event for each key whose state the kernel knows better than we do."""
        down, t = {code for code in codes_down(self.descriptor) if is_key(code)}, now_ns()
        yield from [self._key(t, code, 0) for code in sorted(self.down - down)]
        yield from [self._key(t, code, 1) for code in sorted(down - self.down)]
        self.read_until_ns = t

    def _resynchronise(self) -> Iterator[RawEvent | Disturbance]:
        lost_from, states = self.read_until_ns, list(self.already_down())
        yield Disturbance(lost_from, "dropped", now_ns(), self.device)
        yield from states

    def _key(self, t: int, code: int, value: int) -> RawEvent:
        (self.down.add if value else self.down.discard)(code)
        return RawEvent(t, str(code), ACTIONS[value], self.device)


class _Reading:
    """One stretch of reading: a thread that waits for all nodes, and a pipe that wakes it to end."""

    def __init__(self, sink: Sink, chosen: Sequence[Keyboard], root: Path) -> None:
        self._sink = sink
        self._nodes: list[_Open] = []
        self._waker, self._wake = os.pipe()
        self._silent = threading.Event()
        self._thread = threading.Thread(target=self._run, name="evdev", daemon=True)
        try:
            for keyboard in chosen:
                for node in keyboard.nodes:
                    self._open(root / "dev/input" / node.event, keyboard.found.path)
        except OSError:
            self._close()
            os.close(self._wake)
            raise
        self._thread.start()

    def end(self) -> None:
        """Return when nothing is read any more. The thread then closes the nodes; the kernel takes 30 ms for each."""
        with contextlib.suppress(BrokenPipeError):
            os.write(self._wake, b"!")
        self._silent.wait()
        os.close(self._wake)

    def _open(self, path: Path, device: str) -> None:
        node = _Open(open_node(path), device)
        self._nodes.append(node)
        for already in node.already_down():
            self._sink(already)

    def _close(self) -> None:
        for descriptor in (self._waker, *(node.descriptor for node in self._nodes)):
            os.close(descriptor)

    def _run(self) -> None:
        try:
            self._read()
        finally:
            self._silent.set()
            self._close()

    def _read(self) -> None:
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._waker, selectors.EVENT_READ)
            for node in self._nodes:
                waiting.register(node.descriptor, selectors.EVENT_READ, node)
            while True:
                for key, _ in waiting.select():
                    if key.data is None:
                        return
                    self._read_node(key.data, waiting)

    def _read_node(self, node: _Open, waiting: selectors.BaseSelector) -> None:
        try:
            for seen in node.read():
                self._sink(seen)
        except BlockingIOError:
            return
        except OSError:
            # Pulled out (ENODEV). Its number may not be used again before the end, so it stays open.
            waiting.unregister(node.descriptor)
            self._sink(Disturbance(node.read_until_ns, "source_lost", now_ns(), node.device))
