"""pynput on X11: every key that reaches the X server, as the physical key, by the RECORD extension."""

from __future__ import annotations

import contextlib
import os
import threading
import weakref
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import Any

from keycheck.capture.clock import now_ns
from keycheck.capture.remote import ELSEWHERE, has_display_of_the_person
from keycheck.capture.source import LISTEN_CLOSER, Disturbance, Probe, Sink
from keycheck.capture.x11_emptied import Emptied, emptied
from keycheck.capture.x11_keymap import Keymap
from keycheck.capture.x11_keys import KeysDown, blind_keys, keycodes_down, monotonic_of
from keycheck.events.raw_event import NativeSpace, RawEvent
from keycheck.events.trace import Layer
from keycheck.languages import N_

ASK_S = 0.02
"""How often the server is asked something while keys are pressed, beside each time that one moves.

It holds recorded events back until it has something else to send: without a question a lone tap came more than 2 s
late. What no key moves for at that moment, such as a repeat, comes after 22 ms at most (measured).
"""

IDLE_ASK_S = 0.1
"""How often it is asked while nobody presses anything, if it says by itself that a key moves."""

LINGERS_NS = 3_000_000_000
"""How long after a key moved it is still asked often: Slow Keys lets a press through when nothing moves any more."""

START_S = 2.0
"""How long the server may take to confirm that it records."""

STOP_S = 1.0
"""How long the recording connection may take to end; the parent has lost patience before."""

START_OF_DATA = 4
"""The category of RECORD's first answer: every event from here on is delivered."""

KEY_PRESS, KEY_RELEASE = 2, 3
"""Event types of the core protocol."""

ALL_DEVICES = 0
"""XInput's number for every device."""

EVERYBODY = [3]
"""RECORD's AllClients. It records for whom it is told to; for nobody it sends nothing."""

KEYS_ONLY = [
    dict.fromkeys(("core_requests", "core_replies", "delivered_events", "errors"), (0, 0))
    | dict.fromkeys(("ext_requests", "ext_replies"), (0, 0, 0, 0))
    | {"device_events": (KEY_PRESS, KEY_RELEASE), "client_started": False, "client_died": False}
]
"""What RECORD shows: presses and releases of keys, as the devices sent them."""

SERVER_TICK_NS = 10_000_000
"""The server's clock may go in steps of the kernel's tick, 10 ms at most."""


NO_DISPLAY = Probe(
    "blocked", N_("DISPLAY is not set: this is no graphical session"), N_("start keycheck in a terminal on the desktop")
)
WAYLAND = Probe("blocked", N_("this is a Wayland session: X11 sees only keys typed into X11 windows"), LISTEN_CLOSER)
_NOT_USABLE = N_("the X server {name} can't be used: {error}")
OTHER_NUMBERS = Probe(
    "blocked", N_("this X server numbers keys in a way of its own: is it a remote one?"), LISTEN_CLOSER
)
NO_RECORD = Probe("blocked", N_("this X server does not offer RECORD, which shows keys to a test"), LISTEN_CLOSER)


class PynputX11Source:
    """All keyboards of the X server, merged, after its accessibility settings.

    It connects once, in the probe, and then only tells the server to record or not to: connecting takes long enough to
    make a pause that follows a start at once come late.
    """

    name = "pynput"
    layer: Layer = "os"
    space: NativeSpace = "evdev"
    resolution_ns = 1_000_000

    def __init__(self) -> None:
        self._recorder: _Recorder | None = None

    def probe(self) -> Probe:
        """What the X server offers; stays connected to it as long as this object lives."""
        if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland":
            return WAYLAND
        if not has_display_of_the_person(os.environ):
            return ELSEWHERE
        if not os.environ.get("DISPLAY"):
            return NO_DISPLAY
        try:
            found = _ask_the_server()
            if found.state == "ready":
                self._connected()
        except Exception as error:
            return Probe("blocked", _NOT_USABLE.format(name=os.environ["DISPLAY"], error=_first_line(error)))
        return found

    def start(self, sink: Sink, devices: Sequence[str]) -> None:
        """Listen to all keyboards; RuntimeError where the server does not record."""
        self.stop()
        self._connected().begin(sink)

    def stop(self) -> None:
        """Return when the server records no more."""
        if self._recorder is not None:
            self._recorder.end()

    def _connected(self) -> _Recorder:
        if self._recorder is None:
            self._recorder = _Recorder()
            weakref.finalize(self, self._recorder.close)
        return self._recorder


