"""Sources that say what a test lets them say, and an examination with a clock that stands still until it is moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import pytest

from keycheck.capture.pipe import Failed, Listening, Message, Ready
from keycheck.capture.source import Disturbance, FoundDevice
from keycheck.events.raw_event import RawEvent
from keycheck.events.trace import Action, Event, Layer, Trouble
from keycheck.host.lamps import Lamps
from keycheck.layouts.library import load
from keycheck.session import live
from keycheck.session.listening import Ears
from keycheck.session.live import LiveExamination
from keycheck.session.plan import Plan

MS = 1_000_000
BUILT_IN = FoundDevice("/dev/input/event3", "AT keyboard", "i8042", 1, 1, internal=True)


class ScriptedEar:
    """Stands where an Ear stands; it notes what it is told."""

    def __init__(self, name: str, ready: Ready) -> None:
        self.name = name
        self.ready: Ready | None = ready
        self.failed: Failed | None = None
        self.is_over = False
        self.told: list[str] = []
        self.starts_again = True
        self._ready = ready

    @property
    def reading(self) -> bool:
        """Whether the last word it got lets it read."""
        return bool(self.told) and self.told[-1].startswith("resume")

    def start(self) -> None:
        self.told.append("start")
        self.ready, self.failed, self.is_over = None, None, False
        if not self.starts_again:
            self.fail("gone for good")

    def resume(self, devices: Sequence[str]) -> None:
        self.told.append(" ".join(["resume", *devices]))

    def pause(self) -> None:
        self.told.append("pause")

    def stop(self) -> None:
        self.told.append("stop")

    def fail(self, reason: str) -> None:
        self.failed, self.is_over = Failed(reason), True


class ScriptedEars:
    """Stands where Ears stand."""

    def __init__(self, *all_: ScriptedEar) -> None:
        self.all = all_
        self.on_message: Callable[[str, Message], None] = lambda name, message: None

    @property
    def ready(self) -> tuple[ScriptedEar, ...]:
        return tuple(ear for ear in self.all if ear.failed is None)

    @property
    def failed(self) -> tuple[ScriptedEar, ...]:
        return tuple(ear for ear in self.all if ear.failed is not None)

    @property
    def settled(self) -> bool:
        return True

    @property
    def devices(self) -> tuple[FoundDevice, ...]:
        return tuple(device for ear in self.ready if ear.ready is not None for device in ear.ready.devices)

    def pause(self) -> None:
        for ear in self.all:
            ear.pause()

    def stop(self) -> None:
        for ear in self.all:
            ear.stop()


def ear(
    name: str = "evdev", layer: Layer = "kernel", *devices: FoundDevice, blind: dict[str, str] | None = None
) -> ScriptedEar:
    return ScriptedEar(name, Ready("w3c", layer, 1_000, blind or {}, devices))


def blocked(name: str, reason: str, mend: str = "") -> ScriptedEar:
    """A source that can't listen."""
    silent = ear(name)
    silent.ready, silent.failed = None, Failed(reason, mend)
    return silent


class Bench:
    """One live examination; times are in milliseconds of it."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        *ears: ScriptedEar,
        device: FoundDevice | None = None,
        plan: Plan | None = None,
        lamps: Lamps | None = None,
    ) -> None:
        self.now_ms = 5_000_000.0
        self._zero_ms = self.now_ms
        monkeypatch.setattr(live, "now_ns", lambda: int(self.now_ms * MS))
        self.lit: list[Event] = []
        self.ears = ScriptedEars(*ears)
        plan = plan or Plan(load("ansi-104"), device)
        self.examination = LiveExamination(plan, cast(Ears, self.ears), self.lit.append, lamps)

    def at(self, ms: float) -> None:
        """It is this late now; the screen looks."""
        self.now_ms = self._zero_ms + ms
        self.examination.pump()

    def hear(self, ms: float, key: str, action: Action, source: str = "evdev", device: str | None = None) -> None:
        """A source delivers an event of that time, now."""
        self.ears.on_message(source, RawEvent(self._ns(ms), key, action, device))

    def disturb(self, since_ms: float, what: Trouble, device: str, source: str = "evdev") -> None:
        """A source tells now what has been so since then."""
        self.ears.on_message(source, Disturbance(self._ns(since_ms), what, int(self.now_ms * MS), device))

    def lose(self, source: ScriptedEar, last_word_ms: float) -> None:
        """A source dies now: its last word is told, and then its loss."""
        source.fail("killed")
        assert source.failed is not None
        self.ears.on_message(source.name, source.failed)
        self.ears.on_message(source.name, Disturbance(self._ns(last_word_ms), "source_lost", int(self.now_ms * MS)))

    def listens_again(self, source: ScriptedEar) -> None:
        self.ears.on_message(source.name, Listening(int(self.now_ms * MS)))

    def _ns(self, ms: float) -> int:
        return int((self._zero_ms + ms) * MS)
