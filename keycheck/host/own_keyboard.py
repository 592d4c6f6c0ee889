"""What a keyboard and its machine say of themselves that helps to guess its map; everybody may read it."""

from __future__ import annotations

import sys
from pathlib import Path

from keycheck.host.machine import Machine

PORTABLE = frozenset({8, 9, 10, 11, 14, 30, 31, 32})
"""Chassis types of the SMBIOS specification (7.4.1) that bring their keyboard."""


def country_of(path: str, root: Path = Path("/")) -> int:
    """The country code that a keyboard was made with (HID 1.11, 6.2.1), by its place on Linux; 0 where it says none."""
    name = path.removeprefix("/dev/input/")
    if not name.startswith("event"):
        return 0
    said = _text(root / "sys/class/input" / name / "device/device/country")
    try:
        return int(said, 16)
    except ValueError:
        return 0


def is_portable(machine: Machine, root: Path = Path("/")) -> bool:
    """Whether the machine brings a keyboard of its own, as far as it says."""
    if sys.platform == "darwin":
        return machine.model is not None and "MacBook" in machine.model.value
    said = _text(root / "sys/class/dmi/id/chassis_type")
    return said.isdecimal() and int(said) in PORTABLE


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
