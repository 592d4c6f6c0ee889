"""The files that somebody needs to check a report again: no output of a command takes their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from keycheck.errors import KeycheckError
from keycheck.errors.bad_json import REFUSALS
from keycheck.errors.bounded_file import bytes_of
from keycheck.reports.report import MAX_BYTES, FileName
from keycheck.session.beside import LAYOUT_FILE
from keycheck.session.outcome import TRACE_FILE


class _Named(msgspec.Struct):
    trace_file: FileName


def is_one_of(output: Path, files: Iterable[Path]) -> bool:
    """Whether the output would take the place of one of these; one that is gone by now has none."""
    return output.exists() and any(file.exists() and output.samefile(file) for file in files)


def is_source_of_one(output: Path, reports: Iterable[Path]) -> bool:
    """Whether the output would take the place of the recording or the map that one of these reports follows from."""
    return output.exists() and any(is_one_of(output, _sources(report)) for report in reports)


def _sources(report: Path) -> Iterator[Path]:
    yield report.with_name(LAYOUT_FILE)
    yield report.with_name(_recording_of(report) or TRACE_FILE)


def _recording_of(report: Path) -> str | None:
    """The recording that this file names; None for one that names none, such as a page, or can't be read."""
    try:
        return msgspec.json.decode(bytes_of(report, MAX_BYTES), type=_Named).trace_file
    except (KeycheckError, *REFUSALS):
        return None
