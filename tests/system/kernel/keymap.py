"""What hwdb and setkeycodes do: tells the kernel which key a scan code of a keyboard is."""

from __future__ import annotations

import fcntl
import os
import struct
import sys

EVIOCSKEYCODE_V2 = 1 << 30 | 40 << 16 | ord("E") << 8 | 0x04
"""_IOW('E', 0x04, struct input_keymap_entry) of linux/input.h."""
ENTRY = struct.Struct("=BBHI32s")
"""Flags, length of the scan code, index, key code, scan code."""

CODES = {"KEY_UNKNOWN": 240, "KEY_RESERVED": 0, "KEY_5": 6}


def map_scan_code(node: str, scan_code: int, key: str) -> None:
    """From now on this scan code is that key."""
    descriptor = os.open(node, os.O_RDWR)
    try:
        entry = ENTRY.pack(0, 4, 0, CODES[key], scan_code.to_bytes(4, sys.byteorder))
        fcntl.ioctl(descriptor, EVIOCSKEYCODE_V2, entry)
    finally:
        os.close(descriptor)


if __name__ == "__main__":
    map_scan_code(sys.argv[1], int(sys.argv[2], 0), sys.argv[3])
