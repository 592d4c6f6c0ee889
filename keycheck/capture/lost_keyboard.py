"""A keyboard that was pulled out of the machine, and how it is known again when it is plugged in."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from keycheck.capture.clock import now_ns
from keycheck.capture.linux_keyboards import Keyboard, keyboards
from keycheck.capture.source import FoundDevice
from keycheck.languages import N_

LOOK_AGAIN_NS = 500_000_000
"""How often to look for a keyboard that was pulled out. Looking takes some milliseconds, and events wait meanwhile."""


class Attached(Protocol):
    """A keyboard that is there, as a source knows it."""

    @property
    def found(self) -> FoundDevice: ...

    @property
    def nodes(self) -> Sequence[object]:
        """Its interfaces."""


K = TypeVar("K", bound=Attached)


@dataclass(frozen=True, slots=True)
class Lost:
    """A keyboard that was pulled out."""

    keyboard: Attached
    device: str
    """The name under which it is told of: the path that it had at the start."""
    since_ns: int
    """Until when it was heard."""
    others: frozenset[str]
    """The keyboards that were attached beside it, by path: another one of its kind is not it."""

    @classmethod
    def now(cls, keyboard: Attached, device: str, since_ns: int, here: Iterable[Attached]) -> Lost:
        """It is gone at this moment, at which these are attached."""
        others = frozenset(one.found.path for one in here) - {keyboard.found.path}
        return cls(keyboard, device, since_ns, others)

    def again_among(self, here: Iterable[K]) -> K | None:
        """The lost one, at whatever port, when all of its nodes are there."""
        return next((keyboard for keyboard in here if self._is(keyboard)), None)

    def _is(self, other: Attached) -> bool:
        is_new = other.found.path not in self.others
        return is_new and kind(other) == kind(self.keyboard) and len(other.nodes) == len(self.keyboard.nodes)


class Places:
    """What is known of the keyboards from one stretch of reading to the next.

    A keyboard that is plugged in again may have another place, and keeps its name. One that was pulled out or taken in
    one stretch may be back in the next: whoever was told of the loss has to be told of the end too.
    """

    def __init__(self) -> None:
        self.lost: dict[str, Lost] = {}
        """The keyboards that were pulled out, by name."""
        self.blocked: dict[str, int] = {}
        """The keyboards that something keeps from us, by name, and until when each was heard."""
        self._last: dict[str, Attached] = {}
        self._attached: frozenset[str] = frozenset()

    def note(self, name: str, keyboard: Attached) -> None:
        """The keyboard of this name is here now."""
        self._last[name] = keyboard

    def find(self, names: Sequence[str], here: Sequence[K]) -> list[tuple[str, K]]:
        """The keyboards of these names (none: all), as far as they are there, each with its name.

        One that was there before and is not any more becomes one of the lost; it may be among those that are found.
        """
        self._miss(here)
        self._attached = frozenset(keyboard.found.path for keyboard in here)
        found = ((name, self._of(name, here)) for name in names or self._all_names(here))
        return [(name, keyboard) for name, keyboard in found if keyboard is not None]

    def choose(self, names: Sequence[str], here: Sequence[K]) -> list[tuple[str, K]]:
        """The same; OSError where none of them is there, and none may come back."""
        found = self.find(names, here)
        if not found and not self.lost:
            raise OSError(errno.ENODEV, N_("none of the keyboards is attached any more"))
        return found

    def _miss(self, here: Sequence[Attached]) -> None:
        for name, last in self._last.items():
            if name not in self.lost and not any(_is_at_its_place(last, one) for one in here):
                self.lost[name] = Lost(last, name, now_ns(), self._attached - {last.found.path})

    def _all_names(self, here: Sequence[Attached]) -> list[str]:
        again = {keyboard.found.path for name in self._last if (keyboard := self._of(name, here)) is not None}
        new = [keyboard.found.path for keyboard in here if keyboard.found.path not in again]
        return [*self._last, *(path for path in new if path not in self._last)]

    def _of(self, name: str, here: Sequence[K]) -> K | None:
        if (lost := self.lost.get(name)) is not None:
            return lost.again_among(here)
        place = self._last[name].found.path if name in self._last else name
        return next((keyboard for keyboard in here if keyboard.found.path == place), None)


def _is_at_its_place(last: Attached, now: Attached) -> bool:
    return now.found.path == last.found.path and kind(now) == kind(last)


def kind(keyboard: Attached) -> tuple[str, str, int | None, int | None]:
    """What two keyboards of one make have in common, and one has before and after it was pulled out."""
    found = keyboard.found
    return found.name, found.bus, found.vendor_id, found.product_id


def attached(root: Path) -> tuple[Keyboard, ...]:
    """The keyboards of Linux that are there now; none where one is plugged in or pulled out at this very moment."""
    try:
        return keyboards(root)
    except (OSError, ValueError):
        return ()
