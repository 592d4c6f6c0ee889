"""Which key made what a terminal says was typed: a name, a sign, and only where one key of the map alone makes it.

A terminal tells no key but what it stands for, so this goes by what is printed on the keys of the map. Another layout
than the printed one credits another key: what is heard so shows that a key works, and decides nothing beside it. It is
translated at once, and the name is not kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from keycheck.languages import N_
from keycheck.layouts.layout import Layout, LayoutKey

SAYS_NOTHING = N_("a terminal shows programs what was typed and not which keys are pressed: its silence proves nothing")
AMBIGUOUS = N_("a terminal shows programs the same for this key as for another one, or for a combination")
NO_SIGN = N_("a terminal shows programs nothing of this key")

NAMES: dict[str, tuple[str, ...]] = {
    "Escape": ("escape",),
    "Tab": ("tab",),
    "Backspace": ("backspace",),
    "Enter": ("enter",),
    "Space": (" ",),
    "Insert": ("insert",),
    "Delete": ("delete",),
    "Home": ("home",),
    "End": ("end",),
    "PageUp": ("pageup",),
    "PageDown": ("pagedown",),
    "ArrowUp": ("up",),
    "ArrowDown": ("down",),
    "ArrowLeft": ("left",),
    "ArrowRight": ("right",),
    "Numpad0": ("0", "insert"),
    "Numpad1": ("1", "end"),
    "Numpad2": ("2", "down"),
    "Numpad3": ("3", "pagedown"),
    "Numpad4": ("4", "left"),
    "Numpad5": ("5",),
    "Numpad6": ("6", "right"),
    "Numpad7": ("7", "home"),
    "Numpad8": ("8", "up"),
    "Numpad9": ("9", "pageup"),
    "NumpadDecimal": (".", ",", "delete", "decimal"),
    "NumpadDivide": ("/", "divide"),
    "NumpadMultiply": ("*", "multiply"),
    "NumpadSubtract": ("-", "subtract"),
    "NumpadAdd": ("+", "add"),
    "NumpadEnter": ("enter",),
    "ShiftLeft": ("left_shift",),
    "ShiftRight": ("right_shift",),
    "ControlLeft": ("left_control",),
    "ControlRight": ("right_control",),
    "AltLeft": ("left_alt",),
    "AltRight": ("right_alt", "iso_level3_shift"),
    "MetaLeft": ("left_super",),
    "MetaRight": ("right_super",),
    "ContextMenu": ("menu",),
    "CapsLock": ("caps_lock",),
    "NumLock": ("num_lock",),
    "ScrollLock": ("scroll_lock",),
    "PrintScreen": ("print_screen",),
    "Pause": ("pause",),
    **{f"F{number}": (f"f{number}",) for number in range(1, 13)},
}
"""W3C code -> Textual's names for what a key does by itself. F13 and up are missing: Shift+F1 is F13 to a terminal."""

CHORDS = frozenset({"escape", "tab", "backspace", "enter"})
"""What Control makes with [, I, H and M, in every terminal without the newer key protocol."""


class TypedKeys:
    """The names of one map, and whose they are."""

    def __init__(self, layout: Layout) -> None:
        self._keys: dict[str, set[str]] = {}
        for key in layout.testable:
            for name in _names(key):
                self._keys.setdefault(name, set()).add(key.code)
        self.blind = {key.code: self._why_unseen(key) for key in layout.testable}
        """Key -> why it can't be tested through a terminal, unless it is heard."""

    def key_of(self, name: str) -> str | None:
        """The one key that this name or sign can come from; None where there is none, or more than one."""
        keys = self._keys.get(name.removeprefix("shift+"), ())
        return next(iter(keys)) if len(keys) == 1 and name not in CHORDS else None

    def _why_unseen(self, key: LayoutKey) -> str:
        names = tuple(_names(key))
        if any(self.key_of(name) for name in names):
            return SAYS_NOTHING
        return AMBIGUOUS if names else NO_SIGN


def _names(key: LayoutKey) -> Iterator[str]:
    """Its own name, or the signs that are printed on it; a letter is also typed small."""
    if key.code in NAMES:
        yield from NAMES[key.code]
        return
    for sign in key.legend.split():
        if len(sign) == 1:
            yield sign
            if sign.isalpha():
                yield sign.lower()
