"""What the command line asked for, before anything is known of the machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from keycheck.errors import UsageError
from keycheck.languages import N_
from keycheck.reports.purchase import Purchase
from keycheck.returns.ask import Ask

if TYPE_CHECKING:
    from keycheck.capture.source import FoundDevice
    from keycheck.layouts.matrix import Matrix


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of an examination; None and empty where the start screen may choose."""

    layout_id: str = "ansi-104"
    map_is_named: bool = False
    """Whether the command line named the map, so that nobody needs to be asked for it."""
    named: tuple[str, ...] = ()
    """The keys that the person says fail sometimes."""
    locale: str = ""
    """Whose legends the keys bear; empty for those of the map."""
    device_id: str | None = None
    sources: tuple[str, ...] = ()
    elevated: frozenset[str] = frozenset()
    """The sources that are started through sudo, which has been asked already."""
    matrix: Matrix | None = None
    """The scan matrix of this very keyboard, where the person gave it."""
    out: Path | None = None
    purchase: Purchase = field(default_factory=Purchase)
    ask: Ask = field(default_factory=Ask)
    """What the buyer asks the seller for, if there is a fault."""

    def choose_device(self, found: tuple[FoundDevice, ...]) -> FoundDevice | None:
        """The keyboard that was asked for, by path, name or number; else the built-in one, else the first.

        None where no source tells keyboards apart. Raises UsageError, listing those that are there, for another one.
        """
        if self.device_id is None:
            return next((device for device in found if device.internal), found[0] if found else None)
        for number, device in enumerate(found):
            if self.device_id in (device.path, device.name, str(number)):
                return device
        if not found:
            raise UsageError(N_("--device: found {name}, expected one of: none").format(name=repr(self.device_id)))
        known = ", ".join(f"{number} ({device.name})" for number, device in enumerate(found))
        raise UsageError(
            N_("--device: found {name}, expected one of: {known}").format(name=repr(self.device_id), known=known)
        )
