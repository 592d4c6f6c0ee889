"""pynput on Windows: every key that reaches the session, as the physical key, by a low-level keyboard hook."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from keycheck.capture.blind import without_a_number
from keycheck.capture.clock import now_ns
from keycheck.capture.source import Probe, Sink
from keycheck.capture.windows_held import natives_down
from keycheck.capture.windows_keys import read_hook
from keycheck.events.raw_event import NativeSpace, RawEvent
from keycheck.events.trace import Layer
from keycheck.languages import N_

HOOK_S = 2.0
"""How long Windows may take to install the hook."""

STOP_S = 1.0
"""How long the hook's thread may take to end; the parent has lost patience before."""

LOOK_S = 0.001
"""How often the start looks whether the hook is there."""


class PynputWindowsSource:
    """All keyboards, merged, after the registry's remapping; blind while an elevated window has the focus."""

    name = "pynput"
    layer: Layer = "os"
    space: NativeSpace = "windows"
    resolution_ns = 1_000_000

    def __init__(self) -> None:
        self._hook: Any = None

    def probe(self) -> Probe:
        """Ready where pynput can be loaded; a hook needs no rights."""
        try:
            _hook_class()
        except Exception as error:
            return Probe("blocked", N_("{name} can't be loaded: {error}").format(name="pynput", error=error))
        return Probe("ready", blind=without_a_number("windows"))

    def start(self, sink: Sink, devices: Sequence[str]) -> None:
        """Hook in, and return when the hook is there; RuntimeError where Windows refuses."""
        self.stop()
        hearing = _Hearing(sink)
        self._hook = _hook_class()(hearing.hear)
        self._hook.start()
        if not self._hook.wait_until_installed(HOOK_S):
            raise RuntimeError(N_("Windows refused the keyboard hook"))
        hearing.already(list(natives_down()))

    def stop(self) -> None:
        """Take the hook away."""
        if self._hook is not None:
            self._hook.stop()
            threading.Thread.join(self._hook, STOP_S)
            self._hook = None


class _Hearing:
    """What the hook calls: it stamps, translates and hands over, and lets every event pass."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._down: set[tuple[str, bool]] = set()
        self._turn = threading.Lock()

    def hear(self, message: int, data: Any) -> bool:
        """pynput's event filter; False keeps the event from pynput only, which has nothing to do with it."""
        with self._turn:
            move = read_hook(data.scanCode, data.flags, data.vkCode, self._down)
            if move is not None:
                self._sink(RawEvent(now_ns(), move.native, move.action, None, move.injected))
        return False

    def already(self, natives: Iterable[str]) -> None:
        """Hand over a `down` for each of these that the hook has not reported itself."""
        with self._turn:
            for native in natives:
                if (native, False) not in self._down:
                    self._down.add((native, False))
                    self._sink(RawEvent(now_ns(), native, "down"))


@cache
def _hook_class() -> Any:
    """A pynput listener that makes no tables of characters, and whose hook can be waited for."""
    from pynput._util.win32 import SystemHook
    from pynput.keyboard._win32 import Listener

    class Hook(Listener):  # type: ignore[misc]  # pynput has no types
        def __init__(self, hear: Callable[[int, Any], bool]) -> None:
            # Past Listener's own, which asks the layout for its characters and so may swallow a dead key.
            super(Listener, self).__init__()
            self._event_filter = hear
            self._asked_to_stop = False

        def wait_until_installed(self, timeout_s: float) -> bool:
            """pynput is ready before it has a hook, and does not look whether it got one."""
            end = time.monotonic() + timeout_s
            while self.is_alive() and time.monotonic() < end:
                hook = SystemHook._HOOKS.get(self.ident)
                if hook is not None and hook._hook is not None:
                    return bool(hook._hook)
                time.sleep(LOOK_S)
            return False

        def run(self) -> None:
            super().run()
            if not self._asked_to_stop:
                raise RuntimeError(N_("the keyboard hook ended"))

        def stop(self) -> None:
            self._asked_to_stop = True
            super().stop()

        def _on_notification(self, code: int, wparam: int, lparam: int) -> None:
            """Another layout is no matter: no character is wanted."""

    return Hook
