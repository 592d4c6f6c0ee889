"""The names of reports: drawn from what they tell of and when, so that nobody can choose one."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import count, islice

MOST_DRAWN = 64
"""After so many no report goes on: each has a claim code that can be said with a chance of 32 in 37."""


def names(trace_sha256: str, created_utc: str) -> Iterator[str]:
    """One name after another for the report of this recording and time, the same for the same."""
    for number in count():
        yield sha256(f"{trace_sha256} {created_utc} {number}".encode()).hexdigest()[:16]


def is_drawn(name: str, trace_sha256: str, created_utc: str) -> bool:
    """Whether the report of this recording and time can have this name."""
    return name in islice(names(trace_sha256, created_utc), MOST_DRAWN)
