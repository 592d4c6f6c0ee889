"""The live form of a trace on disk while an examination runs, so that a crash loses nothing; it goes once sealed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from keycheck.config import DATA_FOLDER_VARIABLE
from keycheck.errors import UsageError
from keycheck.events.trace import Header, Record
from keycheck.events.trace_file import encode_line
from keycheck.languages import N_

JOURNAL = ".journal.jsonl"
"""How the name of a journal ends."""


class Journal:
    """An append-only file that only its owner may read; each record is one write."""

    def __init__(self, folder: Path, name: str, header: Header) -> None:
        """Create the journal in this folder. Raises UsageError where it can't be: better now than after the work."""
        self.path = folder / f"{name}{JOURNAL}"
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            self._file = os.open(self.path, flags, 0o600)
        except OSError as error:
            raise self._refusal(error.strerror) from error
        self._open, self._full = True, False
        _lock(self._file)
        if not self._append(encode_line(header)):
            self.discard()
            raise self._refusal(N_("no space is left"))

    def anew(self, header: Header) -> Journal:
        """An empty journal beside this one, of the same examination with another header. Raises as a new one does."""
        name = self.path.name.removesuffix(JOURNAL)
        stem, mark, number = name.partition(" map ")
        return Journal(self.path.parent, f"{stem} map {int(number) + 1 if mark else 2}", header)

    def add(self, record: Record) -> None:
        """One more record. A full disk must not end the examination, whose trace is in memory too; the journal does."""
        if self._open and not self._full:
            self._full = not self._append(encode_line(record))

    def _append(self, line: bytes) -> bool:
        """Write the line, whole or not at all: behind half a line, or a missing one, nothing could be read again."""
        try:
            written = os.write(self._file, line)
        except OSError:
            return False
        if written < len(line):
            os.ftruncate(self._file, os.fstat(self._file).st_size - written)
        return written == len(line)

    def _refusal(self, reason: str | None) -> UsageError:
        return UsageError(
            N_(
                "{parent}: the examination can't be kept there while it runs ({reason}); set "
                "{variable} to a folder that can be written"
            ).format(parent=self.path.parent, reason=reason, variable=DATA_FOLDER_VARIABLE)
        )

    def discard(self) -> None:
        """The trace was sealed and kept elsewhere: the order of keys is forgotten."""
        self.close()
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Write no more; the file stays."""
        if self._open:
            self._open = False
            os.close(self._file)


@contextmanager
def claimed(journal: Path) -> Iterator[bytes | None]:
    """What the journal holds, while no other keycheck can take or write it; None where one does.

    It holds nothing where a keycheck has just made it. Raises OSError where it can't be read, FileNotFoundError where
    it is gone.
    """
    if sys.platform == "win32":
        try:
            os.replace(journal, journal)
        except PermissionError:
            yield None
            return
        yield journal.read_bytes()
        return
    import fcntl

    with journal.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        # Between opening and locking, another keycheck may have taken it: its last name is then gone.
        yield file.read() if os.fstat(file.fileno()).st_nlink else None


def _lock(file: int) -> None:
    """Held until the process ends, however it ends; Windows refuses to move a file that is open, which is as good.

    Nothing is written before it is held, so that whoever claims a journal in between finds nothing to take.
    """
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
