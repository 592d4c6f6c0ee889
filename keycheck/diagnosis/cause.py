"""Where a press was lost: which layers were observing tells a broken switch from a setting, or that nobody can tell."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Final

from keycheck.diagnosis.verdict import Cause, Heard
from keycheck.events.trace import LAYERS, Layer, Setting, Source

LAYER_NAMES: Final[Mapping[Layer, str]] = {
    "hid": "the keyboard's own connection",
    "kernel": "the system kernel",
    "os": "the desktop",
    "app": "the program",
}

SETTLE_BY_LISTENING_CLOSER = (
    "Listen closer to the switch. On Linux `keycheck test --elevate` may read the keyboard's own device. "
    "Or press the key in the firmware setup of the machine."
)
SETTLE_BY_PROGRAMS = "Close programs that press keys by themselves, and test again."
SETTLE_BY_MORE = "Press the key more often, one press at a time, when keycheck asks for it."
SETTLE_BY_UNPLUGGING = "Unplug the keyboard, or switch the machine off for a minute, and test again."

_SETTLE_BY_CODE = (
    "Give the key a code in the keymap of the system (on Linux: /etc/udev/hwdb.d), or use the maker's own driver. "
    "Then test again."
)
_SETTLE_BY_SIGN = (
    "Give the key its sign back, on X11 with `setxkbmap`. Look for what takes it away (xmodmap, keyboard options): "
    "`keycheck doctor` names it. Then test again."
)

_TAKERS: Final[Mapping[Layer, str]] = {
    "hid": "The keyboard's own firmware",
    "kernel": "A driver, a changed scan code or a program that took the keyboard for itself",
    "os": "A setting or a program",
    "app": "A setting, a hotkey or an input method",
}
"""What can take a key away below each layer (design: diagnosis, section 4, rows 2 and 3)."""

_SETTLE_BY_ENDING = (
    "End programs that change keys or listen for hotkeys, and test again. `keycheck doctor` names those it knows."
)

_SETTLE_ABOVE: Final[Mapping[Layer, str]] = {
    "hid": "",
    "kernel": "`keycheck doctor` lists changed scan codes and programs that take keyboards. End them, and test again.",
    "os": _SETTLE_BY_ENDING,
    "app": _SETTLE_BY_ENDING,
}


@dataclass(frozen=True, slots=True)
class Explained:
    """A cause, why, and what would settle it where it is not separated."""

    cause: Cause
    reason: str
    would_settle: str = ""


def of_silence(
    layers: Mapping[Layer, Heard], setting: Setting | None = None, at_switch: Container[Layer] = ("hid", "kernel")
) -> Explained:
    """The cause of a press that the highest observing layer did not hear; `layers` go from the switch upwards.

    `setting` is one that was found on the machine and takes such keys away. `at_switch` are the layers
    at which no program stands before the source.
    """
    silent = [layer for layer, heard in layers.items() if heard == "silent"]
    seen = [layer for layer, heard in layers.items() if heard == "seen"]
    if seen:
        lost_at = next(layer for layer in silent if LAYERS.index(layer) > LAYERS.index(seen[-1]))
        return Explained(
            "software",
            f"{_named(seen[-1]).capitalize()} received the key, and {_named(lost_at)} did not. "
            f"{_taker(setting, lost_at)} between them takes it away. The switch works.",
            settle_by_switching_off(setting) if setting is not None else _SETTLE_ABOVE[lost_at],
        )
    closest = next((layer for layer in silent if layer in at_switch), None)
    if closest is not None:
        return Explained(
            "hardware",
            f"{_named(closest).capitalize()} listened and got nothing. So no program took the key away. "
            "It is lost in the switch, on its line or elsewhere inside the keyboard.",
        )
    return Explained(
        "not_separated",
        f"{_named(silent[0]).capitalize()} received nothing, and no layer below it can say whether it did. "
        "A broken switch can't be told from a setting in between.",
        SETTLE_BY_LISTENING_CLOSER,
    )


def of_no_keymap(layer: Layer, always: bool) -> Explained:
    """The cause of presses that arrive at this layer without a meaning for programs, all of them or only some.

    Below the desktop the keymap lacks a code for the key; on the desktop it has a code, and was left without a sign.
    """
    heard = f"{_named(layer).capitalize()} received"
    on_desktop = _is_desktop(layer)
    settle = _settle_keymap(layer)
    if not always:
        lacks = "its keymap (xmodmap, XKB) gives the key no sign" if on_desktop else "has no code for the key"
        return Explained("not_separated", f"{heard} some presses and {lacks}. Others did not arrive at all.", settle)
    lacks = (
        "and its keymap (xmodmap, XKB) gives it no sign"
        if on_desktop
        else "and has no code for it: the keymap lacks it"
    )
    return Explained("software", f"{heard} the key {lacks}, so that no program gets it. The switch works.", settle)


def of_changing_keymap(layer: Layer) -> Explained:
    """The cause of presses that all arrive at this layer, some of them without a meaning for programs."""
    heard = f"{_named(layer).capitalize()} received every press, and its keymap gave some of them nothing"
    return Explained("software", f"{heard}, so that no program got these. The switch works.", _settle_keymap(layer))


def of_misses(missing: Layer, complete: Layer | None) -> Explained:
    """The cause of presses that sometimes arrive at the layer `missing`; `complete` is one below that missed none.

    Without one, hardware is not told apart from transport by one examination.
    """
    if complete is not None:
        return Explained(
            "software",
            f"{_named(complete).capitalize()} received every press that was asked for, "
            f"and {_named(missing)} missed some. "
            "A setting or a program between them takes them away. The switch works.",
        )
    return Explained(
        "not_separated",
        f"{_named(missing).capitalize()} missed some presses and received others. "
        "A worn switch and a weak connection look the same from here.",
        "Repeat on a cable where the keyboard has one. If the same key misses again, it is the switch.",
    )


def of_release_lost(layer: Layer) -> Explained:
    """A key that came up at this layer, and stays down above it."""
    return Explained(
        "software",
        f"{_named(layer).capitalize()} heard the key come up. A program or a setting above it holds it down. "
        "The switch works.",
        _SETTLE_BY_ENDING,
    )


def of_remapping(setting: Setting) -> Explained:
    """A setting that names the key was on where another code came in its place."""
    return Explained("software", f"{setting.name} is on and changes this key.", settle_by_switching_off(setting))


def of_stuck() -> Explained:
    """A key that is down from the start: a jammed switch and a lost release look the same until the power is cut."""
    return Explained(
        "not_separated",
        "A jammed switch and a release that got lost look the same from here.",
        SETTLE_BY_UNPLUGGING,
    )


def of_many_alike(share_percent: int) -> Explained:
    """So many keys alike point away from single switches (design: diagnosis, guard 7)."""
    return Explained(
        "not_separated",
        f"{share_percent} % of the keys behave alike. Software, firmware or the connection "
        "is likelier than so many broken switches.",
        "Restart, or change the cable or receiver, and test again. Or test another keyboard here.",
    )


def settle_by_switching_off(setting: Setting) -> str:
    """A trace comes from strangers: it never says itself which command to run."""
    return f"Turn {setting.name} off, and test again. `keycheck doctor` says how."


def settle_by_giving_a_sign(setting: Setting) -> str:
    """A setting that leaves a key without a meaning for programs."""
    return _SETTLE_BY_SIGN if setting.layer == "app" else settle_by_switching_off(setting)


def settle_by_hearing_again(source: Source) -> str:
    """A way of listening was lost in the middle and did not come back."""
    return (
        f"{_named(source.layer).capitalize()} ({source.name}) stopped telling of keys before the end. "
        "Check that the keyboard is plugged in and that nothing else takes its keys. Then test again."
    )


def _taker(setting: Setting | None, lost_at: Layer) -> str:
    return _TAKERS[lost_at] if setting is None else setting.name


def _settle_keymap(layer: Layer) -> str:
    return _SETTLE_BY_SIGN if _is_desktop(layer) else _SETTLE_BY_CODE


def _is_desktop(layer: Layer) -> bool:
    return LAYERS.index(layer) >= LAYERS.index("os")


def _named(layer: Layer) -> str:
    return LAYER_NAMES[layer]
