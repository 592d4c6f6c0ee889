"""Reading the reports of keyboards by hidapi: they become keys that go down and up, each stamped when it was read."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar

from keycheck.capture.clock import now_ns
from keycheck.capture.hid_fields import InputReport
from keycheck.capture.hid_items import Malformed
from keycheck.capture.hid_report import Decoder
from keycheck.capture.lost_keyboard import LOOK_AGAIN_NS, Attached, Lost, Places
from keycheck.capture.source import Disturbance, Sink
from keycheck.events.raw_event import RawEvent

LONGEST = 16384
"""In bytes: HID_MAX_BUFFER_SIZE of Linux. A read of less than a whole report would cut it off."""

WAIT_MS = 10
"""How long one read waits for a report, and so how long a stop can take."""

K = TypeVar("K", bound=Attached)


class Opened(NamedTuple):
    """One interface of a keyboard, opened by hidapi."""

    device: Any
    reports: tuple[InputReport, ...]
    """What it declares."""


class HidSystem(Protocol[K]):
    """How a system knows its keyboards, and opens them."""

    kept: int
    """So many reports it keeps for a reader; then it throws one away and says nothing."""

    def attached(self) -> Sequence[K]:
        """The keyboards that are there now; OSError or ValueError where one comes or goes at this very moment."""

    def open(self, keyboard: K) -> list[Opened]:
        """All interfaces of the keyboard, or none of them; OSError with the reason where one can't be opened."""

    def already_down(self, keyboard: K) -> Iterable[str]:
        """The usages of the keys that are down before the first report, which comes only with a change."""


class _Node(threading.Thread):
    """One interface that is being read, by a thread of its own: hidapi can't wait for several."""

    def __init__(self, opened: Opened, hear: Callable[[RawEvent | Disturbance], None], name: str, kept: int) -> None:
        super().__init__(name="hid", daemon=True)
        self.silent = threading.Event()
        self.read_until_ns = now_ns()
        self.lost: Callable[[], None] = lambda: None
        self._device = opened.device
        self._decoder = Decoder(opened.reports)
        self._hear = hear
        self._name = name
        self._kept = kept
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
            if waiting == self._kept - 1:
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

    def __init__(self, sink: Sink, chosen: Sequence[tuple[str, K]], system: HidSystem[K], places: Places) -> None:
        """Open the nodes and start; OSError where one of them can't be opened."""
        self._sink = sink
        self._system: HidSystem[Any] = system
        self._places = places
        self._turn = threading.Lock()
        self._over = threading.Event()
        self._nodes: list[_Node] = []
        self._lost = places.lost
        try:
            for name, keyboard in chosen:
                self._begin(name, keyboard)
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

    def _begin(self, name: str, keyboard: Attached) -> None:
        if (lost := self._lost.get(name)) is None:
            self._start(self._open(keyboard, name), keyboard)
        else:
            # What can't be opened yet, because its rights are not set, is looked for again.
            with contextlib.suppress(OSError):
                self._take_up(keyboard, lost)

    def _open(self, keyboard: Attached, name: str) -> list[_Node]:
        """All nodes of a keyboard; they are not read yet."""
        nodes = [_Node(opened, self._sink, name, self._system.kept) for opened in self._system.open(keyboard)]
        for node in nodes:
            node.lost = lambda: self._lose(keyboard, name, min(one.read_until_ns for one in nodes))
        self._places.note(name, keyboard)
        return nodes

    def _start(self, nodes: Sequence[_Node], keyboard: Attached) -> None:
        down = tuple(self._system.already_down(keyboard))
        for node in nodes:
            node.already_down(down)
            node.start()
        self._nodes += nodes

    def _attached(self) -> Sequence[Attached]:
        with contextlib.suppress(OSError, ValueError):
            return self._system.attached()
        return ()

    def _lose(self, keyboard: Attached, name: str, since_ns: int) -> None:
        """Called in the thread of each of its nodes; the first one tells, and looks for it."""
        with self._turn:
            if self._over.is_set() or name in self._lost:
                return
            self._lost[name] = lost = Lost.now(keyboard, name, since_ns, self._attached())
        self._tell_and_look_for(lost)

    def _tell_and_look_for(self, lost: Lost) -> None:
        self._sink(Disturbance(lost.since_ns, "source_lost", now_ns(), lost.device))
        threading.Thread(target=self._look_for, args=[lost], name="hid look", daemon=True).start()

    def _look_for(self, lost: Lost) -> None:
        while not self._over.wait(LOOK_AGAIN_NS / 1e9):
            if (again := lost.again_among(self._attached())) is not None:
                # What can't be opened yet, because its rights are not set, is looked for again.
                with contextlib.suppress(OSError):
                    self._take_up(again, lost)
                    return

    def _take_up(self, keyboard: Attached, lost: Lost) -> None:
        with self._turn:
            if not self._over.is_set() and lost.device in self._lost:
                nodes = self._open(keyboard, lost.device)
                del self._lost[lost.device]
                self._sink(Disturbance(lost.since_ns, "source_back", now_ns(), lost.device))
                self._start(nodes, keyboard)
