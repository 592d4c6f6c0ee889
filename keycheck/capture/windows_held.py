"""Which keys Windows takes for down, whatever keyboard they are on."""

from __future__ import annotations

import ctypes
import errno
import sys
from collections.abc import Iterator

from keycheck.capture.windows_keys import native_of_mapped

MAPVK_VK_TO_VSC_EX = 4
"""Ask MapVirtualKey for the scan code with its prefix."""

KEYBOARD_VKS = [vk for vk in range(0x08, 0xFF) if vk not in {0x10, 0x11, 0x12}]
"""The virtual keys of keys: from 0x08 on, without the Shift, Ctrl and Alt that have no side."""

IS_DOWN = 0x8000
"""The bit of GetAsyncKeyState."""


def natives_down() -> Iterator[str]:
    """The native codes of the keys that are down now."""
    if sys.platform != "win32":
        raise OSError(errno.ENOSYS, "only Windows has GetAsyncKeyState")
    user32 = ctypes.windll.user32
    for vk in KEYBOARD_VKS:
        if user32.GetAsyncKeyState(vk) & IS_DOWN:
            native = native_of_mapped(user32.MapVirtualKeyW(vk, MAPVK_VK_TO_VSC_EX), vk)
            if native is not None:
                yield native
