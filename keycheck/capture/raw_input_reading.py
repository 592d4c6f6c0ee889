"""One stretch of listening to Raw Input: a thread with a hidden window, and who is attached while it listens."""

from __future__ import annotations

import errno
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keycheck.capture.clock import now_ns
from keycheck.capture.raw_input_calls import ARRIVAL, WM_INPUT, WM_INPUT_DEVICE_CHANGE, MessageWindow, raw_key
from keycheck.capture.raw_input_keys import OVERRUN, RawKeys
from keycheck.capture.source import Disturbance, Sink
from keycheck.capture.windows_devices import interfaces
from keycheck.capture.windows_held import natives_down
from keycheck.capture.windows_keyboards import Keyboard, keyboards
from keycheck.events.raw_event import RawEvent

START_S = 2.0
"""How long Windows may take to make the window."""

STOP_S = 1.0
"""How long the thread may take to end; the parent has lost patience before."""


@dataclass(frozen=True, slots=True)
class _Lost:
    """A keyboard that was pulled out."""

    keyboard: Keyboard
    since_ns: int
    others: frozenset[str]
    """The keyboards that were attached beside it, by path: another one of its kind is not it."""

    def is_again(self, other: Keyboard) -> bool:
        """Whether this is the lost one, at whatever port, with all of its interfaces there."""
        return other.kind == self.keyboard.kind and other.found.path not in self.others


class Reading:
    """Hands over what the chosen keyboards do, under the names that they had at the start, until its end.

    A keyboard that is pulled out is `source_lost`, once; when it is there again, `source_back`.
    """

    def __init__(self, sink: Sink, chosen: Sequence[str]) -> None:
        """Listen to these keyboards, none named: to all that are attached; OSError where that is not possible."""
        self._sink = sink
        self._handles: dict[int, str] = {}
        self._keyboards: dict[str, Keyboard] = {}
        self._lost: dict[str, _Lost] = {}
        self._keys: dict[str | None, RawKeys] = {}
        self._heard_ns: dict[str | None, int] = {}
        self._window: MessageWindow | None = None
        self._failure: OSError | None = None
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(chosen,), name="raw input", daemon=True)
        self._thread.start()
        if not self._started.wait(START_S):
            raise OSError(errno.ETIMEDOUT, "Windows made no window for Raw Input")
        if self._failure is not None:
            raise self._failure

    def end(self) -> None:
        """Return when nothing is read any more."""
        if self._window is not None:
            self._window.close()
        self._thread.join(STOP_S)

    def _run(self, chosen: Sequence[str]) -> None:
        try:
            window = MessageWindow(self._hear)
            self._begin(chosen)
            window.register()
            self._window = window
        except OSError as error:
            self._failure = error
            return
        finally:
            self._started.set()
        window.run()

    def _begin(self, chosen: Sequence[str]) -> None:
        handles, attached = _attached()
        for keyboard in attached:
            if not chosen or keyboard.found.path in chosen:
                self._take_up(keyboard, keyboard.found.path, handles)
        if not self._keyboards:
            raise OSError(errno.ENODEV, "none of the keyboards is attached any more")
        if len(attached) == 1:
            # Windows says what is down, and not on which keyboard.
            self._hand_over_held(attached[0].found.path)

    def _take_up(self, keyboard: Keyboard, device: str, handles: Mapping[str, int]) -> None:
        self._keyboards[device] = keyboard
        self._keys[device] = RawKeys()
        self._heard_ns[device] = now_ns()
        self._handles |= {handles[path]: device for path in keyboard.paths}

    def _hand_over_held(self, device: str) -> None:
        for native in natives_down():
            if self._keys[device].already(native):
                self._sink(RawEvent(now_ns(), native, "down", device))

    def _hear(self, message: int, wparam: int, lparam: int) -> None:
        if message == WM_INPUT:
            self._hear_key(lparam)
        elif message == WM_INPUT_DEVICE_CHANGE and wparam == ARRIVAL:
            self._look_again()
        elif message == WM_INPUT_DEVICE_CHANGE:
            self._lose(lparam)

    def _hear_key(self, lparam: int) -> None:
        told, t = raw_key(lparam), now_ns()
        if told is None or (told.device and told.device not in self._handles):
            return
        device = self._handles.get(told.device)
        if told.make == OVERRUN:
            # The keyboard itself could not tell which keys were down.
            self._sink(Disturbance(self._heard_ns.get(device, t), "dropped", t, device))
            return
        self._heard_ns[device] = t
        keys = self._keys.setdefault(device, RawKeys())
        move = keys.read(told.make, told.flags, told.vk, injected=device is None)
        if move is not None:
            self._sink(RawEvent(t, move.native, move.action, device, move.injected))

    def _lose(self, handle: int) -> None:
        device = self._handles.pop(handle, None)
        if device is None or device in self._lost:
            return
        others = frozenset(keyboard.found.path for keyboard in _attached()[1]) - {device}
        since_ns = self._heard_ns[device]
        self._lost[device] = _Lost(self._keyboards[device], since_ns, others)
        self._sink(Disturbance(since_ns, "source_lost", now_ns(), device))

    def _look_again(self) -> None:
        handles, attached = _attached()
        for device, lost in tuple(self._lost.items()):
            again = next((keyboard for keyboard in attached if lost.is_again(keyboard)), None)
            if again is not None:
                del self._lost[device]
                self._sink(Disturbance(lost.since_ns, "source_back", now_ns(), device))
                self._take_up(again, device, handles)


def _attached() -> tuple[Mapping[str, int], tuple[Keyboard, ...]]:
    """The handle of each interface by its path, and the keyboards."""
    known = interfaces()
    return {interface.path: handle for handle, interface in known.items()}, keyboards(known.values())
