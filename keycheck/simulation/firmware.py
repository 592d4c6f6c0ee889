"""The controller of a keyboard: debounce, matrix scan with its ghost filter, and how many keys it reports at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from keycheck.layouts.matrix import Matrix
from keycheck.simulation.schedule import Schedule

Debounce = Literal[
    "sym_defer_global",
    "sym_defer_per_key",
    "sym_eager_per_key",
    "asym_eager_defer_per_key",
    "asym_down_up",
    "none",
]
"""QMK's names; asym_down_up is that of the ChromeOS controller: both edges wait, each for its own time."""
EAGER: frozenset[Debounce] = frozenset({"sym_eager_per_key", "asym_eager_defer_per_key"})
"""They report a press at once and look away for a while; the others wait until it has lasted."""
GhostFilter = Literal["none", "block_new", "freeze_state"]
Rollover = Literal["two_key_matrix", "six_key_error_report", "six_key_drop", "n_key"]

Changes = list[tuple[str, bool]]
"""Codes that went down (True) or came up (False) from one report to the next."""

_LIMITS: dict[Rollover, int] = {"two_key_matrix": 2, "six_key_error_report": 6, "six_key_drop": 6, "n_key": 10_000}
_MODIFIERS = ("Alt", "Control", "Meta", "Shift")


@dataclass(frozen=True, slots=True)
class FirmwareBuild:
    """How a controller works; times in nanoseconds."""

    debounce: Debounce = "sym_defer_per_key"
    down_ns: int = 5_000_000
    up_ns: int = 5_000_000
    scan_ns: int = 1_000_000
    ghost_filter: GhostFilter = "block_new"
    rollover: Rollover = "n_key"
    diodes: bool = True
    """Without them three keys on two lines of each side close a fourth crossing."""


@dataclass(slots=True)
class _Key:
    """What the controller knows of one contact."""

    raw: bool = False
    out: bool = False
    edges: int = 0
    locked_until: int = 0


@dataclass(slots=True)
class Firmware:
    """Follows the contacts, and calls `report` with what changed in what it reports."""

    build: FirmwareBuild
    matrix: Matrix | None
    sends: Mapping[str, str]
    """Key -> the code that it sends instead of its own."""
    schedule: Schedule
    report: Callable[[int, Changes], None]
    _keys: dict[str, _Key] = field(default_factory=dict)
    _edges: int = 0
    _closed: dict[str, None] = field(default_factory=dict)
    """In the order in which they closed."""
    _shown: dict[str, None] = field(default_factory=dict)

    def edge(self, t: int, key: str, closed: bool) -> None:
        """A contact closed or opened, as the scan sees it."""
        state = self._keys.setdefault(key, _Key())
        state.raw = closed
        state.edges += 1
        self._edges += 1
        build = self.build
        if build.debounce == "none":
            self._commit(t, key, state)
        elif build.debounce == "sym_defer_global":
            self._wait_for_all(t)
        elif build.debounce == "sym_eager_per_key" or (build.debounce == "asym_eager_defer_per_key" and closed):
            self._eager(t, key, state)
        else:
            symmetric = build.debounce == "sym_defer_per_key"
            self._wait(t + (build.down_ns if closed or symmetric else build.up_ns), key, state)

    def _wait(self, until: int, key: str, state: _Key) -> None:
        """Take the new state when it has lasted until then."""
        edges = state.edges

        def unless_changed(t: int) -> None:
            if state.edges == edges:
                self._commit(t, key, state)

        self.schedule.at(max(until, state.locked_until), unless_changed)

    def _wait_for_all(self, t: int) -> None:
        edges = self._edges

        def unless_changed(t: int) -> None:
            if self._edges == edges:
                for key, state in self._keys.items():
                    self._commit(t, key, state)

        self.schedule.at(t + self.build.down_ns, unless_changed)

    def _eager(self, t: int, key: str, state: _Key) -> None:
        """Take the new state at once, and then nothing for a while."""
        if state.out == state.raw:
            return
        if t >= state.locked_until:
            state.locked_until = t + self.build.down_ns
            self._commit(t, key, state)
        else:
            self._wait(state.locked_until, key, state)

    def _commit(self, t: int, key: str, state: _Key) -> None:
        if state.out == state.raw:
            return
        state.out = state.raw
        if state.out:
            self._closed[key] = None
        else:
            self._closed.pop(key, None)
        self._tell(t)

    def _tell(self, t: int) -> None:
        """Report what changed, as far as the filters let it through."""
        shown = self._filtered() if len(self._closed) > 2 or len(self._shown) > 2 else dict(self._closed)
        before = {self.sends.get(key, key) for key in self._shown}
        now = {self.sends.get(key, key): None for key in shown}
        changes = [(code, False) for code in sorted(before - now.keys())]
        changes += [(code, True) for code in now if code not in before]
        self._shown = shown
        if changes:
            self.report(t, changes)

    def _filtered(self) -> dict[str, None]:
        phantoms = self._phantoms()
        kept = {key: None for key in self._shown if key in self._closed}
        if phantoms and self.build.ghost_filter == "freeze_state":
            return self._shown
        if phantoms and self.build.ghost_filter == "block_new":
            return kept
        return self._limited(kept, self._closed | dict.fromkeys(phantoms))

    def _limited(self, kept: dict[str, None], wanted: dict[str, None]) -> dict[str, None]:
        """What one report can hold: modifiers always, of the others the first ones."""
        limit = _LIMITS[self.build.rollover]
        plain = [key for key in wanted if not key.startswith(_MODIFIERS)]
        if len(plain) > limit and self.build.rollover == "six_key_error_report":
            return self._shown
        first = sorted(plain, key=lambda key: key not in kept)[:limit]
        return {key: None for key in wanted if key.startswith(_MODIFIERS) or key in first}

    def _phantoms(self) -> tuple[str, ...]:
        """Keys that read as closed though nobody presses them: current finds a way round through three others."""
        if self.matrix is None or self.build.diodes:
            return ()
        lines: dict[tuple[str, int], int] = {}
        pressed = [place for key in self._closed for place in self.matrix.places.get(key, ())]
        for number, (drive, sense) in enumerate(pressed):
            ends = ("drive", drive), ("sense", sense)
            joined = {lines[end] for end in ends if end in lines}
            lines |= {end: number for end, net in lines.items() if net in joined} | dict.fromkeys(ends, number)
        drives = {place: net for (side, place), net in lines.items() if side == "drive"}
        senses = {place: net for (side, place), net in lines.items() if side == "sense"}
        read = ((drive, sense) for drive, net in drives.items() for sense, other in senses.items() if net == other)
        found = (self.matrix.at[place] for place in read if place in self.matrix.at)
        return tuple(key for key in found if key not in self._closed)
