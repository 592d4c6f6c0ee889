"""The layout that a Mac types with, and the shape of the keyboard that was typed on last."""

from __future__ import annotations

import ctypes
import plistlib
import sys
from collections.abc import Callable
from typing import Any
from xml.parsers.expat import ExpatError

from keycheck.host.settings_macos import CARBON
from keycheck.host.typing_layout import Typing
from keycheck.layouts.layout import Standard
from keycheck.programs import Ask, answer_of

SETTINGS = "com.apple.HIToolbox"
SELECTED, NAME, MODE = "AppleSelectedInputSources", "KeyboardLayout Name", "Input Mode"
"""Where macOS keeps the layouts in use (measured in no test: read from its own settings as `defaults` prints them)."""

_SHAPES: dict[bytes, Standard] = {b"ANSI": "ansi", b"ISO ": "iso", b"JIS ": "jis"}
"""What KBGetLayoutType answers (Carbon, Keyboards.h), as four letters."""

_LOCALES = {
    "ABC": "us",
    "Arabic": "ara",
    "Belgian": "be",
    "Brazilian - ABNT2": "br_abnt2",
    "British": "gb",
    "Canadian - CSA": "ca_fr",
    "Czech": "cz",
    "Danish": "dk",
    "Dutch": "nl",
    "Finnish": "fi",
    "French": "fr",
    "German": "de",
    "Greek": "gr",
    "Hebrew": "il",
    "Hungarian": "hu",
    "Italian": "it",
    "Latin American": "latam",
    "Norwegian": "no",
    "Polish": "pl",
    "Polish Pro": "pl",
    "Portuguese": "pt",
    "Russian": "ru",
    "Spanish": "es",
    "Spanish - ISO": "es",
    "Swedish": "se",
    "Swedish - Pro": "se",
    "Swiss French": "ch_fr",
    "Swiss German": "ch_de",
    "Thai": "th",
    "Turkish": "tr",
    "U.S.": "us",
    "Ukrainian": "ua",
}
"""Apple's name of the layout -> the locale of our legends."""

_MODES = {"Japanese": "jp", "Korean": "kr"}
"""Part of an input method's mode -> the locale of the caps that it is typed on."""


def read(ask: Ask = answer_of, shape: Callable[[], Standard | None] | None = None) -> Typing:
    """What this Mac says. Raises NoAnswer where its settings can't be asked."""
    return Typing(_locale(_selected(ask)), (shape or shape_here)())


def shape_here() -> Standard | None:
    """The shape of the keyboard in use; None where the system does not know it."""
    if sys.platform != "darwin":
        return None
    carbon = ctypes.CDLL(CARBON)
    carbon.LMGetKbdType.restype = ctypes.c_uint8
    carbon.KBGetLayoutType.restype = ctypes.c_uint32
    answer = int(carbon.KBGetLayoutType(ctypes.c_int16(carbon.LMGetKbdType())))
    return _SHAPES.get(answer.to_bytes(4, "big"))


def _selected(ask: Ask) -> list[dict[str, Any]]:
    try:
        settings = plistlib.loads(ask(["/usr/bin/defaults", "export", SETTINGS, "-"], "").encode())
    except (plistlib.InvalidFileException, ExpatError, ValueError):
        return []
    return [entry for entry in settings.get(SELECTED, ()) if isinstance(entry, dict)]


def _locale(selected: list[dict[str, Any]]) -> str:
    for entry in selected:
        mode = str(entry.get(MODE, ""))
        of_mode = next((locale for name, locale in _MODES.items() if name in mode), "")
        if found := _LOCALES.get(str(entry.get(NAME, "")), of_mode):
            return found
    return ""
