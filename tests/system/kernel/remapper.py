"""Runs inside the guest: takes a keyboard for itself and hands its keys on, but one: `remapper.py NODE CODE`."""

from __future__ import annotations

import sys

FORWARDS = "forwarding"


def forward(node: str, swallowed: int) -> None:
    """Until it is killed."""
    from evdev import InputDevice, UInput, ecodes

    keyboard = InputDevice(node)
    with UInput.from_device(keyboard, name="Remapper") as virtual:
        keyboard.grab()
        print(FORWARDS, flush=True)
        for event in keyboard.read_loop():
            if event.type == ecodes.EV_KEY and event.code != swallowed:
                virtual.write_event(event)
                virtual.syn()


if __name__ == "__main__":
    forward(sys.argv[1], int(sys.argv[2]))
