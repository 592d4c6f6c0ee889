"""What stands at the head of a map that a program makes: its id by its name, and its standard by its keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from keycheck.layouts.layout import Standard


def id_of(name: str) -> str:
    """The name in small letters, digits and hyphens, as the ids of our own maps are."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "imported"


def standard_of(codes: Iterable[str | None]) -> Standard:
    """Which keyboard has these keys in its main block."""
    there = set(codes)
    if {"IntlYen", "IntlRo"} & there:
        return "jis" if "IntlYen" in there else "abnt2"
    return "iso" if "IntlBackslash" in there else "ansi"
