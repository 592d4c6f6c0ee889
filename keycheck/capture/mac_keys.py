"""What an event tap of macOS says of a key: modifiers come as a set of flags and have to be told apart."""

from __future__ import annotations

from keycheck.capture.blind import without_a_number
from keycheck.events.trace import Action
from keycheck.languages import N_

KEY_DOWN, KEY_UP, FLAGS_CHANGED = 10, 11, 12
"""CGEventType: kCGEventKeyDown, kCGEventKeyUp, kCGEventFlagsChanged."""

TAP_DISABLED = frozenset({0xFFFFFFFE, 0xFFFFFFFF})
"""CGEventType: kCGEventTapDisabledByTimeout, kCGEventTapDisabledByUserInput."""

CAPS_LOCK = 0x39
"""Its key code. It comes once a press, when the lock changes, and never says when it was released."""

_SHIFT, _CONTROL, _OPTION, _COMMAND, _FN = 0x20000, 0x40000, 0x80000, 0x100000, 0x800000
"""kCGEventFlagMask...: the bits that both keys of a pair share, and Fn's."""

MODIFIERS = {
    0x38: (0x02, 0x02 | 0x04, _SHIFT),
    0x3C: (0x04, 0x02 | 0x04, _SHIFT),
    0x3B: (0x01, 0x01 | 0x2000, _CONTROL),
    0x3E: (0x2000, 0x01 | 0x2000, _CONTROL),
    0x3A: (0x20, 0x20 | 0x40, _OPTION),
    0x3D: (0x40, 0x20 | 0x40, _OPTION),
    0x37: (0x08, 0x08 | 0x10, _COMMAND),
    0x36: (0x10, 0x08 | 0x10, _COMMAND),
    0x3F: (_FN, _FN, _FN),
}
"""Key code -> its own bit (NX_DEVICE...KEYMASK of IOLLEvent.h), both bits of its pair, the bit that the pair shares."""

NOT_TAPPED = ("AudioVolumeUp", "AudioVolumeDown", "AudioVolumeMute", "Power", "Eject")
"""macOS hands these over as an event of the system, not of a key."""


def read_tap(kind: int, keycode: int, repeats: bool, flags: int) -> tuple[Action, ...]:
    """What the key did by one event of the tap; nothing where it is no event of a key."""
    if kind == KEY_DOWN:
        return ("repeat",) if repeats else ("down",)
    if kind == KEY_UP:
        return ("up",)
    if kind != FLAGS_CHANGED:
        return ()
    if keycode == CAPS_LOCK:
        return ("down", "up")
    return ("down" if modifier_is_down(keycode, flags) else "up",) if keycode in MODIFIERS else ()


def modifier_is_down(keycode: int, flags: int) -> bool:
    """By its own bit: with both Shifts held, the shared bit would report a release as a press.

    By the shared bit only where no bit of the pair is set, as with keyboards of programs, which set no others.
    """
    own, pair, shared = MODIFIERS[keycode]
    return bool(flags & (own if flags & pair else shared))


def native_of_keycode(keycode: int) -> str:
    """The virtual key code, in hex."""
    return f"{keycode:#04x}"


def blind_keys() -> dict[str, str]:
    """Key (W3C code) -> why no tap ever sees it."""
    return without_a_number("mac") | dict.fromkeys(NOT_TAPPED, N_("macOS does not show this key to programs as a key"))
