"""Whether this terminal says when its window is in front: without that word, keys typed elsewhere could be read."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

PATIENCE_S = 2.0


@dataclass(frozen=True, slots=True)
class Untold:
    """Nobody would tell keycheck that another window came to the front."""

    why: str
    mend: str


def untold(environment: Mapping[str, str]) -> Untold | None:
    """Why this terminal can't be trusted to say so; None where it can, or where nothing is known against it."""
    if environment.get("TMUX"):
        return (
            None
            if _tmux_tells()
            else Untold(
                "tmux does not say when another window is in front, so keys typed there could be read",
                "tmux set -g focus-events on; then start keycheck again",
            )
        )
    if environment.get("STY"):
        return Untold(
            "screen does not say when another window is in front, so keys typed there could be read",
            "start keycheck in a terminal without screen",
        )
    return None


def _tmux_tells() -> bool:
    command = ["tmux", "show-options", "-gqv", "focus-events"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.strip() == "on"
