"""One stretch of listening to Raw Input: a thread with a hidden window, and who is attached while it listens."""

from __future__ import annotations

import errno
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from keycheck.capture.clock import now_ns
from keycheck.capture.raw_input_calls import (
    ARRIVAL,
    WM_INPUT,
    WM_INPUT_DEVICE_CHANGE,
    MessageWindow,
    changed_device,
    raw_key,
)
from keycheck.capture.raw_input_keys import OVERRUN, RawKeys
from keycheck.capture.source import Disturbance, Sink
from keycheck.capture.windows_devices import interfaces
from keycheck.capture.windows_held import natives_down
from keycheck.capture.windows_roster import Roster
from keycheck.events.raw_event import RawEvent
from keycheck.languages import N_

START_S = 2.0
"""How long Windows may take to make the window."""

STOP_S = 1.0
"""How long the thread may take to end; the parent has lost patience before."""


@dataclass(slots=True)
class Known:
    """What one stretch of listening leaves to the next."""

    roster: Roster = field(default_factory=Roster)
    heard_ns: dict[str | None, int] = field(default_factory=dict)
    """Until when each keyboard was heard; None for what programs play."""


class Reading:
    """Hands over what the chosen keyboards do until its end.

    A keyboard that is pulled out is `source_lost`, once; when it is there again, `source_back`. What was lost before,
    and is still not there, is told once more.
    """

    def __init__(self, sink: Sink, chosen: Sequence[str], known: Known) -> None:
        """Listen to these keyboards, none named: to all that are attached; OSError where that is not possible."""
        self._sink = sink
        self._roster, self._heard_ns = known.roster, known.heard_ns
        back = self._roster.begin(interfaces(), chosen)
        if not self._roster.devices:
            raise OSError(errno.ENODEV, N_("none of the keyboards is attached any more"))
        self._keys: dict[str | None, RawKeys] = {}
        self._tell_of(back)
        self._window: MessageWindow | None = None
        self._failure: OSError | None = None
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, name="raw input", daemon=True)
        self._thread.start()
        if not self._started.wait(START_S):
            raise OSError(errno.ETIMEDOUT, N_("Windows made no window for Raw Input"))
        if self._failure is not None:
            raise self._failure

    def end(self) -> None:
        """Return when nothing is read any more."""
        if self._window is not None:
            self._window.close()
        self._thread.join(STOP_S)

    def _run(self) -> None:
        try:
            window = MessageWindow(self._hear)
            # Windows says what is down, and not on which keyboard.
            if self._roster.only is not None:
                self._hand_over_held(self._roster.only)
            window.register()
            self._window = window
        except OSError as error:
            self._failure = error
            return
        finally:
            self._started.set()
        window.run()

    def _hand_over_held(self, device: str) -> None:
        keys = self._keys.setdefault(device, RawKeys())
        for native in natives_down():
            if keys.already(native):
                self._sink(RawEvent(now_ns(), native, "down", device))

    def _hear(self, message: int, wparam: int, lparam: int) -> None:
        if message == WM_INPUT:
            self._hear_key(lparam)
        elif message == WM_INPUT_DEVICE_CHANGE and wparam == ARRIVAL:
            self._find_again()
        elif message == WM_INPUT_DEVICE_CHANGE:
            self._lose(changed_device(lparam))

    def _hear_key(self, lparam: int) -> None:
        told, t = raw_key(lparam), now_ns()
        if told is None:
            return
        device = self._roster.device_of(told.device)
        if told.device and device is None:
            return
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
        device = self._roster.lose(handle, interfaces())
        if device is not None:
            self._keys.pop(device, None)
            self._sink(Disturbance(self._heard_ns[device], "source_lost", now_ns(), device))

    def _find_again(self) -> None:
        self._tell_of_those_back(self._roster.find_again(interfaces()))

    def _tell_of(self, back: Sequence[str]) -> None:
        """How the keyboards are when this begins."""
        self._tell_of_those_back(back)
        for device in self._roster.devices:
            since_ns, t = self._heard_ns.get(device, now_ns()), now_ns()
            if device in self._roster.lost:
                self._sink(Disturbance(since_ns, "source_lost", t, device))
            self._heard_ns[device] = since_ns if device in self._roster.lost else t

    def _tell_of_those_back(self, back: Sequence[str]) -> None:
        for device in back:
            since_ns, self._heard_ns[device] = self._heard_ns[device], now_ns()
            self._sink(Disturbance(since_ns, "source_back", self._heard_ns[device], device))
