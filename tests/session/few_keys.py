"""Twenty keys of the usual map: an examination of them is over soon."""

from __future__ import annotations

import msgspec

from keycheck.layouts.library import load

_CODES = {
    *(f"Digit{number}" for number in range(3, 9)),
    *(f"Key{letter}" for letter in "QWEASDZXC"),
    *("ShiftLeft", "Numpad1", "Numpad2", "Numpad3", "NumpadEnter"),
}

FEW = msgspec.structs.replace(load("ansi-104"), keys=tuple(key for key in load("ansi-104").keys if key.code in _CODES))
"""It has the name of the whole map."""
