"""Which keys a keyboard has, heard while a person presses them one by one; nothing else of the presses is kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from keycheck.capture.clock import now_ns
from keycheck.capture.pipe import Listening, Message
from keycheck.capture.source import FoundDevice
from keycheck.events.normalize import Normalizer
from keycheck.events.raw_event import RawEvent
from keycheck.session.listening import Ears, can_hear, devices_of, tells_keys
from keycheck.session.live import HOLD_NS


@dataclass(frozen=True, slots=True)
class Came:
    """A key went down: its W3C code, or the native code of a key that no table knows."""

    t: int
    code: str | None
    native: str


class Learning:
    """Hears the presses of one keyboard. The sources deliver in their threads; `drain` is called in the screen's."""

    def __init__(self, ears: Ears, device: FoundDevice | None, clock: Callable[[], int] = now_ns) -> None:
        """Listens from `focus` on. A source that only hears what is typed can't tell which key it was, and is left."""
        self._clock = clock
        self._ears = ears
        self._listening = {ear.name: ear for ear in ears.ready if tells_keys(ear) and can_hear(ear, device)}
        self._devices = {name: devices_of(ear, device) for name, ear in self._listening.items()}
        known: Mapping[str, int] = {} if device is None else {device.path: 0}
        self._normalizers = {
            name: Normalizer(number, ear.ready.space, known, 0)
            for number, (name, ear) in enumerate(self._listening.items())
            if ear.ready is not None
        }
        self._began: set[str] = set()
        self._came: list[Came] = []
        self._lock = threading.Lock()
        ears.on_message = self._hear

    @property
    def listening(self) -> bool:
        """Whether any source is left."""
        return any(ear.failed is None for ear in self._listening.values())

    def drain(self) -> tuple[Came, ...]:
        """The keys that have come, in the order of time; the last moment is held back, as `HOLD_NS` says."""
        settled = self._clock() - HOLD_NS
        with self._lock:
            came = sorted((came for came in self._came if came.t <= settled), key=lambda came: came.t)
            self._came = [came for came in self._came if came.t > settled]
        return tuple(came)

    def blur(self) -> None:
        """No longer in front: nothing is read when this returns, and what was not drained is forgotten."""
        self._ears.pause()
        with self._lock:
            self._came.clear()
        self._began.clear()

    def focus(self) -> None:
        """It is in front: listen."""
        for name, ear in self._listening.items():
            self._normalizers[name].forget()
            ear.resume(self._devices[name])

    def close(self) -> None:
        """Read no more."""
        self.blur()
        self._ears.on_message = lambda name, message: None

    def _hear(self, name: str, message: Message) -> None:
        if name not in self._normalizers:
            return
        if isinstance(message, Listening):
            self._began.add(name)
        elif isinstance(message, RawEvent):
            event = self._normalizers[name](message)
            # What is down already when the listening begins (the Enter of the command line) comes before its word.
            if event.action == "down" and not event.injected and name in self._began:
                with self._lock:
                    self._came.append(Came(message.t, event.key, event.native))
