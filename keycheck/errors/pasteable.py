"""How a place on disk is written in a command, so that it can be copied into a shell as it stands."""

from __future__ import annotations

import shlex
import sys
from pathlib import PurePath

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:\\/~")
"""What cmd and PowerShell take as it is (ours: fewer than they do)."""


def pasteable(place: PurePath | str, platform: str = sys.platform) -> str:
    """The place, in quotes where it has a blank or another sign that a shell of this system acts on."""
    text = str(place)
    if platform != "win32":
        return shlex.quote(text)
    return text if text and _PLAIN.issuperset(text) else f'"{text}"'
