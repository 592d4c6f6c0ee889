"""Runs under Windows: a window that every key may go to, and that does nothing with it. It ends when stdin ends."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from ctypes import wintypes

TITLE = "keycheck bench"
OVERLAPPED, VISIBLE = 0x00CF0000, 0x10000000
KEYS = range(0x100, 0x10A)
"""WM_KEYFIRST to WM_KEYLAST: what the window would open its menu for."""


def end_with_stdin() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def main() -> None:
    assert sys.platform == "win32"
    user32, message = ctypes.windll.user32, wintypes.MSG()
    user32.CreateWindowExW(0, "STATIC", TITLE, OVERLAPPED | VISIBLE, 0, 0, 300, 200, None, None, None, None)
    threading.Thread(target=end_with_stdin, daemon=True).start()
    while user32.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
        if message.message not in KEYS:
            user32.DispatchMessageW(ctypes.byref(message))


if __name__ == "__main__":
    main()
