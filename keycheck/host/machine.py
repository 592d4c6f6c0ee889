"""What machine this is: maker, model, serial number and system, each optional, each with where it was read."""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass

from keycheck.host.label import Fact, Label, stated


@dataclass(frozen=True, slots=True)
class Machine:
    """The computer that keycheck runs on; None for each part that can't be read. A person can type what is missing."""

    maker: Fact | None = None
    model: Fact | None = None
    serial: Fact | None = None
    """Personal data: it can lead to a buyer."""
    os: Fact | None = None


def this_machine() -> Machine:
    """What this machine says of itself. Never raises; takes up to two seconds on a Mac, no time elsewhere."""
    label, system = _asked_of_the_system()
    return Machine(label.maker, label.model, label.serial, system)


def _asked_of_the_system() -> tuple[Label, Fact | None]:
    if sys.platform == "win32":
        from keycheck.host import windows

        return windows.read_label(), windows.read_system()
    if sys.platform == "darwin":
        from keycheck.host import macos

        return macos.read_label(), macos.read_system()
    if sys.platform == "linux":
        from keycheck.host import linux

        return linux.read_label(), linux.read_system()
    return Label(), stated(f"{platform.system()} {platform.release()}", "system")
