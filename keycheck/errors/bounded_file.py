"""The bytes of a file from outside: what is no file, or one that is too large, is refused before it is read."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from keycheck.errors import BadFile
from keycheck.errors.marked import N_

START = 16
"""So many bytes tell what kind of file it is."""

_AT_ONCE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe that nobody writes into keeps nobody waiting."""


def bytes_of(path: Path, most: int | Callable[[bytes], int]) -> bytes:
    """All of the file. `most` bytes are allowed: a number, or what follows from the first `START` bytes of the file.

    Raises BadFile for a larger one, for one that can't be read, and for what is no file: a pipe, a device.
    """
    with _opened(path) as file:
        # Files of the system that would make a reader wait give nothing at all here.
        start = file.read(START) or b""
        allowed = most if isinstance(most, int) else most(start)
        too_large = os.fstat(file.fileno()).st_size > allowed
        data = start if too_large else start + (file.read(allowed + 1 - len(start)) or b"")
    if too_large or len(data) > allowed:
        raise BadFile(
            str(path), N_("the file"), N_("more than {number} bytes").format(number=allowed), N_("at most that")
        )
    return data


def start_of(path: Path, most: int) -> bytes:
    """So many bytes from its beginning, fewer where there are no more. Raises BadFile for what can't be read."""
    with _opened(path) as file:
        return file.read(most) or b""


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with os.fdopen(os.open(path, _AT_ONCE), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise BadFile(str(path), N_("the file"), N_("a pipe, a device or a folder"), N_("a plain file"))
            yield file
    except OSError as error:
        found = error.strerror or type(error).__name__
        raise BadFile(str(path), N_("the file"), found, N_("a file that can be read")) from None
