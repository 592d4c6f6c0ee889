"""When a screen has dealt with all that was posted to it, and may be looked at."""

from __future__ import annotations

from typing import Any

from textual.message_pump import MessagePump
from textual.pilot import Pilot

AFTERTHOUGHTS = 3
"""What a message sends is answered, and the answer too: beyond that a screen has its own pace."""


async def breathe(pilot: Pilot[Any]) -> None:
    """Everything that was posted is dealt with, and what that has posted too."""
    for _ in range(AFTERTHOUGHTS):
        await pilot.pause(0)
        if _is_calm(pilot):
            return


def _is_calm(pilot: Pilot[Any]) -> bool:
    screen = pilot.app.screen
    pumps: list[MessagePump] = [pilot.app, *screen.walk_children(with_self=True)]
    return not (
        any(pump.message_queue_size or pump._next_callbacks for pump in pumps)
        or screen._layout_required
        or screen._callbacks
    )
