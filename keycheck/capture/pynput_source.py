"""pynput, which hears what the system gives to programs, in the form that fits this system."""

from __future__ import annotations

import sys

from keycheck.capture.source import Source


def pynput_source() -> Source:
    """The source `pynput` of this system."""
    if sys.platform == "win32":
        from keycheck.capture.pynput_windows import PynputWindowsSource

        return PynputWindowsSource()
    if sys.platform == "darwin":
        from keycheck.capture.pynput_mac import PynputMacSource

        return PynputMacSource()
    from keycheck.capture.pynput_x11 import PynputX11Source

    return PynputX11Source()
