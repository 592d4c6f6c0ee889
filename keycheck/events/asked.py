"""Which keys keycheck asked for, and when: the one rule that decides what may be kept in full.

Both the seal and the diagnosis use it, so that the sealed form gives the verdict of the live one.
"""

from __future__ import annotations

from keycheck.events.trace import Phase, PhaseName, Prompt

SWEPT: frozenset[PhaseName] = frozenset({"sweep", "free"})
"""Phases in which the person presses at will: kept per key, without the order of keys."""

OPENING: PhaseName = "start"
"""The phase before anything was asked; what was down then is known by the prompts to let go that follow it."""


class Asked:
    """Follows the records and tells which keys the prompt of this moment, or the one before it, asks for.

    The one before counts too, because its last key is still being let go when the next prompt opens.
    """

    def __init__(self) -> None:
        self.phase: PhaseName | None = None
        self._keys: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())

    def follow(self, record: object) -> None:
        """Take note of a phase or a prompt; any other record changes nothing."""
        if isinstance(record, Phase):
            self.phase = record.name
            self._keys = (frozenset(), frozenset())
        elif isinstance(record, Prompt):
            self._keys = (self._keys[1], record.keys)

    @property
    def keys(self) -> frozenset[str]:
        """The keys asked for now."""
        return self._keys[0] | self._keys[1]
