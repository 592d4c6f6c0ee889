"""Which key a keyboard means by a scan code of the Linux kernel, whatever the kernel was told to make of it."""

from __future__ import annotations

from keycheck.keys.table import code_of, key, native_of

I8042, USB, BLUETOOTH, I2C = 0x11, 0x03, 0x05, 0x18
"""`BUS_*` of linux/input.h. On the last three a scan code is a HID usage."""

KEYBOARD_PAGE = 0x07
LAST_ORDINARY, MODIFIERS = 0x65, range(0xE0, 0xE8)
"""The keys that every keyboard has (HID usage tables, page 07). Makers' own keys need hwdb to work at all."""

OTHERWISE_NUMBERED = frozenset({"NumLock", "Pause"})
"""Two keys that PS/2 and Windows, whose table is used here, number the other way round."""


def key_of_scan_code(bus: int, scan_code: int) -> str | None:
    """The W3C code of the key; None where no table knows it."""
    if bus != I8042:
        return code_of("hid", f"{scan_code >> 16:02X}:{scan_code & 0xFFFF:02X}")
    # Set 1, with the highest bit for what comes after E0.
    set_1 = f"0xe0{scan_code & 0x7F:02x}" if scan_code & 0x80 else f"0x{scan_code:02x}"
    code = None if scan_code > 0xFF else code_of("windows", set_1)
    # Windows has second numbers for some keys that no keyboard sends.
    is_its_own = code is not None and native_of("windows", code) == set_1
    return code if is_its_own and code not in OTHERWISE_NUMBERED else None


def is_ordinary(code: str) -> bool:
    """Whether this is a key that every keyboard has, and the kernel knows without being told."""
    usage = key(code).usage
    return usage is not None and usage.page == KEYBOARD_PAGE and (usage.id <= LAST_ORDINARY or usage.id in MODIFIERS)
