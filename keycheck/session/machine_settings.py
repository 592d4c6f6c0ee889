"""What on this machine imitates a fault, as the trace tells it."""

from __future__ import annotations

from keycheck.events.trace import Setting
from keycheck.host import settings


def settings_here() -> tuple[Setting, ...]:
    """What is found now. Never raises, changes nothing, takes four seconds at most."""
    return tuple(
        Setting(
            name=found.name,
            imitates=found.imitates,
            layer=found.layer,
            blocks=found.blocks_verdict,
            keys=found.keys,
            mend=found.mend,
        )
        for found in settings.found()
    )
