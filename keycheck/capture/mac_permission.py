"""Whether macOS lets this terminal listen to keys, which it asks of the terminal's own program."""

from __future__ import annotations

import importlib
from typing import Any

from keycheck.capture.source import Probe
from keycheck.languages import N_

NOT_ALLOWED = Probe(
    "blocked",
    N_("macOS does not allow this terminal to listen to keys"),
    N_("System Settings > Privacy & Security > Input Monitoring: allow this terminal, then start it again"),
)


def may_listen() -> bool:
    """Whether the terminal has the right (Input Monitoring); does not ask the person for it."""
    return bool(quartz().CGPreflightListenEventAccess())


def quartz() -> Any:
    """Apple's functions, which come with pynput there and nowhere else."""
    return importlib.import_module("Quartz")
