"""A keyboard that was pulled out of a Linux machine, and how it is known again when it is plugged in."""

from __future__ import annotations

from collections.abc import Iterable
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
