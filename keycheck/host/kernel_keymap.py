"""The kernel's own tables from scan codes to keys, which hwdb and setkeycodes write to: the lowest place of a remap."""

from __future__ import annotations

import errno
import os
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from keycheck.host.imitator import Imitator, Unreadable, gives
from keycheck.host.kernel_keyboards import Board, boards
from keycheck.keys.table import code_of, key, native_of

ENTRY = struct.Struct("=BBHI32s")
"""struct input_keymap_entry of linux/input.h: flags, length of the scan code, index, key code, scan code."""

EVIOCGKEYCODE_V2 = 2 << 30 | ENTRY.size << 16 | ord("E") << 8 | 0x04
"""Ask for an entry of the table: _IOR('E', 0x04, struct input_keymap_entry)."""

BY_INDEX = 1
LONGEST_TABLE = 4096
"""More entries than any table has; USB keyboards have some hundred, PS/2 keyboards 512."""

I8042, USB, BLUETOOTH, I2C = 0x11, 0x03, 0x05, 0x18
"""`BUS_*` of linux/input.h. On the last three a scan code is a HID usage."""

KEYBOARD_PAGE = 0x07
LAST_ORDINARY, MODIFIERS = 0x65, range(0xE0, 0xE8)
"""The keys that every keyboard has (HID usage tables, page 07). Makers' own keys need hwdb to work at all."""

OTHERWISE_NUMBERED = frozenset({"NumLock", "Pause"})
"""Two keys that PS/2 and Windows, whose table is used here, number the other way round."""

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
            raise Unreadable("only root may read them: sudo keycheck doctor") from error
        if changed:
            found.append(_remap(board, changed))
    return tuple(found)


def changed_keys(bus: int, table: Iterator[tuple[int, int]]) -> dict[str, str | None]:
    """Key (W3C code) -> the key that the kernel takes it for; None where it takes it for none, or throws it away."""
    changed = {}
    for scan_code, key_code in table:
        expected, found = _key_of(bus, scan_code), code_of("evdev", str(key_code))
        if expected is not None and _is_ordinary(expected) and expected != found:
            changed[expected] = found
    return changed


def _key_of(bus: int, scan_code: int) -> str | None:
    if bus != I8042:
        return code_of("hid", f"{scan_code >> 16:02X}:{scan_code & 0xFFFF:02X}")
    # Set 1, with the highest bit for what comes after E0.
    set_1 = f"0xe0{scan_code & 0x7F:02x}" if scan_code & 0x80 else f"0x{scan_code:02x}"
    code = None if scan_code > 0xFF else code_of("windows", set_1)
    # Windows has second numbers for some keys that no keyboard sends.
    is_its_own = code is not None and native_of("windows", code) == set_1
    return code if is_its_own and code not in OTHERWISE_NUMBERED else None


def _is_ordinary(code: str) -> bool:
    usage = key(code).usage
    return usage is not None and usage.page == KEYBOARD_PAGE and (usage.id <= LAST_ORDINARY or usage.id in MODIFIERS)


def _remap(board: Board, changed: dict[str, str | None]) -> Imitator:
    return Imitator(
        "remap",
        f"Changed scan codes of {board.name}",
        gives(changed),
        tuple(changed),
        "kernel",
        True,
        f"the kernel's table of /dev/input/{board.event}",
        "take the keys out of /etc/udev/hwdb.d (or setkeycodes), and restart",
    )
