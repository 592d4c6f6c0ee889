"""Reading the hidraw nodes of keyboards: reports become keys that go down and up, each stamped when it was read."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from keycheck.capture.clock import now_ns
from keycheck.capture.evdev_wire import codes_down, open_node
from keycheck.capture.hid_items import Malformed
from keycheck.capture.hid_report import Decoder
from keycheck.capture.linux_hid import HidKeyboard, HidNode, hid_keyboards
from keycheck.capture.linux_keyboards import Keyboard
from keycheck.capture.lost_keyboard import LOOK_AGAIN_NS, Lost, Places, attached
from keycheck.capture.source import Disturbance, Sink
from keycheck.events.raw_event import RawEvent
from keycheck.keys.table import code_of, native_of

LONGEST = 16384
"""In bytes: HID_MAX_BUFFER_SIZE of Linux. A read of less than a whole report would cut it off."""

WAIT_MS = 10
"""How long one read waits for a report, and so how long a stop can take."""

KEPT = 63
"""So many reports the kernel keeps for a reader; then it throws the newest away and says nothing (measured, 6.1)."""


class _Node(threading.Thread):
    """One node that is being read, by a thread of its own: hidapi can't wait for several."""

    def __init__(self, device: Any, node: HidNode, hear: Callable[[RawEvent | Disturbance], None], name: str) -> None:
        super().__init__(name=f"hidraw {node.name}", daemon=True)
        self.silent = threading.Event()
        self.read_until_ns = now_ns()
        self.lost: Callable[[], None] = lambda: None
        self._device = device
        self._decoder = Decoder(node.reports)
        self._hear = hear
        self._name = name
        self._over = threading.Event()

    def already_down(self, usages: Sequence[str]) -> None:
        """Hand over what is down before the first report, as far as this node could say it; call it before `start`."""
        self._decoder.suppose(usages)
        for usage in self._decoder.down:
            self._hear(RawEvent(now_ns(), usage, "down", self._name))

    def run(self) -> None:
        try:
            self._read()
        except (OSError, ValueError):
            # Pulled out: hidapi knows no other reason here.
            self.silent.set()
            self.lost()
        finally:
            self.silent.set()
            self._device.close()

    def end(self) -> None:
        """Read nothing more; `silent` is set when that is so."""
        self._over.set()

    def give_up(self) -> None:
        """Close it instead of starting."""
        self._device.close()

    def _read(self) -> None:
        waiting, quiet_ns = 0, self.read_until_ns
        while not self._over.is_set():
            report = self._device.read(LONGEST)
            waiting = waiting + 1 if report else 0
            if not report:
                quiet_ns = now_ns()
                report = self._device.read(LONGEST, WAIT_MS)
            t = now_ns()
            if self._over.is_set():
                return
            # The first of them may have ended a wait: then it was not there already.
            if waiting == KEPT - 1:
                self._hear(Disturbance(quiet_ns, "dropped", t, self._name))
            self._take(bytes(report), t)
            self.read_until_ns = t

    def _take(self, report: bytes, t: int) -> None:
        # A report that the descriptor does not know says nothing of keys.
        with contextlib.suppress(Malformed):
            for moved in self._decoder.feed(report) if report else ():
                self._hear(RawEvent(t, moved.usage, moved.action, self._name))


