"""A keyboard that was pulled out of a Linux machine, and how it is known again when it is plugged in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from keycheck.capture.linux_keyboards import Keyboard, keyboards

LOOK_AGAIN_NS = 500_000_000
"""How often to look for a keyboard that was pulled out. Looking takes some milliseconds, and events wait meanwhile."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A keyboard that was pulled out."""

    keyboard: Keyboard
    device: str
    """The name under which it is told of: the path that it had at the start."""
    since_ns: int
    """Until when it was heard."""
    others: frozenset[str]
    """The keyboards that were attached beside it, by path: another one of its kind is not it."""

    @classmethod
    def now(cls, keyboard: Keyboard, device: str, since_ns: int, root: Path) -> Lost:
        """It is gone at this moment; what else is attached is looked up."""
        others = frozenset(one.found.path for one in attached(root)) - {keyboard.found.path}
        return cls(keyboard, device, since_ns, others)

    def again_among(self, here: Iterable[Keyboard]) -> Keyboard | None:
        """The lost one, at whatever port, when all of its nodes are there."""
        return next((keyboard for keyboard in here if self._is(keyboard)), None)

    def _is(self, other: Keyboard) -> bool:
        is_new = other.found.path not in self.others
        return is_new and kind(other) == kind(self.keyboard) and len(other.nodes) == len(self.keyboard.nodes)


class Places:
    """Where the keyboard of each name was last: plugged in again it may have another place, and keeps its name."""

    def __init__(self) -> None:
        self._last: dict[str, Keyboard] = {}

    def note(self, name: str, keyboard: Keyboard) -> None:
        """The keyboard of this name is here now."""
        self._last[name] = keyboard

    def find(self, names: Sequence[str], here: Sequence[Keyboard]) -> list[tuple[str, Keyboard]]:
        """The keyboards of these names (none: all), as far as they are still there, each with its name."""
        found = ((name, self._of(name, here)) for name in names or [keyboard.found.path for keyboard in here])
        return [(name, keyboard) for name, keyboard in found if keyboard is not None]

    def _of(self, name: str, here: Sequence[Keyboard]) -> Keyboard | None:
        last = self._last.get(name)
        place = name if last is None else last.found.path
        there = next((keyboard for keyboard in here if keyboard.found.path == place), None)
        return None if there is None or (last is not None and kind(there) != kind(last)) else there


def kind(keyboard: Keyboard) -> tuple[str, str, int | None, int | None]:
    """What two keyboards of one make have in common, and one has before and after it was pulled out."""
    found = keyboard.found
    return found.name, found.bus, found.vendor_id, found.product_id


def attached(root: Path) -> tuple[Keyboard, ...]:
    """The keyboards that are there now; none where one is being plugged in or pulled out at this very moment."""
    try:
        return keyboards(root)
    except (OSError, ValueError):
        return ()
