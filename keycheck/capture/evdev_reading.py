"""Reading the nodes of keyboards: what comes, what was thrown away, and what to do when one is pulled out."""

from __future__ import annotations

import contextlib
import os
import selectors
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from keycheck.capture.clock import now_ns
from keycheck.capture.evdev_blockers import Blockers
from keycheck.capture.evdev_telling import Telling, Told, natives_of
from keycheck.capture.evdev_wire import BATCH, codes_down, events_of, is_drop, open_node
from keycheck.capture.linux_keyboards import Keyboard
from keycheck.capture.lost_keyboard import LOOK_AGAIN_NS, Lost, Places, attached
from keycheck.capture.source import Disturbance, Sink
from keycheck.events.raw_event import RawEvent


@dataclass(slots=True)
class _Open:
    """A node that is being read."""

    descriptor: int
    keyboard: Keyboard
    device: str
    """The name under which it is told of: the path that the keyboard had at the start."""
    telling: Telling
    down: set[str] = field(default_factory=set)
    read_until_ns: int = 0

    def read(self) -> Iterator[RawEvent | Disturbance]:
        """What waits at the node; OSError when it is gone."""
        for event in events_of(os.read(self.descriptor, BATCH)):
            if is_drop(event):
                # What was read with it lies before the state that is asked for now.
                yield from self._resynchronise()
                return
            yield from (self._moved(event.t, told) for told in self.telling(event))
            self.read_until_ns = event.t

    def already_down(self) -> Iterator[RawEvent]:
        """An event for each key whose state the kernel knows better than we do."""
        down, t = natives_of(codes_down(self.descriptor)), now_ns()
        yield from [self._moved(t, Told(native, "up")) for native in sorted(self.down - down)]
        yield from [self._moved(t, Told(native, "down")) for native in sorted(down - self.down)]
        self.read_until_ns = t

    def _resynchronise(self) -> Iterator[RawEvent | Disturbance]:
        lost_from, states = self.read_until_ns, list(self.already_down())
        yield Disturbance(lost_from, "dropped", now_ns(), self.device)
        yield from states

    def _moved(self, t: int, told: Told) -> RawEvent:
        if not told.unmapped:
            (self.down.discard if told.action == "up" else self.down.add)(told.native)
        return RawEvent(t, told.native, told.action, self.device, unmapped=told.unmapped)


class Reading:
    """One stretch of reading: a thread that waits for all nodes, and a pipe that wakes it to end.

    A keyboard that is pulled out is `source_lost`, once. When it is plugged in again it is read again, under the name
    that it had at the start, and `source_back` says from when to when nothing of it was heard. What was lost before,
    and is still not there, is told once more.
    """

    def __init__(self, sink: Sink, chosen: Sequence[tuple[str, Keyboard]], root: Path, places: Places) -> None:
        """Open the nodes and start; OSError where one of them can't be opened."""
        self._sink = sink
        self._root = root
        self._places = places
        self._nodes: list[_Open] = []
        self._lost = places.lost
        self._look_again_ns = 0
        self._waker, self._wake = os.pipe()
        self._silent = threading.Event()
        self._thread = threading.Thread(target=self._run, name="evdev", daemon=True)
        self._blockers = Blockers(sink, self._listened, root, places)
        try:
            for name, keyboard in chosen:
                self._begin(name, keyboard)
            self._tell_of_the_lost()
        except OSError:
            self._close()
            os.close(self._wake)
            raise
        self._thread.start()
        self._blockers.start()

    def end(self) -> None:
        """Return when nothing is read any more. The thread then closes the nodes; the kernel takes 30 ms for each."""
        self._blockers.end()
        with contextlib.suppress(BrokenPipeError):
            os.write(self._wake, b"!")
        self._silent.wait()
        os.close(self._wake)

    def _begin(self, name: str, keyboard: Keyboard) -> None:
        if (lost := self._lost.get(name)) is None:
            for node in self._open(keyboard, name):
                self._hand_over(node.already_down())
        else:
            # What can't be opened yet, because its rights are not set, is looked for again.
            with contextlib.suppress(OSError):
                self._take_up(lost, keyboard)

    def _tell_of_the_lost(self) -> None:
        for name, lost in self._lost.items():
            self._blockers.forget(name)
            self._sink(Disturbance(lost.since_ns, "source_lost", now_ns(), name))

    def _open(self, keyboard: Keyboard, device: str) -> list[_Open]:
        """All nodes of a keyboard, or none of them."""
        opened: list[_Open] = []
        try:
            for node in keyboard.nodes:
                descriptor = open_node(self._root / "dev/input" / node.event)
                opened.append(_Open(descriptor, keyboard, device, Telling(node.bus)))
        except OSError:
            for node_open in opened:
                os.close(node_open.descriptor)
            raise
        self._nodes += opened
        self._places.note(device, keyboard)
        return opened

    def _listened(self) -> dict[str, tuple[Keyboard, int]]:
        here = (node for node in tuple(self._nodes) if node.device not in self._lost)
        return {node.device: (node.keyboard, node.read_until_ns) for node in here}

    def _close(self) -> None:
        for descriptor in (self._waker, *(node.descriptor for node in self._nodes)):
            os.close(descriptor)

    def _hand_over(self, seen: Iterable[RawEvent | Disturbance]) -> None:
        for one in seen:
            self._sink(one)

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
                for key, _ in waiting.select(LOOK_AGAIN_NS / 1e9 if self._lost else None):
                    if key.data is None:
                        return
                    self._read_node(key.data, waiting)
                if self._lost and now_ns() >= self._look_again_ns:
                    self._look_again(waiting)

    def _read_node(self, node: _Open, waiting: selectors.BaseSelector) -> None:
        try:
            self._hand_over(node.read())
        except BlockingIOError:
            return
        except OSError:
            # Pulled out (ENODEV). Its number may not be used again before the end, so it stays open.
            waiting.unregister(node.descriptor)
            self._lose(node)

    def _lose(self, node: _Open) -> None:
        if node.device in self._lost:
            return
        here = attached(self._root)
        self._lost[node.device] = Lost.now(node.keyboard, node.device, node.read_until_ns, here)
        self._blockers.forget(node.device)
        self._sink(Disturbance(node.read_until_ns, "source_lost", now_ns(), node.device))

    def _look_again(self, waiting: selectors.BaseSelector) -> None:
        self._look_again_ns = now_ns() + LOOK_AGAIN_NS
        here = attached(self._root)
        for lost in tuple(self._lost.values()):
            if (again := lost.again_among(here)) is not None:
                # What can't be opened yet, because its rights are not set, is looked for again.
                with contextlib.suppress(OSError):
                    for node in self._take_up(lost, again):
                        waiting.register(node.descriptor, selectors.EVENT_READ, node)

    def _take_up(self, lost: Lost, again: Keyboard) -> list[_Open]:
        nodes = self._open(again, lost.device)
        down = [event for node in nodes for event in node.already_down()]
        del self._lost[lost.device]
        self._blockers.forget(lost.device)
        self._sink(Disturbance(lost.since_ns, "source_back", now_ns(), lost.device))
        self._hand_over(down)
        return nodes