class _Recorder:
    """pynput's connections to the server, one of our own that says when to record, and one that asks how things are."""

    def __init__(self) -> None:
        from Xlib.display import Display

        self._server = Display()
        self._keymap = Keymap()
        self._emptied = Emptied(partial(emptied, os.environ["DISPLAY"]))
        self._sink: Sink | None = None
        self._keys = KeysDown()
        self._begun_ns = self._moved_ns = 0
        self._turn = threading.Lock()
        self._over = threading.Event()
        self._asker: threading.Thread | None = None
        self._tap = _tap_class()(self._hear)
        self._tap.start()
        if not self._tap.connected.wait(START_S):
            raise RuntimeError(N_("the X server did not begin to record"))

    def begin(self, sink: Sink) -> None:
        """Return when the server records: listeners are ready before they listen, an answer from the server is not."""
        self._keymap.read()
        # Nobody has listened to what the server said of its keymap since the last end.
        self._emptied.catch_up(self._keymap.has_changed())
        self._keys = KeysDown(self._emptied.keys)
        self._keymap.follow_keys(True)
        self._begun_ns = now_ns()
        self._sink = sink
        self._server.record_register_clients(self._tap.context, 0, EVERYBODY, KEYS_ONLY)
        # Asked on the connection that the order to record went through: its answer comes after that.
        self._compare(self._keys.already, self._server.query_keymap())
        self._over.clear()
        self._asker = threading.Thread(target=self._ask, name="x11-asker", daemon=True)
        self._asker.start()

    def end(self) -> None:
        """Let the server record nothing any more; what is under way is thrown away."""
        with self._turn:
            self._sink = None
        if self._asker is not None:
            self._over.set()
            self._keymap.wake()
            self._asker.join()
            self._asker = None
            self._keymap.follow_keys(False)
            self._server.record_unregister_clients(self._tap.context, EVERYBODY)
            self._server.sync()

    def close(self) -> None:
        """Leave the server. pynput's own way would wait for one more key press."""
        from Xlib.error import ConnectionClosedError

        # A server that has died has closed everything itself.
        with contextlib.suppress(ConnectionClosedError):
            self.end()
            self._tap.stop()
            self._server.record_disable_context(self._tap.context)
            self._server.sync()
            threading.Thread.join(self._tap, STOP_S)
            self._server.close()
            self._keymap.close()

    def _hear(self, event: Any) -> None:
        t = monotonic_of(event.time, now_ns())
        with self._turn:
            # What was recorded before the last pause may only come now.
            if self._sink is None or t < self._begun_ns - SERVER_TICK_NS:
                return
            if event.type == KEY_PRESS:
                self._sink(self._keys.press(event.detail, t))
            elif event.type == KEY_RELEASE:
                self._sink(self._keys.release(event.detail, t))

    def _compare(
        self, compare: Callable[[set[int], int], Iterable[RawEvent | Disturbance]], keymap: Sequence[int]
    ) -> None:
        down = keycodes_down(keymap)
        with self._turn:
            for made_good in compare(down, now_ns()):
                if self._sink is not None:
                    self._sink(made_good)

    def _ask(self) -> None:
        while not self._over.is_set():
            if self._keymap.wait(ASK_S if self._is_busy() else IDLE_ASK_S):
                self._moved_ns = now_ns()
            # The question alone makes the server send what it has recorded.
            self._compare(self._keys.heal, self._keymap.read())
            self._emptied.follow(self._keymap.has_changed())
            self._keys.emptied = self._emptied.keys
            if not self._tap.is_alive():
                raise RuntimeError(N_("the X server stopped recording"))

    def _is_busy(self) -> bool:
        """Whether an event may come that the server does not announce."""
        lately = now_ns() - self._moved_ns < LINGERS_NS
        return lately or self._keys.any_down or not self._keymap.tells_of_keys


@cache
def _tap_class() -> Any:
    """A pynput listener that hands over the bare event; pynput's import connects to the X server."""
    from pynput.keyboard._xorg import Listener

    class Tap(Listener):  # type: ignore[misc]  # pynput has no types
        def __init__(self, hear: Callable[[Any], None]) -> None:
            super().__init__()
            self._hear = hear
            self.connected = threading.Event()

        @property
        def context(self) -> Any:
            return self._context

        def _initialize(self, display: Any) -> None:
            """Between opening and recording: let nobody be recorded yet. No keyboard mapping is asked for."""
            display.record_unregister_clients(self._context, EVERYBODY)
            display.sync()

        def _handler(self, reply: Any) -> None:
            if reply.category == START_OF_DATA:
                self.connected.set()
            super()._handler(reply)

        def _handle_message(self, display: Any, event: Any, injected: bool) -> None:
            self._hear(event)

        def _stop_platform(self) -> None:
            """The server ignores this connection while it records: only another one can end it."""

    return Tap


def _ask_the_server() -> Probe:
    from Xlib.display import Display

    with contextlib.closing(Display()) as server:
        if _is_xwayland(server):
            return WAYLAND
        if server.query_extension("RECORD") is None:
            return NO_RECORD
        return Probe("ready", blind=blind_keys()) if _numbers_are_evdev(server) else OTHER_NUMBERS


def _is_xwayland(server: Any) -> bool:
    """By its extension, or, before version 23.1, by the names of its keyboards (`xwayland-keyboard:11`)."""
    if server.query_extension("XWAYLAND") is not None:
        return True
    if server.query_extension("XInputExtension") is None:
        return False
    return any(device.name.startswith("xwayland-") for device in server.xinput_query_device(ALL_DEVICES).devices)


def _numbers_are_evdev(server: Any) -> bool:
    """By the rules that its keymap was made with; a server that does not name them is taken for a usual one."""
    rules = server.screen().root.get_full_property(server.intern_atom("_XKB_RULES_NAMES"), 0)
    return rules is None or rules.value.startswith(b"evdev\0")


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
