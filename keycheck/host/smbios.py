"""The serial number in the firmware's table of structures (SMBIOS, DMTF DSP0134, section 6.1)."""

from __future__ import annotations

from collections.abc import Iterator

SYSTEM_INFORMATION = 1
"""The type of the structure that names the machine (DSP0134, 7.2)."""

SERIAL_NUMBER = 0x07
"""Where in it stands which of its strings is the serial number (DSP0134, 7.2, table 10)."""


def system_serial(structures: bytes) -> str | None:
    """The machine's serial number; None where the table has none or ends too early."""
    for kind, formatted, strings in _structures(structures):
        if kind == SYSTEM_INFORMATION and len(formatted) > SERIAL_NUMBER:
            number = formatted[SERIAL_NUMBER]
            # Strings count from 1; 0 says that there is none.
            return strings[number - 1] if 0 < number <= len(strings) else None
    return None


def _structures(table: bytes) -> Iterator[tuple[int, bytes, list[str]]]:
    """Each structure's type, formatted area and strings, up to the first that is cut off."""
    start = 0
    while start + 4 <= len(table):
        kind, length = table[start], table[start + 1]
        end = table.find(b"\0\0", start + length)
        if length < 4 or end < 0:
            return
        texts = table[start + length : end].split(b"\0")
        yield kind, table[start : start + length], [text.decode("utf-8", errors="replace") for text in texts]
        start = end + 2
