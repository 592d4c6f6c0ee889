"""Who can say whether this terminal's window is in front: without that word, keys typed elsewhere could be read."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

from keycheck.host.polled_window import desktop_window, linux_console, terminal_name
from keycheck.host.window import Window
from keycheck.host.x_window import x_window
from keycheck.languages import N_

PATIENCE_S = 2.0


@dataclass(frozen=True, slots=True)
class Untold:
    """Nobody would tell keycheck that another window came to the front."""

    why: str
    mend: str


def untold(environment: Mapping[str, str]) -> Untold | None:
    """Why nobody can say so within tmux and screen, which show many programs in one window; None outside of them."""
    if environment.get("TMUX"):
        return (
            None
            if _tmux_tells()
            else Untold(
                N_("tmux does not say when another window is in front, so keycheck does not listen in it"),
                N_("tmux set -g focus-events on; then start keycheck again"),
            )
        )
    if environment.get("STY"):
        return Untold(
            N_("screen does not say when another window is in front, so keycheck does not listen in it"),
            N_("start keycheck in a terminal without screen"),
        )
    return None


SILENT = Untold(
    N_("this terminal does not say when another window is in front, so keycheck does not listen in it"),
    N_("start keycheck in another terminal, such as xterm, GNOME Terminal, Konsole, kitty or Windows Terminal"),
)
"""Of a terminal that says of itself that it will not tell."""

NOT_YET = Untold(
    N_(
        "this terminal has not shown yet that it says when another window is in front; "
        "until then keycheck does not listen"
    ),
    N_("click into another window, and back into this one"),
)
"""Of a terminal that may tell: it does so with the first change."""

NO_CLICK = Untold(N_("keycheck does not know yet which window is its own"), N_("click into this one"))
"""Of a system that can tell which window is in front, where this one has not been in use yet."""


def window_of(environment: Mapping[str, str]) -> Window | None:
    """The system's word on which window is in front; None where it has none, and within tmux and screen."""
    if environment.get("TMUX") or environment.get("STY"):
        return None
    return x_window(environment) or linux_console(environment, terminal_name()) or desktop_window()


def _tmux_tells() -> bool:
    command = ["tmux", "show-options", "-gqv", "focus-events"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.strip() == "on"
