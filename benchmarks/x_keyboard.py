"""The keyboard of an X server without a screen: its keys go down and up when a benchmark says so."""

from __future__ import annotations

from time import monotonic_ns
from types import TracebackType

import msgspec
from Xlib import X
from Xlib.display import Display

from benchmarks.keystrokes import Stroke
from keycheck.keys.table import native_of

X_OF_EVDEV = 8
"""An X keycode is the evdev code plus this."""


class XKeyboard:
    """Strikes keys by the XTEST extension; used as a context manager, which closes the connection."""

    def __init__(self, display: str) -> None:
        self._display = Display(display)

    def __enter__(self) -> XKeyboard:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._display.close()

    def ask(self) -> None:
        """A question to the server, which then sends what it has kept back for whoever records."""
        self._display.sync()

    def strike(self, stroke: Stroke) -> Stroke:
        """Do it now; the stroke with the time just before the server got it."""
        native = native_of("evdev", stroke.key)
        assert native is not None
        struck = msgspec.structs.replace(stroke, t=monotonic_ns())
        self._display.xtest_fake_input(X.KeyPress if stroke.is_down else X.KeyRelease, int(native) + X_OF_EVDEV)
        self._display.flush()
        return struck
