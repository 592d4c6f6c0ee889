"""QEMU's control socket: keys pressed from outside the guest, and keyboards plugged in and pulled out."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from pathlib import Path
from typing import Any

HOLD_S = 0.05
"""How long a key is held; the guest, which is slow, may see less or more."""

USB = "usb"
"""The controller with the USB ports; `usb.0` is its bus."""
OTHER_SCREEN = "screen"
"""A graphics card that nobody looks at: a keyboard bound to it gets only the keys that are sent there by its name."""

QCODES = {
    **{f"Digit{digit}": digit for digit in "1234567890"},
    **{f"Key{letter}": letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **{f"F{number}": f"f{number}" for number in range(1, 13)},
    **{f"Numpad{digit}": f"kp_{digit}" for digit in "0123456789"},
    **{f"Arrow{way}": way.lower() for way in ("Up", "Down", "Left", "Right")},
    "AltLeft": "alt",
    "AltRight": "alt_r",
    "Backquote": "grave_accent",
    "Backslash": "backslash",
    "Backspace": "backspace",
    "BracketLeft": "bracket_left",
    "BracketRight": "bracket_right",
    "CapsLock": "caps_lock",
    "Comma": "comma",
    "ContextMenu": "compose",
    "ControlLeft": "ctrl",
    "ControlRight": "ctrl_r",
    "Delete": "delete",
    "End": "end",
    "Enter": "ret",
    "Equal": "equal",
    "Escape": "esc",
    "Home": "home",
    "Insert": "insert",
    "MetaLeft": "meta_l",
    "MetaRight": "meta_r",
    "Minus": "minus",
    "NumLock": "num_lock",
    "NumpadAdd": "kp_add",
    "NumpadDecimal": "kp_decimal",
    "NumpadDivide": "kp_divide",
    "NumpadEnter": "kp_enter",
    "NumpadMultiply": "kp_multiply",
    "NumpadSubtract": "kp_subtract",
    "PageDown": "pgdn",
    "PageUp": "pgup",
    "Pause": "pause",
    "Period": "dot",
    "PrintScreen": "print",
    "Quote": "apostrophe",
    "ScrollLock": "scroll_lock",
    "Semicolon": "semicolon",
    "ShiftLeft": "shift",
    "ShiftRight": "shift_r",
    "Slash": "slash",
    "Space": "spc",
    "Tab": "tab",
}
"""W3C code -> QEMU's name of the key (`QKeyCode` of its QMP reference). Its `menu` is another key, KEY_MENU."""


class Qmp:
    """One conversation with QEMU."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(str(path))
        self._lines = self._socket.makefile("rw", encoding="utf-8")
        self._lines.readline()
        self.ask("qmp_capabilities")

    def ask(self, execute: str, **arguments: Any) -> Any:
        """Give a command and return its answer; fails with QEMU's words where it refuses."""
        self._lines.write(json.dumps({"execute": execute, "arguments": arguments}) + "\n")
        self._lines.flush()
        while not {"return", "error"} & (answer := json.loads(self._lines.readline())).keys():
            pass
        assert "return" in answer, f"{execute} {arguments}: {answer['error']['desc']}"
        return answer["return"]

    def move(self, code: str, down: bool, screen: str | None = None) -> None:
        """Press or release the key of this W3C code, on the keyboard of this screen, else on the i8042."""
        key = {"type": "qcode", "data": QCODES[code]}
        where = {} if screen is None else {"device": screen}
        self.ask("input-send-event", **where, events=[{"type": "key", "data": {"down": down, "key": key}}])

    def press(self, code: str, screen: str | None = None) -> None:
        """Press a key and let it go."""
        self.move(code, True, screen)
        time.sleep(HOLD_S)
        self.move(code, False, screen)

    def plug_in_keyboard(self, name: str) -> None:
        """Plug in a USB keyboard; it gets what is pressed on `OTHER_SCREEN`."""
        self.ask("device_add", id=name, driver="usb-kbd", bus=f"{USB}.0", display=OTHER_SCREEN)

    def pull_out(self, name: str) -> None:
        """Pull a device out again."""
        self.ask("device_del", id=name)

    def close(self) -> None:
        """End the conversation; the guest runs on, where it still does."""
        with contextlib.suppress(OSError):
            self._lines.close()
        self._socket.close()
