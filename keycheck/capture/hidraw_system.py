"""How Linux knows keyboards that send HID reports, and how hidapi opens their hidraw nodes."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from keycheck.capture.evdev_wire import codes_down, open_node
from keycheck.capture.hid_reading import Opened
from keycheck.capture.linux_hid import HidKeyboard, hid_keyboards
from keycheck.capture.linux_keyboards import keyboards
from keycheck.keys.table import code_of, native_of


class HidrawSystem:
    """The keyboards of a machine whose files begin at this root."""

    kept = 63
    """The kernel then throws the newest away (measured, 6.1)."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def attached(self) -> Sequence[HidKeyboard]:
        """The keyboards that send reports, by sysfs."""
        return hid_keyboards(keyboards(self.root), self.root)

    def open(self, keyboard: HidKeyboard) -> list[Opened]:
        """All nodes of the keyboard, or none of them."""
        opened: list[Opened] = []
        try:
            for node in keyboard.nodes:
                opened.append(Opened(_opened(self.root / "dev" / node.name), node.reports))
        except OSError:
            for one in opened:
                one.device.close()
            raise
        return opened

    def already_down(self, keyboard: HidKeyboard) -> Iterator[str]:
        """What the kernel has down, where it lets us ask."""
        for node in keyboard.keyboard.nodes:
            with contextlib.suppress(OSError):
                descriptor = open_node(self.root / "dev/input" / node.event)
                try:
                    codes = [code_of("evdev", str(code)) for code in codes_down(descriptor)]
                finally:
                    os.close(descriptor)
                yield from (usage for code in codes if code is not None and (usage := native_of("hid", code)))


def _opened(path: Path) -> Any:
    """hidapi's device; OSError with the system's reason, which hidapi itself does not tell."""
    if sys.platform != "linux":
        raise OSError(errno.ENOSYS, "only Linux has hidraw")
    import hidraw

    os.close(os.open(path, os.O_RDWR | getattr(os, "O_NONBLOCK", 0)))
    device = hidraw.device()
    device.open_path(os.fsencode(path))
    # Without it a read that is not told how long to wait waits for ever.
    device.set_nonblocking(1)
    return device
