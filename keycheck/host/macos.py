"""What a Mac says of itself, asked of two programs that come with macOS."""

from __future__ import annotations

import json
import platform
import subprocess
from collections.abc import Callable, Sequence

from keycheck.host.label import Fact, Label, stated

PATIENCE_S = 10
"""How long a program may take; system_profiler needs a second or two."""

Run = Callable[[Sequence[str]], str | None]
"""Command line -> what it printed; None where it failed."""


def printed_by(command: Sequence[str]) -> str | None:
    """What the command printed; None where it is missing, fails or takes too long."""
    try:
        done = subprocess.run(
            command, capture_output=True, check=True, timeout=PATIENCE_S, encoding="utf-8", errors="replace"
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def read_label(run: Run = printed_by) -> Label:
    """The name and the identifier of the model (`MacBook Pro (MacBookPro18,3)`) and the serial."""
    hardware = _hardware(run(["/usr/sbin/system_profiler", "-json", "SPHardwareDataType"]))
    name, model, serial = (hardware.get(part) for part in ("machine_name", "machine_model", "serial_number"))
    if model is None:
        identifier = stated(run(["/usr/sbin/sysctl", "-n", "hw.model"]), "sysctl")
        return Label(_maker(identifier), identifier)
    profiled = stated(f"{name} ({model})" if name else model, "system_profiler")
    return Label(_maker(profiled), profiled, stated(serial, "system_profiler"))


def read_system(version: str | None = None) -> Fact | None:
    """macOS and its version."""
    number = platform.mac_ver()[0] if version is None else version
    return stated(f"macOS {number}", "system")


def _maker(model: Fact | None) -> Fact | None:
    """Apple's identifiers hold `Mac`; those of a virtual machine (`VMware7,1`) do not."""
    return Fact("Apple", model.source) if model is not None and "Mac" in model.value else None


def _hardware(report: str | None) -> dict[str, str]:
    """The texts of the one entry of the report; empty where it is not the report that was asked for."""
    try:
        entry = json.loads(report or "")["SPHardwareDataType"][0]
        return {part: text for part, text in entry.items() if isinstance(text, str)}
    except (ValueError, LookupError, TypeError, AttributeError):
        return {}
