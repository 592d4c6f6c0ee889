"""The capture processes of a Windows, seen from outside: what each of its sources has said."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from keycheck.capture.pipe import Failed, Listening, Message, Ready, Stopped, message_of
from keycheck.events.raw_event import RawEvent
from keycheck.keys.table import code_of
from tests.system.wine.windows import PATIENCE_S, Windows

Move = tuple[str | None, str]
"""W3C code and what the key did."""


class Ears:
    """Sources that listen, each in a process of its own, as in an examination."""

    def __init__(self, windows: Windows, *sources: str) -> None:
        """Start them; they do not listen yet."""
        self._heard: dict[str, list[Message]] = {source: [] for source in sources}
        self._child = windows.python("-m", "tests.system.wine.hearing", *sources)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.wait_for(lambda: all(self._counts(Ready)))

    def listen(self) -> None:
        """Let all of them read, and return when they do."""
        self._tell("resume", Listening)

    def pause(self) -> None:
        """Return when nothing is read any more; a source that is too slow to stop is ended, and started again later."""
        self._tell("pause", Stopped, Failed)

    def close(self) -> None:
        """End them."""
        with self._child as child:
            assert child.stdin is not None
            child.stdin.close()
            self._reader.join(PATIENCE_S)

    def ready(self, source: str) -> Ready:
        """What the source says of itself."""
        return next(message for message in self._heard[source] if isinstance(message, Ready))

    def events(self, source: str) -> list[RawEvent]:
        """What the source has heard."""
        return [message for message in self._heard[source] if isinstance(message, RawEvent)]

    def moves(self, source: str) -> list[Move]:
        """The same as keys, and what they did."""
        return [(code_of("windows", event.native), event.action) for event in self.events(source)]

    def forget(self) -> None:
        """What was heard until now is no matter any more."""
        for source, messages in self._heard.items():
            self._heard[source] = [message for message in messages if not isinstance(message, RawEvent)]

    def wait_for(self, come_true: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not come_true():
            last = {source: messages[-9:] for source, messages in self._heard.items()}
            assert time.monotonic() < end, f"it did not come, only {last}"
            time.sleep(0.01)

    def _tell(self, command: str, *answers: type) -> None:
        before = self._counts(*answers)
        assert self._child.stdin is not None
        self._child.stdin.write(command.encode() + b"\n")
        self._child.stdin.flush()
        self.wait_for(lambda: all(now > then for now, then in zip(self._counts(*answers), before, strict=True)))

    def _counts(self, *kinds: type) -> list[int]:
        return [sum(isinstance(message, kinds) for message in messages) for messages in self._heard.values()]

    def _read(self) -> None:
        assert self._child.stdout is not None
        for line in self._child.stdout:
            source, _, message = line.partition(b" ")
            self._heard[source.decode()].append(message_of(message))
