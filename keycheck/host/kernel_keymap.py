"""The kernel's own tables from scan codes to keys, which hwdb and setkeycodes write to: the lowest place of a remap."""

from __future__ import annotations

import errno
import os
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from keycheck.events import trace_words
from keycheck.host.imitator import Imitator, Unreadable, gives
from keycheck.host.kernel_keyboards import Board, boards
from keycheck.keys.scan_code import BLUETOOTH, I2C, I8042, USB, is_ordinary, key_of_scan_code
from keycheck.keys.table import code_of
from keycheck.languages import N_

ENTRY = struct.Struct("=BBHI32s")
"""struct input_keymap_entry of linux/input.h: flags, length of the scan code, index, key code, scan code."""

EVIOCGKEYCODE_V2 = 2 << 30 | ENTRY.size << 16 | ord("E") << 8 | 0x04
"""Ask for an entry of the table: _IOR('E', 0x04, struct input_keymap_entry)."""

BY_INDEX = 1
LONGEST_TABLE = 4096
"""More entries than any table has; USB keyboards have some hundred, PS/2 keyboards 512."""

ScanCodes = Callable[[Path], Iterator[tuple[int, int]]]
"""Node in /dev/input -> each scan code with its key code. Raises OSError where the node can't be opened."""


def scan_codes(node: Path) -> Iterator[tuple[int, int]]:
    """The table of one keyboard; reads no key."""
    if sys.platform != "linux":
        raise OSError(errno.ENOSYS, "only Linux has evdev")
    import fcntl

    descriptor = os.open(node, os.O_RDONLY | os.O_NONBLOCK)
    try:
        for index in range(LONGEST_TABLE):
            asked = ENTRY.pack(BY_INDEX, 0, index, 0, b"")
            try:
                answer = fcntl.ioctl(descriptor, EVIOCGKEYCODE_V2, asked)
            except OSError as error:
                if error.errno == errno.EINVAL:
                    return
                raise
            _, length, _, code, scan = ENTRY.unpack(answer)
            yield int.from_bytes(scan[:length], sys.byteorder), code
    finally:
        os.close(descriptor)


def read(root: Path = Path("/"), table_of: ScanCodes = scan_codes) -> tuple[Imitator, ...] | None:
    """Each real keyboard whose ordinary keys the kernel takes for others; None where there is no real keyboard.

    Raises Unreadable without the right to ask.
    """
    real = [board for board in boards(root) if not board.virtual and board.bus in {I8042, USB, BLUETOOTH, I2C}]
    if not real:
        return None
    found = []
    for board in real:
        try:
            changed = changed_keys(board.bus, table_of(root / "dev/input" / board.event))
        except PermissionError as error:
            raise Unreadable(N_("only root may read them: sudo keycheck doctor")) from error
        if changed:
            found.append(_remap(board, changed))
    return tuple(found)


def changed_keys(bus: int, table: Iterator[tuple[int, int]]) -> dict[str, str | None]:
    """Key (W3C code) -> the key that the kernel takes it for; None where it takes it for none, or throws it away."""
    changed = {}
    for scan_code, key_code in table:
        expected, found = key_of_scan_code(bus, scan_code), code_of("evdev", str(key_code))
        if expected is not None and is_ordinary(expected) and expected != found:
            changed[expected] = found
    return changed


def _remap(board: Board, changed: dict[str, str | None]) -> Imitator:
    return Imitator(
        "remap",
        trace_words.CHANGED_SCAN_CODES.format(keyboard=board.name),
        gives(changed),
        tuple(changed),
        "kernel",
        True,
        N_("the kernel's table of {file}").format(file=f"/dev/input/{board.event}"),
        N_("take the keys out of /etc/udev/hwdb.d (or setkeycodes), and restart"),
    )
