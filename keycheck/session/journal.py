"""The live form of a trace on disk while an examination runs, so that a crash loses nothing; it goes once sealed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from keycheck.events.trace import Header, Record
from keycheck.events.trace_file import encode_line

JOURNAL = ".journal.jsonl"
"""How the name of a journal ends."""


class Journal:
    """An append-only file that only its owner may read; each record is one write."""

    def __init__(self, folder: Path, name: str, header: Header) -> None:
        """Create the journal in this folder. Raises OSError where it can't be."""
        self.path = folder / f"{name}{JOURNAL}"
        self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        self._open = True
        _lock(self._file)
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


def in_use(journal: Path) -> bool:
    """Whether a running keycheck still writes it. Raises OSError where the file can't be opened."""
    if sys.platform == "win32":
        try:
            os.replace(journal, journal)
        except PermissionError:
            return True
        return False
    import fcntl

    with journal.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _lock(file: int) -> None:
    """Held until the process ends, however it ends; Windows refuses to move a file that is open, which is as good."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
