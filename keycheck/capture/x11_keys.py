"""What the X server's numbers mean: its time, its keycodes, and which keys are down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from keycheck.capture.blind import without_a_number
from keycheck.capture.source import Disturbance
from keycheck.events import trace_words
from keycheck.events.raw_event import RawEvent
from keycheck.events.trace import Action
from keycheck.keys.table import all_codes, native_of
from keycheck.languages import N_

KEYCODE_OFFSET = 8
"""An X keycode is the evdev code plus this, with every driver of today (evdev, libinput, Xvfb)."""

LAST_KEYCODE = 255
"""The core protocol has one byte for it."""

EATEN = {249, 250}
"""Keycodes that the server keeps for itself: next and previous video mode, measured with Xorg 21.1."""

SAME_CLOCK_NS = 1_000_000_000
"""A server whose time is further away than this has another clock (its display is on another machine)."""

HEAL_NS = 200_000_000
"""How long the server must say that a key is up before its lost release is made good. Events come at most 22 ms after
the server was asked something (measured), so none that is only late can be overtaken."""

_WRAP_MS = 1 << 32


def monotonic_of(server_ms: int, received_ns: int) -> int:
    """The server's time, 32 bits of milliseconds, as nanoseconds of our clock; the receipt if its clock is not ours."""
    received_ms = received_ns // 1_000_000
    # The nearest of all times with these 32 bits.
    ahead_ms = (server_ms - received_ms + _WRAP_MS // 2) % _WRAP_MS - _WRAP_MS // 2
    near_ns = (received_ms + ahead_ms) * 1_000_000
    return min(near_ns, received_ns) if abs(near_ns - received_ns) <= SAME_CLOCK_NS else received_ns


def native_of_keycode(keycode: int) -> str:
    """The evdev code, in decimal."""
    return str(keycode - KEYCODE_OFFSET)


def keycodes_down(keymap: Sequence[int]) -> set[int]:
    """The keycodes whose bits are set in the answer to QueryKeymap, 32 bytes, lowest bit first."""
    return {8 * i + bit for i, byte in enumerate(keymap) if byte for bit in range(8) if byte >> bit & 1}


def blind_keys() -> dict[str, str]:
    """Key (W3C code) -> why no X client ever sees it."""
    blind = without_a_number("evdev")
    for code in all_codes():
        keycode = int(native_of("evdev", code) or 0) + KEYCODE_OFFSET
        if keycode > LAST_KEYCODE:
            blind[code] = trace_words.NO_KEYCODE.format(last=LAST_KEYCODE, keycode=keycode)
        elif keycode in EATEN:
            blind[code] = N_("the X server keeps this key for itself")
    return blind


@dataclass(slots=True)
class KeysDown:
    """Which keys are down, by the events and by the server's own word. Not thread-safe."""

    emptied: frozenset[int] = frozenset()
    """The keycodes that the keymap gives nothing at present (see `keycheck.capture.x11_emptied`)."""
    _down: dict[int, bool] = field(default_factory=dict)
    """Keycode -> whether the keymap gave it nothing when it went down: the same holds until it has come up."""
    _cleared: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Keycode -> when the server last said that it is down, and when it first said that it is up, with no event."""
    _asked_ns: int = 0

    @property
    def any_down(self) -> bool:
        """Whether a key is down, by the events."""
        return bool(self._down)

    def press(self, keycode: int, t: int) -> RawEvent:
        """A press without a release before it is a repeat: X11's record of events has no other sign of one."""
        action: Action = "repeat" if keycode in self._down else "down"
        unmapped = self._down.setdefault(keycode, keycode in self.emptied)
        self._cleared.pop(keycode, None)
        return RawEvent(t, native_of_keycode(keycode), action, unmapped=unmapped)

    def release(self, keycode: int, t: int) -> RawEvent:
        unmapped = self._down.pop(keycode, keycode in self.emptied)
        self._cleared.pop(keycode, None)
        return RawEvent(t, native_of_keycode(keycode), "up", unmapped=unmapped)

    def already(self, down: set[int], t: int) -> Iterator[RawEvent]:
        """A `down` for each key that was down before we listened."""
        for keycode in sorted(down - self._down.keys()):
            yield self.press(keycode, t)
        self._asked_ns = t

    def heal(self, down: set[int], t: int) -> Iterator[Disturbance | RawEvent]:
        """An `up` for each key that the server has called up for 200 ms with no release, and what this voids."""
        for keycode in down & self._cleared.keys():
            del self._cleared[keycode]
        for keycode in sorted(self._down.keys() - down):
            last_down, first_up = self._cleared.setdefault(keycode, (self._asked_ns, t))
            if t - first_up >= HEAL_NS:
                yield Disturbance(last_down, "dropped", t)
                yield self.release(keycode, t)
        self._asked_ns = t
