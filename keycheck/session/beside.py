"""The recording that lies beside a report: read only where it is a file, and never beyond the bound of a recording."""

from __future__ import annotations

from pathlib import Path

from keycheck.errors.bounded_file import bytes_of
from keycheck.events.trace_file import MAX_BYTES


def recording_beside(report: Path, name: str) -> bytes | None:
    """The bytes of the file of this plain name in the folder of the report; None where no file has it.

    Raises BadFile for one that can't be read, or is larger than any recording.
    """
    file = report.parent / name
    return bytes_of(file, MAX_BYTES) if file.is_file() else None
