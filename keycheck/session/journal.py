"""The live form of a trace on disk while an examination runs, so that a crash loses nothing; it goes once sealed."""

from __future__ import annotations

import os
from pathlib import Path

from keycheck.events.trace import Header, Record
from keycheck.events.trace_file import encode_line


class Journal:
    """An append-only file that only its owner may read; each record is one write."""

    def __init__(self, folder: Path, name: str, header: Header) -> None:
        """Create the journal in this folder. Raises OSError where it can't be."""
        self.path = folder / f"{name}.journal.jsonl"
        self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        self._open = True
        os.write(self._file, encode_line(header))

    def add(self, record: Record) -> None:
        """One more record. A full disk must not end the examination: the trace is in memory too."""
        try:
            os.write(self._file, encode_line(record))
        except OSError:
            return

    def discard(self) -> None:
        """The trace was sealed and kept elsewhere: the order of keys is forgotten."""
        self.close()
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Write no more; the file stays."""
        if self._open:
            self._open = False
            os.close(self._file)
