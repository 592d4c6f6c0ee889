"""A session over ssh: the keyboard under the person's hands is not the one of this machine."""

from __future__ import annotations

from collections.abc import Mapping

from keycheck.capture.source import Probe
from keycheck.languages import N_

ELSEWHERE = Probe(
    "blocked",
    N_("this is a session over ssh, and the keyboard under your hands belongs to another machine"),
    N_("start keycheck on the machine that the keyboard is attached to"),
)
"""Whoever sits at this machine must not be listened to by somebody who does not."""


def is_remote(environment: Mapping[str, str]) -> bool:
    """Whether somebody came in over ssh, by what sshd says to every session."""
    return bool(environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"))


def has_display_of_the_person(environment: Mapping[str, str]) -> bool:
    """Whether the X server is the person's own one: with ssh, the one that it forwards."""
    return not is_remote(environment) or environment.get("DISPLAY", "").startswith("localhost:")
