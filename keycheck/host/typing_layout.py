"""With which layout this system types: from it follows what is probably printed on its keys, and on how many."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

from keycheck.layouts.layout import Standard


@dataclass(frozen=True, slots=True)
class Typing:
    """What a system says of it; empty and None where it says nothing."""

    locale: str = ""
    """By XKB's name, in the way of our legends (`us`, `ch_fr`, `br_abnt2`)."""
    shape: Standard | None = None
    """Which keys the system takes the keyboard to have."""


def typing_here() -> Typing:
    """What this system says. Never raises; asks one or two programs, which answer within 50 ms each (measured)."""
    try:
        return _read()
    except Exception:
        # It is a guess, and the person is asked: a system that answers strangely must not cost an examination.
        return Typing()


def _read() -> Typing:
    if sys.platform == "win32":
        from keycheck.host import typing_windows

        return typing_windows.read()
    if sys.platform == "darwin":
        from keycheck.host import typing_macos

        return typing_macos.read()
    from keycheck.host import typing_linux

    return typing_linux.read(os.environ)
