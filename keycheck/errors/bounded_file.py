"""The bytes of a file from outside: one that is too large is refused by its size, before it is read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from keycheck.errors import BadFile

START = 16
"""So many bytes tell what kind of file it is."""


def bytes_of(path: Path, most: int | Callable[[bytes], int]) -> bytes:
    """All of the file. `most` bytes are allowed: a number, or what follows from the first `START` bytes of the file.

    Raises BadFile for a larger one, and for one that can't be read. What tells no size, such as a pipe, is read no
    further than that.
    """
    try:
        with path.open("rb") as file:
            start = file.read(START)
            allowed = most if isinstance(most, int) else most(start)
            too_large = os.fstat(file.fileno()).st_size > allowed
            data = start if too_large else start + file.read(allowed + 1 - len(start))
    except OSError as error:
        found = error.strerror or type(error).__name__
        raise BadFile(str(path), "the file", found, "a file that can be read") from None
    if too_large or len(data) > allowed:
        raise BadFile(str(path), "the file", f"more than {allowed} bytes", "at most that")
    return data
