"""pynput on macOS: every key that reaches the session, as the physical key, by an event tap that only listens."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from keycheck.capture.clock import now_ns
from keycheck.capture.mac_keys import CAPS_LOCK, TAP_DISABLED, blind_keys, native_of_keycode, read_tap
from keycheck.capture.mac_permission import NOT_ALLOWED, may_listen, quartz
from keycheck.capture.source import Disturbance, Probe, Sink
from keycheck.events.raw_event import NativeSpace, RawEvent
from keycheck.events.trace import Layer
from keycheck.languages import N_

START_S = 2.0
"""How long macOS may take to give a tap."""

LOOK_S = 0.25
"""How often it is asked whether the tap still works: macOS switches a slow one off and says nothing."""

KEYCODE_FIELD, AUTOREPEAT_FIELD = 9, 8
"""CGEventField: kCGKeyboardEventKeycode, kCGKeyboardEventAutorepeat."""

HID_STATE = 1
"""kCGEventSourceStateHIDSystemState: the state of the hardware, not of one session."""


class PynputMacSource:
    """All keyboards, merged, after the system's remapping. While a password field has the focus it hears no letters."""

    name = "pynput"
    layer: Layer = "os"
    space: NativeSpace = "mac"
    resolution_ns = 1_000_000

    def __init__(self) -> None:
        self._tapping: _Tapping | None = None
        self._lost_ns: int | None = None

    def probe(self) -> Probe:
        """Whether the terminal has the right to listen; does not ask the person for it."""
        try:
            _tap_class()
            allowed = may_listen()
        except Exception as error:
            return Probe("blocked", N_("{name} can't be loaded: {error}").format(name="pynput", error=error))
        return Probe("ready", blind=blind_keys()) if allowed else NOT_ALLOWED

    def start(self, sink: Sink, devices: Sequence[str]) -> None:
        """Tap the events of keys; RuntimeError where macOS gives no tap."""
        self.stop()
        self._tapping = _Tapping(sink)
        self._tapping.begin()
        if self._lost_ns is not None:
            sink(Disturbance(self._lost_ns, "source_back", now_ns()))
            self._lost_ns = None

    def stop(self) -> None:
        """Switch the tap off."""
        if self._tapping is not None:
            self._tapping.end()
            self._lost_ns = self._tapping.lost_ns
            self._tapping = None


class _Tapping:
    """One stretch of listening: the tap, and a watch that asks whether it still works."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._tap = _tap_class()(self._hear)
        self._over = threading.Event()
        self._worked_ns = now_ns()
        self.lost_ns: int | None = None
        """Until when it worked, where macOS switched it off."""
        self._watch = threading.Thread(target=self._look, name="tap-watch", daemon=True)

    def begin(self) -> None:
        """Return when the tap is on."""
        self._tap.start()
        if not self._tap.settled.wait(START_S) or self._tap.tap is None:
            raise RuntimeError(N_("macOS gave no event tap"))
        for keycode in _keycodes_down():
            self._sink(RawEvent(now_ns(), native_of_keycode(keycode), "down"))
        self._watch.start()

    def end(self) -> None:
        """Nothing is heard from here on, though pynput's loop may run for another second."""
        self._over.set()
        self._tap.switch_off()
        self._tap.stop()

    def _hear(self, kind: int, event: Any, injected: bool) -> None:
        t, apple = now_ns(), quartz()
        if kind in TAP_DISABLED:
            self._lost()
        if self._over.is_set():
            return
        keycode = apple.CGEventGetIntegerValueField(event, KEYCODE_FIELD)
        repeats = bool(apple.CGEventGetIntegerValueField(event, AUTOREPEAT_FIELD))
        for action in read_tap(kind, keycode, repeats, apple.CGEventGetFlags(event)):
            self._sink(RawEvent(t, native_of_keycode(keycode), action, None, injected))

    def _look(self) -> None:
        while not self._over.wait(LOOK_S):
            if not self._tap.works():
                self._lost()
            self._worked_ns = now_ns()

    def _lost(self) -> None:
        if not self._over.is_set():
            self._over.set()
            self.lost_ns = self._worked_ns
            self._sink(Disturbance(self._worked_ns, "source_lost", now_ns()))


@cache
def _tap_class() -> Any:
    """A pynput listener that hands over the bare event, and asks for no text: that crashes outside the main thread."""
    from pynput._util.darwin import ListenerMixin
    from pynput.keyboard._darwin import Listener

    class Tap(Listener):  # type: ignore[misc]  # pynput has no types
        def __init__(self, hear: Callable[[int, Any, bool], None]) -> None:
            super().__init__()
            self._hear = hear
            self.tap: Any = None
            self.settled = threading.Event()

        def _run(self) -> None:
            ListenerMixin._run(self)

        def _mark_ready(self) -> None:
            super()._mark_ready()
            self.settled.set()

        def _create_event_tap(self) -> Any:
            self.tap = super()._create_event_tap()
            return self.tap

        def _handle_message(self, proxy: Any, kind: int, event: Any, refcon: Any, injected: bool) -> None:
            self._hear(kind, event, injected)

        def works(self) -> bool:
            return self.is_alive() and bool(quartz().CGEventTapIsEnabled(self.tap))

        def switch_off(self) -> None:
            if self.tap is not None:
                quartz().CGEventTapEnable(self.tap, False)

    return Tap


def _keycodes_down() -> Iterator[int]:
    """The key codes of the keys that are down now; of Caps Lock only the lock could be told."""
    apple = quartz()
    for keycode in range(0x80):
        if keycode != CAPS_LOCK and apple.CGEventSourceKeyState(HID_STATE, keycode):
            yield keycode
