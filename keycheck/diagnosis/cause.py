"""Where a press was lost: which layers were observing tells a broken switch from a setting, or that nobody can tell."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Final

from keycheck.diagnosis import sentences
from keycheck.diagnosis.verdict import Cause, Heard
from keycheck.events.trace import LAYERS, Layer, Setting, Source
from keycheck.languages import N_

LAYER_NAMES: Final[Mapping[Layer, str]] = {
    "hid": N_("the keyboard's own connection"),
    "kernel": N_("the system kernel"),
    "os": N_("the desktop"),
    "app": N_("the program"),
}

SETTLE_BY_LISTENING_CLOSER = N_(
    "Listen closer to the switch. On Linux `keycheck test --elevate` may read the keyboard's own device. "
    "Or press the key in the firmware setup of the machine."
)
SETTLE_BY_PROGRAMS = N_("Close programs that press keys by themselves, and test again.")
SETTLE_BY_MORE = N_("Press the key more often, one press at a time, when keycheck asks for it.")
SETTLE_BY_UNPLUGGING = N_("Unplug the keyboard, or switch the machine off for a minute, and test again.")
SETTLE_BY_CABLE = N_("Repeat on a cable where the keyboard has one. If the same key misses again, it is the switch.")
SETTLE_BY_RESTARTING = N_("Restart, or change the cable or receiver, and test again. Or test another keyboard here.")
JAMMED_OR_LOST = N_("A jammed switch and a release that got lost look the same from here.")

_SETTLE_BY_CODE = N_(
    "Give the key a code in the keymap of the system (on Linux: /etc/udev/hwdb.d), or use the maker's own driver. "
    "Then test again."
)
_SETTLE_BY_SIGN = N_(
    "Give the key its sign back, on X11 with `setxkbmap`. Look for what takes it away (xmodmap, keyboard options): "
    "`keycheck doctor` names it. Then test again."
)

_TAKERS: Final[Mapping[Layer, str]] = {
    "hid": N_("The keyboard's own firmware"),
    "kernel": N_("A driver, a changed scan code or a program that took the keyboard for itself"),
    "os": N_("A setting or a program"),
    "app": N_("A setting, a hotkey or an input method"),
}
"""What can take a key away below each layer (design: diagnosis, section 4, rows 2 and 3)."""

_SETTLE_BY_ENDING = N_(
    "End programs that change keys or listen for hotkeys, and test again. `keycheck doctor` names those it knows."
)

_SETTLE_ABOVE: Final[Mapping[Layer, str]] = {
    "hid": "",
    "kernel": N_(
        "`keycheck doctor` lists changed scan codes and programs that take keyboards. End them, and test again."
    ),
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
            sentences.TAKEN_BETWEEN.format(
                lower=opening(seen[-1]), upper=LAYER_NAMES[lost_at], taker=_taker(setting, lost_at)
            ),
            settle_by_switching_off(setting) if setting is not None else _SETTLE_ABOVE[lost_at],
        )
    closest = next((layer for layer in silent if layer in at_switch), None)
    if closest is not None:
        return Explained("hardware", sentences.LOST_IN_KEYBOARD.format(layer=opening(closest)))
    return Explained(
        "not_separated", sentences.LOST_ANYWHERE.format(layer=opening(silent[0])), SETTLE_BY_LISTENING_CLOSER
    )


def of_no_keymap(layer: Layer, always: bool) -> Explained:
    """The cause of presses that arrive at this layer without a meaning for programs, all of them or only some.

    Below the desktop the keymap lacks a code for the key; on the desktop it has a code, and was left without a sign.
    """
    some, every = (
        (sentences.SOME_WITHOUT_SIGN, sentences.ALL_WITHOUT_SIGN)
        if _is_desktop(layer)
        else (sentences.SOME_WITHOUT_CODE, sentences.ALL_WITHOUT_CODE)
    )
    cause: Cause = "software" if always else "not_separated"
    return Explained(cause, (every if always else some).format(layer=opening(layer)), _settle_keymap(layer))


def of_changing_keymap(layer: Layer) -> Explained:
    """The cause of presses that all arrive at this layer, some of them without a meaning for programs."""
    return Explained("software", sentences.CHANGING_KEYMAP.format(layer=opening(layer)), _settle_keymap(layer))


def of_misses(missing: Layer, complete: Layer | None) -> Explained:
    """The cause of presses that sometimes arrive at the layer `missing`; `complete` is one below that missed none.

    Without one, hardware is not told apart from transport by one examination.
    """
    if complete is not None:
        told = sentences.MISSED_ABOVE.format(complete=opening(complete), missing=LAYER_NAMES[missing])
        return Explained("software", told)
    return Explained("not_separated", sentences.MISSED_ANYWHERE.format(layer=opening(missing)), SETTLE_BY_CABLE)


def of_release_lost(layer: Layer) -> Explained:
    """A key that came up at this layer, and stays down above it."""
    return Explained("software", sentences.HELD_ABOVE.format(layer=opening(layer)), _SETTLE_BY_ENDING)


def of_remapping(setting: Setting) -> Explained:
    """A setting that names the key was on where another code came in its place."""
    told = sentences.REMAPPED.format(setting=setting.name)
    return Explained("software", told, settle_by_switching_off(setting))


def of_stuck() -> Explained:
    """A key that is down from the start: a jammed switch and a lost release look the same until the power is cut."""
    return Explained("not_separated", JAMMED_OR_LOST, SETTLE_BY_UNPLUGGING)


def of_many_alike(share_percent: int) -> Explained:
    """So many keys alike point away from single switches (design: diagnosis, guard 7)."""
    return Explained("not_separated", sentences.MANY_ALIKE.format(percent=share_percent), SETTLE_BY_RESTARTING)


def settle_by_switching_off(setting: Setting) -> str:
    """A trace comes from strangers: it never says itself which command to run."""
    return sentences.SETTLE_BY_SWITCHING_OFF.format(setting=setting.name)


def settle_by_giving_a_sign(setting: Setting) -> str:
    """A setting that leaves a key without a meaning for programs."""
    return _SETTLE_BY_SIGN if setting.layer == "app" else settle_by_switching_off(setting)


def settle_by_hearing_again(source: Source) -> str:
    """A way of listening was lost in the middle and did not come back."""
    return sentences.SETTLE_BY_HEARING_AGAIN.format(layer=opening(source.layer), source=source.name)


def _taker(setting: Setting | None, lost_at: Layer) -> str:
    return _TAKERS[lost_at] if setting is None else setting.name


def _settle_keymap(layer: Layer) -> str:
    return _SETTLE_BY_SIGN if _is_desktop(layer) else _SETTLE_BY_CODE


def _is_desktop(layer: Layer) -> bool:
    return LAYERS.index(layer) >= LAYERS.index("os")


def opening(layer: Layer) -> str:
    """The name of this layer where a sentence begins."""
    return LAYER_NAMES[layer].capitalize()
