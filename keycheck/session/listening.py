"""All sources of this machine, each in its process, found ready or failed before a single key is read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Container, Iterable, Sequence

from keycheck.capture.capture_process import CaptureProcess
from keycheck.capture.elevation import elevated_command
from keycheck.capture.pipe import Failed, Message, Ready
from keycheck.capture.source import FoundDevice
from keycheck.capture.sources import TERMINAL
from keycheck.errors import NothingObserves
from keycheck.languages import N_
from keycheck.session.terminal_ear import TerminalEar


class Ear:
    """One source in its process, from the question whether it can listen to its end."""

    def __init__(self, name: str, deliver: Callable[[str, Message], None], elevated: bool = False) -> None:
        """An `elevated` one is started through sudo, which has been asked before."""
        self.name = name
        self._elevated = elevated
        self.ready: Ready | None = None
        self.failed: Failed | None = None
        self._deliver = deliver
        self._process: CaptureProcess | None = None
        self.start()

    def start(self) -> None:
        """Start the process; it answers `ready` or `failed`, and reads nothing until it is told to."""
        self.ready, self.failed = None, None
        try:
            command = elevated_command(self.name) if self._elevated else None
            self._process = CaptureProcess(self.name, self._hear, command, keeps_session=self._elevated)
        except OSError as error:
            self._hear(Failed(N_("its process could not be started: {error}").format(error=error.strerror)))

    @property
    def is_over(self) -> bool:
        """Whether its process has ended, and all that was to be said of it is delivered."""
        return self._process is None or not self._process.alive

    def resume(self, devices: Sequence[str]) -> None:
        if self._process is not None:
            self._process.resume(devices)

    def pause(self) -> None:
        if self._process is not None:
            self._process.pause()

    def stop(self) -> None:
        if self._process is not None:
            self._process.stop()

    def _hear(self, message: Message) -> None:
        if isinstance(message, Ready):
            self.ready = message
        elif isinstance(message, Failed):
            self.failed = message
        self._deliver(self.name, message)


AnyEar = Ear | TerminalEar


class Ears:
    """The sources that were asked for. `on_message` gets what they say, from their threads."""

    def __init__(self, names: Sequence[str], elevated: Container[str] = ()) -> None:
        """Start all of them, the `elevated` ones through sudo."""
        self.on_message: Callable[[str, Message], None] = lambda name, message: None
        self.all = tuple(self._ear(name, name in elevated) for name in names)

    def _ear(self, name: str, elevated: bool) -> AnyEar:
        return TerminalEar(self._deliver) if name == TERMINAL else Ear(name, self._deliver, elevated)

    @property
    def ready(self) -> tuple[AnyEar, ...]:
        """Those that can listen."""
        return tuple(ear for ear in self.all if ear.ready is not None and ear.failed is None)

    @property
    def failed(self) -> tuple[AnyEar, ...]:
        """Those that can't, each with its reason."""
        return tuple(ear for ear in self.all if ear.failed is not None)

    @property
    def settled(self) -> bool:
        """Whether every source has answered."""
        return all(ear.ready is not None or ear.failed is not None for ear in self.all)

    @property
    def devices(self) -> tuple[FoundDevice, ...]:
        """The keyboards that at least one source can tell apart."""
        return keyboards_of(ear.ready.devices for ear in self.ready if ear.ready)

    def pause(self) -> None:
        """Nothing is read any more when this returns; all are told at once, because each may take its 50 ms."""
        self._at_once([ear.pause for ear in self.all])

    def stop(self) -> None:
        """End all processes."""
        self._at_once([ear.stop for ear in self.all])

    def _at_once(self, tasks: Sequence[Callable[[], None]]) -> None:
        threads = [threading.Thread(target=task) for task in tasks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _deliver(self, name: str, message: Message) -> None:
        self.on_message(name, message)


def tells_keys(ear: AnyEar) -> bool:
    """Whether this source is ready, and can say of each key whether it came."""
    return ear.ready is not None and ear.failed is None and ear.ready.hears_silence


def why_deaf(ears: Iterable[AnyEar]) -> NothingObserves:
    """Why none of them can listen, each with its reason."""
    return NothingObserves(*((ear.name, ear.failed.reason) for ear in ears if ear.failed))


def keyboards_of(told: Iterable[Sequence[FoundDevice]]) -> tuple[FoundDevice, ...]:
    """Each keyboard once, of those that each source tells apart; first those of the source that knows most of them."""
    found: dict[str, FoundDevice] = {}
    for devices in sorted(told, key=len, reverse=True):
        for device in devices:
            found.setdefault(device.path, device)
    return tuple(found.values())


def can_hear(ear: AnyEar, chosen: FoundDevice | None) -> bool:
    """Whether this source hears the chosen keyboard: it knows it, or it can't tell keyboards apart."""
    told = ear.ready.devices if ear.ready is not None else ()
    return chosen is None or not told or any(device.path == chosen.path for device in told)


def devices_of(ear: AnyEar, chosen: FoundDevice | None) -> tuple[str, ...]:
    """The devices that this source is to listen to: the chosen one where it can tell them apart."""
    if chosen is None or ear.ready is None:
        return ()
    return tuple(device.path for device in ear.ready.devices if device.path == chosen.path)
