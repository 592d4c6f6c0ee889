"""What the X server does to keys on their way to programs: its accessibility filters, and keyboards that it ignores."""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Any

from keycheck.events import trace_words
from keycheck.host.desktop import filter_mend, is_wayland
from keycheck.host.imitator import Imitator
from keycheck.host.key_filters import KeyFilters, filters_found
from keycheck.languages import N_

READ_FROM = N_("the X server")

USE_EXTENSION, GET_CONTROLS = 0, 6
"""Requests of the X Keyboard Extension (protocol specification 1.0, appendix D)."""

CORE_KEYBOARD = 0x100
"""The extension's number for the keyboard that all keyboards are merged into."""

CONTROLS = struct.Struct("=16xHH28xI32x")
"""The answer to GetControls from its ninth byte on: times of Slow Keys and Bounce Keys, and what is enabled."""

SLOW_KEYS, BOUNCE_KEYS, STICKY_KEYS, MOUSE_KEYS = 1 << 1, 1 << 2, 1 << 3, 1 << 4
"""Bits of what is enabled."""

ALL_DEVICES = 0
ATTACHED_KEYBOARD, FLOATING = 4, 5
"""XInput 2's number for every device, and two uses of one: a floating device reaches no program by itself."""

KEYS = 0
"""XInput 2's class of a device that has keys."""

XTEST = "XTEST"
"""In the name of the server's own device, which no person can press."""


def read(environment: Mapping[str, str]) -> tuple[Imitator, ...] | None:
    """What the X server has switched on and off; None where there is none, or it only serves a Wayland desktop.

    Raises whatever the connection raises.
    """
    if not environment.get("DISPLAY") or is_wayland(environment):
        return None
    from Xlib.display import Display

    with contextlib.closing(Display(environment["DISPLAY"])) as server:
        if server.query_extension("XWAYLAND") is not None:
            return None
        filters = filters_of(_controls(server))
        return (*filters_found(filters, "os", READ_FROM, partial(filter_mend, environment)), *_switched_off(server))


def filters_of(controls: bytes) -> KeyFilters:
    """The filters that are on, by the answer to GetControls from its ninth byte on."""
    slow_ms, bounce_ms, enabled = CONTROLS.unpack(controls)
    return KeyFilters(
        slow_ms if enabled & SLOW_KEYS else None,
        bounce_ms if enabled & BOUNCE_KEYS else None,
        bool(enabled & STICKY_KEYS),
        bool(enabled & MOUSE_KEYS),
    )


def _switched_off(server: Any) -> Iterator[Imitator]:
    """Each keyboard that the server has, and lets nothing of through."""
    if server.query_extension("XInputExtension") is None:
        return
    for device in server.xinput_query_device(ALL_DEVICES).devices:
        has_keys = any(part.type == KEYS for part in device.classes)
        is_off = device.use == FLOATING or (device.use == ATTACHED_KEYBOARD and not device.enabled)
        if has_keys and is_off and XTEST not in device.name:
            yield _off(device.deviceid, device.name, bool(device.enabled))


def _off(number: int, name: str, floats: bool) -> Imitator:
    mend = f'xinput reattach {number} "Virtual core keyboard"' if floats else f"xinput enable {number}"
    looks = trace_words.NOTHING_ARRIVES.format(keyboard=name)
    return Imitator("keyboard_off", trace_words.BLOCK.format(keyboard=name), looks, None, "os", False, READ_FROM, mend)


def _controls(server: Any) -> bytes:
    """The X Keyboard Extension's controls; all of them off where the server has no such extension."""
    extension = server.query_extension("XKEYBOARD")
    if extension is None:
        return bytes(CONTROLS.size)
    use_extension, get_controls = _requests()
    use_extension(display=server.display, opcode=extension.major_opcode, major=1, minor=0)
    reply = get_controls(display=server.display, opcode=extension.major_opcode, device=CORE_KEYBOARD)
    return bytes(reply.controls)


@cache
def _requests() -> tuple[Any, Any]:
    """The two requests, in the terms of Xlib, which does not bring this extension."""
    from Xlib.protocol import rq

    def answer(*fields: Any) -> Any:
        return rq.Struct(rq.ReplyCode(), rq.Card8("first"), rq.Card16("sequence_number"), rq.ReplyLength(), *fields)

    class UseExtension(rq.ReplyRequest):  # type: ignore[misc]  # Xlib has no types
        _request = rq.Struct(
            rq.Card8("opcode"), rq.Opcode(USE_EXTENSION), rq.RequestLength(), rq.Card16("major"), rq.Card16("minor")
        )
        _reply = answer(rq.Card16("major"), rq.Card16("minor"), rq.Pad(20))

    class GetControls(rq.ReplyRequest):  # type: ignore[misc]
        _request = rq.Struct(
            rq.Card8("opcode"), rq.Opcode(GET_CONTROLS), rq.RequestLength(), rq.Card16("device"), rq.Pad(2)
        )
        _reply = answer(rq.FixedBinary("controls", CONTROLS.size))

    return UseExtension, GetControls
