"""A library for Windows without any code: its one function is that of another library."""

from __future__ import annotations

import struct

PAGE = 0x1000
"""Where in memory the only section lies, and what sections are aligned to."""
BLOCK = 0x200
"""The same in the file."""


def forwarding_dll(name: str, function: str, target: str) -> bytes:
    """A DLL for x86-64 whose `function` is `target`, `LIBRARY.FUNCTION` (Microsoft's PE format, export forwarders)."""
    section = _exports(name, function, target)
    assert len(section) <= BLOCK
    return _headers(len(section)).ljust(BLOCK, b"\0") + section.ljust(BLOCK, b"\0")


def _exports(name: str, function: str, target: str) -> bytes:
    """The export directory, its three tables of one entry each, and the words that they point to."""
    functions, names, ordinals, words = (PAGE + offset for offset in (40, 44, 48, 50))
    function_at = words + len(name) + 1
    target_at = function_at + len(function) + 1
    directory = struct.pack("<IIHHIIIIIII", 0, 0, 0, 0, words, 1, 1, 1, functions, names, ordinals)
    return directory + struct.pack("<IIH", target_at, function_at, 0) + f"{name}\0{function}\0{target}\0".encode()


def _headers(used: int) -> bytes:
    dos = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64)
    file = b"PE\0\0" + struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, 240, 0x2022)
    code = struct.pack("<HBBIIIII", 0x20B, 14, 0, 0, BLOCK, 0, 0, PAGE)
    image = struct.pack("<QIIHHHHHHIIII", 0x180000000, PAGE, BLOCK, 6, 0, 0, 0, 6, 0, 0, 2 * PAGE, BLOCK, 0)
    memory = struct.pack("<HHQQQQII", 3, 0x160, 0x100000, PAGE, 0x100000, PAGE, 0, 16)
    directories = struct.pack("<II", PAGE, used).ljust(16 * 8, b"\0")
    section = struct.pack("<8sIIIIIIHHI", b".edata", used, PAGE, BLOCK, BLOCK, 0, 0, 0, 0, 0x40000040)
    return dos + file + code + image + memory + directories + section