class Reading:
    """One stretch of reading.

    A keyboard that is pulled out is `source_lost`, once. When it is plugged in again it is read again, under the name
    that it had at the start, and `source_back` says from when to when nothing of it was heard. What was lost before,
    and is still not there, is told once more.
    """

    def __init__(self, sink: Sink, chosen: Sequence[tuple[str, HidKeyboard]], root: Path, places: Places) -> None:
        """Open the nodes and start; OSError where one of them can't be opened."""
        self._sink = sink
        self._root = root
        self._places = places
        self._turn = threading.Lock()
        self._over = threading.Event()
        self._nodes: list[_Node] = []
        self._lost = places.lost
        try:
            for name, hid in chosen:
                self._begin(name, hid)
        except OSError:
            self.end()
            raise
        for lost in tuple(self._lost.values()):
            self._tell_and_look_for(lost)

    def end(self) -> None:
        """Return when nothing is read any more. The threads then close the nodes."""
        self._over.set()
        with self._turn:
            nodes = tuple(self._nodes)
        for node in nodes:
            node.end()
        for node in nodes:
            node.silent.wait()

    def _begin(self, name: str, hid: HidKeyboard) -> None:
        if (lost := self._lost.get(name)) is None:
            self._start(self._open(hid, name), hid)
        else:
            # What can't be opened yet, because its rights are not set, is looked for again.
            with contextlib.suppress(OSError):
                self._take_up(hid, lost)

    def _open(self, hid: HidKeyboard, name: str) -> list[_Node]:
        """All nodes of a keyboard, or none of them; they are not read yet."""
        opened: list[_Node] = []
        try:
            for node in hid.nodes:
                opened.append(_Node(_opened(self._root / "dev" / node.name), node, self._sink, name))
        except OSError:
            for reading in opened:
                reading.give_up()
            raise
        for reading in opened:
            reading.lost = lambda: self._lose(hid.keyboard, name, min(one.read_until_ns for one in opened))
        self._places.note(name, hid.keyboard)
        return opened

    def _start(self, opened: Sequence[_Node], hid: HidKeyboard) -> None:
        down = tuple(_already_down(hid.keyboard, self._root))
        for reading in opened:
            reading.already_down(down)
            reading.start()
        self._nodes += opened

    def _lose(self, keyboard: Keyboard, name: str, since_ns: int) -> None:
        """Called in the thread of each of its nodes; the first one tells, and looks for it."""
        with self._turn:
            if self._over.is_set() or name in self._lost:
                return
            lost = Lost.now(keyboard, name, since_ns, self._root)
            self._lost[name] = lost
        self._tell_and_look_for(lost)

    def _tell_and_look_for(self, lost: Lost) -> None:
        self._sink(Disturbance(lost.since_ns, "source_lost", now_ns(), lost.device))
        threading.Thread(target=self._look_for, args=[lost], name="hidraw look", daemon=True).start()

    def _look_for(self, lost: Lost) -> None:
        while not self._over.wait(LOOK_AGAIN_NS / 1e9):
            again = lost.again_among(attached(self._root))
            for hid in hid_keyboards([again] if again else [], self._root):
                # What can't be opened yet, because its rights are not set, is looked for again.
                with contextlib.suppress(OSError):
                    self._take_up(hid, lost)
                    return

    def _take_up(self, hid: HidKeyboard, lost: Lost) -> None:
        with self._turn:
            if not self._over.is_set() and lost.device in self._lost:
                opened = self._open(hid, lost.device)
                del self._lost[lost.device]
                self._sink(Disturbance(lost.since_ns, "source_back", now_ns(), lost.device))
                self._start(opened, hid)


def _opened(path: Path) -> Any:
    """hidapi's device; OSError with the system's reason, which hidapi itself does not tell."""
    if sys.platform != "linux":
        raise OSError(errno.ENOSYS, "only Linux has hidraw")
    import hidraw

    os.close(os.open(path, os.O_RDWR | getattr(os, "O_NONBLOCK", 0)))
    device = hidraw.device()
    device.open_path(os.fsencode(path))
    # Without it a read that is not told how long to wait waits for ever.
    device.set_nonblocking(1)
    return device


def _already_down(keyboard: Keyboard, root: Path) -> Iterator[str]:
    """The usages of the keys that the kernel has down, where it lets us ask: a report comes only with a change."""
    for node in keyboard.nodes:
        with contextlib.suppress(OSError):
            descriptor = open_node(root / "dev/input" / node.event)
            try:
                codes = [code_of("evdev", str(code)) for code in codes_down(descriptor)]
            finally:
                os.close(descriptor)
            yield from (usage for code in codes if code is not None and (usage := native_of("hid", code)))
