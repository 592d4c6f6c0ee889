"""The udev rule for those who prefer a lasting right to read keyboards over a password each time."""

from __future__ import annotations

import shlex
from pathlib import Path

RULE = Path(__file__).parent / "data" / "70-keycheck.rules"
"""Shipped with the package; it says itself what it gives away, and how to take it back."""

INSTALLED = Path("etc/udev/rules.d") / RULE.name


def install_command() -> str:
    """The one command that installs the rule and lets it act on what is attached already."""
    return (
        f"sudo install -m 644 {shlex.quote(str(RULE))} /{INSTALLED}"
        " && sudo udevadm control --reload && sudo udevadm trigger --action=change"
    )
