"""The recording that lies beside a report: read only where it is a file, and never beyond the bound of a recording."""

from __future__ import annotations

from pathlib import Path

from keycheck.errors import BadFile
from keycheck.events.trace_file import MAX_BYTES


def recording_beside(report: Path, name: str) -> bytes | None:
    """The bytes of the file of this plain name in the folder of the report; None where no file has it.

    Raises BadFile for one that can't be read, or is larger than any recording.
    """
    file = report.parent / name
    if not file.is_file():
        return None
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadFile(str(file), "the whole file", error.strerror or "nothing", "a file that can be read") from error
    if len(data) > MAX_BYTES:
        raise BadFile(str(file), "the whole file", f"more than {MAX_BYTES} bytes", "at most that")
    return data
