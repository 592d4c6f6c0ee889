"""What lies beside a report, and what it follows from: read only where it is a file, and never beyond a bound."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from keycheck.errors.bounded_file import bytes_of
from keycheck.events import trace_file
from keycheck.layouts import map_file
from keycheck.session.outcome import LAYOUT_FILE


def recording_beside(report: Path, name: str) -> bytes | None:
    """The bytes of the file of this plain name in the folder of the report; None where no file has it.

    Raises BadFile for one that can't be read, or is larger than any recording.
    """
    file = report.parent / name
    return bytes_of(file, trace_file.MAX_BYTES) if file.is_file() else None


def map_beside(report: Path) -> bytes | None:
    """The bytes of a map in the folder of the report. Raises BadFile as for a recording."""
    file = report.parent / LAYOUT_FILE
    return bytes_of(file, map_file.MAX_BYTES) if file.is_file() else None


def as_named(data: bytes | None, digest: str | None) -> bytes | None:
    """These bytes where they are the ones that a report names by this digest, else None."""
    return data if data is not None and sha256(data).hexdigest() == digest else None
