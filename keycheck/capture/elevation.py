"""More rights for one small process: how sudo starts a source that may read devices, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

import keycheck
from keycheck.capture.isolation import ISOLATED
from keycheck.capture.remote import ELSEWHERE, is_remote
from keycheck.capture.sources import DEVICE_SOURCES
from keycheck.errors import UsageError
from keycheck.languages import N_, _

PROMPT = N_("keycheck reads the keyboard's own device for this examination. Password of %u: ")
"""What sudo asks with; `%u` becomes the name."""

PATIENCE_S = 30.0
"""How long a probe through sudo may take."""


def can_elevate() -> bool:
    """Whether this system has a way: sudo, and devices that only root may read."""
    return sys.platform == "linux" and shutil.which("sudo") is not None


def elevated_command(*arguments: str) -> list[str]:
    """The helper's command, started by sudo, which never asks by this: a screen is open by then.

    None of the environment is kept; where the program and its libraries lie has to be said. What the person's own
    environment adds to that is left out.
    """
    sudo = shutil.which("sudo") or "sudo"
    helper = [sys.executable, *ISOLATED, "-m", "keycheck.capture.elevated_worker", *arguments]
    return [sudo, "-n", "--", "env", "-i", f"PYTHONPATH={_own_places()}", *helper]


def permitted(names: Sequence[str]) -> frozenset[str]:
    """Which of these sources are to be started through sudo; asks for the password, once, in this terminal.

    UsageError over ssh, where this system has no sudo, or sudo refuses.
    """
    wanted = frozenset(names) & DEVICE_SOURCES
    if is_remote(os.environ):
        raise UsageError(N_("--elevate: {why}").format(why=ELSEWHERE.reason))
    if sys.platform == "win32" or not can_elevate():
        raise UsageError(N_("--elevate: found no sudo on this system, expected it"))
    if wanted and os.geteuid() != 0 and not _starts(min(wanted)):
        _ask()
    return wanted if os.geteuid() != 0 else frozenset()


def _starts(name: str) -> bool:
    """Whether sudo starts the helper without asking."""
    command = elevated_command("--probe", name)
    try:
        # A pipe without an end: the helper takes no other stdin.
        done = subprocess.run(command, input=b"", capture_output=True, timeout=PATIENCE_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _ask() -> None:
    try:
        done = subprocess.run([shutil.which("sudo") or "sudo", "-p", _(PROMPT), "-v"], check=False)
    except KeyboardInterrupt as interrupt:
        raise UsageError(N_("--elevate: no password was given")) from interrupt
    if done.returncode != 0:
        raise UsageError(N_("--elevate: sudo refused; start keycheck without it, or ask who looks after this machine"))


def _own_places() -> str:
    libraries = (sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    # A folder may stand there once only; a dictionary keeps their order.
    return os.pathsep.join(dict.fromkeys((str(Path(keycheck.__file__).resolve().parents[1]), *libraries)))
