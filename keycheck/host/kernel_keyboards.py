"""What the Linux kernel lets everybody know of its keyboards: which are switched off, and whether Num Lock is on."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from keycheck.events import trace_words
from keycheck.host.imitator import Imitator
from keycheck.host.number_lock import numlock_off
from keycheck.languages import N_

LETTERS = frozenset((*range(16, 26), *range(30, 39), *range(44, 51)))
"""KEY_Q to KEY_P, KEY_A to KEY_L, KEY_Z to KEY_M."""

ENOUGH_LETTERS = 20
"""What has so many is a keyboard, no power button. A key that was remapped is no longer among what a keyboard says that
it has (measured, Linux 6.1), so one must not want all of them."""

VIRTUAL = "/devices/virtual/input/"
"""Where the kernel puts what a program has made, whatever bus it claims."""


@dataclass(frozen=True, slots=True)
class Board:
    """An input device with letters."""

    event: str
    """`event3`."""
    name: str
    bus: int
    """`BUS_*` of linux/input.h."""
    inhibited: bool
    virtual: bool
    """Whether a program has made it."""


def boards(root: Path = Path("/")) -> tuple[Board, ...]:
    """Every keyboard of the kernel, those of programs too."""
    return tuple(_boards(root))


def switched_off(root: Path = Path("/")) -> tuple[Imitator, ...] | None:
    """Each keyboard that the kernel was told to ignore; None where it has no keyboard, as in a container."""
    known = boards(root)
    return tuple(_inhibited(board) for board in known if board.inhibited) if known else None


def number_lock(root: Path = Path("/")) -> tuple[Imitator, ...] | None:
    """Num Lock, where no lamp of it is lit; None where there is no such lamp."""
    lamps = [_text(lamp / "brightness") for lamp in sorted((root / "sys/class/leds").glob("*::numlock"))]
    if not lamps:
        return None
    return (numlock_off(N_("the Num Lock lamp")),) if all(lamp == "0" for lamp in lamps) else ()


def _inhibited(board: Board) -> Imitator:
    place = f"/sys/class/input/{board.event}/device/inhibited"
    looks = trace_words.NOTHING_ARRIVES_AT_ALL.format(keyboard=board.name)
    mend = f"echo 0 | sudo tee {place}"
    name = trace_words.BLOCK.format(keyboard=board.name)
    return Imitator("keyboard_off", name, looks, None, "kernel", False, place, mend)


def _boards(root: Path) -> Iterator[Board]:
    for event in sorted((root / "sys/class/input").glob("event*"), key=lambda path: int(path.name[5:])):
        device = event / "device"
        if len(LETTERS & _bits(_text(device / "capabilities/key"))) >= ENOUGH_LETTERS:
            yield Board(
                event.name,
                _text(device / "name"),
                int(_text(device / "id/bustype") or "0", 16),
                _text(device / "inhibited") == "1",
                VIRTUAL in f"{event.resolve()}/",
            )


def _bits(words: str) -> frozenset[int]:
    """The numbers of the bits of a sysfs bitmap: words as long as this program's `long`, the highest first."""
    width = 8 * struct.calcsize("l")
    number = sum(int(word, 16) << place * width for place, word in enumerate(reversed(words.split())))
    return frozenset(bit for bit in range(number.bit_length()) if number >> bit & 1)


def _text(path: Path) -> str:
    """What a file of sysfs says; nothing where it is not there, or a device has just been pulled."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
