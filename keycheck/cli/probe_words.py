"""What a way to listen says of itself, in words: the same for `devices` and `doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from keycheck.languages import N_, _, ngettext

if TYPE_CHECKING:
    from keycheck.capture.source import FoundDevice, Probe

STATE = {"ready": N_("can listen"), "blocked": N_("can't listen here yet"), "absent": N_("not on this system")}
"""What `Probe.state` means, after the source's name."""

_ATTACHED = {
    True: N_("{name} ({bus}, built in)"),
    False: N_("{name} ({bus}, external)"),
    None: "{name} ({bus})",
}


def keyboard(device: FoundDevice) -> str:
    """The keyboard's name, and how and where it is attached."""
    return _(_ATTACHED[device.internal]).format(name=device.name, bus=device.bus or _("unknown bus"))


def limits(found: Probe) -> Iterator[str]:
    """What the source can't do where it can listen."""
    if found.state == "ready" and not found.devices:
        yield _("hears all keyboards together, and can't tell them apart")
    if found.state == "ready" and found.blind:
        rare = ngettext(
            "can't see {n} rare keys, such as {key}", "can't see {n} rare keys, such as {key}", len(found.blind)
        )
        yield rare.format(n=len(found.blind), key=next(iter(found.blind)))
    if found.state == "ready" and found.silence == "no_evidence":
        yield _("can show that a key works, but not that one is dead")
