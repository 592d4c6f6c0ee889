"""What lies beside a report, and what it follows from: read only where it is a file, and never beyond a bound."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from keycheck.errors.bounded_file import bytes_of
from keycheck.events import trace_file

LAYOUT_FILE = "layout.toml"
"""The map, where it is none of those that every keycheck has: without it nobody could draw the verdict again."""


def recording_beside(report: Path, name: str) -> bytes | None:
    """The bytes of the file of this plain name in the folder of the report; None where no file has it.

    Raises BadFile for one that can't be read, or is larger than any recording.
    """
    file = report.parent / name
    return bytes_of(file, trace_file.MAX_BYTES) if file.is_file() else None


def map_beside(report: Path) -> bytes | None:
    """The bytes of a map in the folder of the report. Raises BadFile as for a recording."""
    file = report.parent / LAYOUT_FILE
    if not file.is_file():
        return None
    from keycheck.layouts.map_file import MAX_BYTES  # the TOML parser, which our own maps do not need

    return bytes_of(file, MAX_BYTES)


def as_named(data: bytes | None, digest: str | None) -> bytes | None:
    """These bytes where they are the ones that a report names by this digest, else None."""
    return data if data is not None and sha256(data).hexdigest() == digest else None
