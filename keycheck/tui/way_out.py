"""The way out of a screen on which no key acts: a chord, so often that nobody does it by accident."""

from __future__ import annotations

from time import monotonic

TIMES, WITHIN_S = 3, 3.0
"""Ctrl+C so often within so many seconds."""


class WayOut:
    """Counts the chord."""

    def __init__(self) -> None:
        self._at: list[float] = []

    def taken(self, key: str) -> bool:
        """Whether this key, by Textual's name, was the last one of the way out."""
        if key != "ctrl+c":
            return False
        now = monotonic()
        self._at = [at for at in self._at if now - at < WITHIN_S] + [now]
        return len(self._at) >= TIMES
