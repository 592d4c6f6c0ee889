"""To which block of a keyboard a key belongs by its code, where no map says otherwise."""

from __future__ import annotations

import re

from keycheck.layouts.layout import Zone

_FUNCTION = re.compile(r"Escape|F\d+|PrintScreen|ScrollLock|Pause")
_NAVIGATION = re.compile(r"Arrow\w+|Insert|Delete|Home|End|PageUp|PageDown")
_MEDIA = re.compile(r"Audio\w+|Media\w+|Launch\w+|Browser\w+|Brightness\w+|Eject|Power|Sleep|WakeUp|.*Toggle.*")


def zone_of(code: str) -> Zone:
    """The block in which a key of this code stands on a full-size keyboard."""
    if code.startswith("Num"):
        return "numpad"
    if _FUNCTION.fullmatch(code):
        return "function"
    if _NAVIGATION.fullmatch(code):
        return "navigation"
    return "media" if _MEDIA.fullmatch(code) else "main"
