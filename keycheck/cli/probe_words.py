"""What a way to listen says of itself, in words: the same for `devices` and `doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keycheck.capture.source import FoundDevice, Probe

STATE = {"ready": "can listen", "blocked": "can't listen here yet", "absent": "not on this system"}
"""What `Probe.state` means, after the source's name."""

_PLACE = {True: ", built in", False: ", external", None: ""}


def keyboard(device: FoundDevice) -> str:
    """The keyboard's name, and how and where it is attached."""
    return f"{device.name} ({device.bus or 'unknown bus'}{_PLACE[device.internal]})"


def limits(found: Probe) -> Iterator[str]:
    """What the source can't do where it can listen."""
    if found.state == "ready" and not found.devices:
        yield "hears all keyboards together, and can't tell them apart"
    if found.state == "ready" and found.blind:
        yield f"can't see {len(found.blind)} rare keys, such as {next(iter(found.blind))}"
    if found.state == "ready" and found.silence == "no_evidence":
        yield "can show that a key works, but not that one is dead"
