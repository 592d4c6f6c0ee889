"""The child's end of the pipe: messages go out in order, and whoever hands one over never waits for the pipe."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable

from keycheck.capture.pipe import Message, line_of


class Outlet:
    """Writes each message as one line, from a thread of its own: a hook that waits for a full pipe would be dropped."""

    def __init__(self, descriptor: int, parent_is_gone: Callable[[], None]) -> None:
        self._descriptor = descriptor
        self._parent_is_gone = parent_is_gone
        self._waiting: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="outlet", daemon=True)
        self._writer.start()

    def put(self, message: Message) -> None:
        """Hand over a message; from any thread, and at once."""
        self._waiting.put(message)

    def close(self, timeout_s: float) -> None:
        """Write what still waits; give up after the time."""
        self._waiting.put(None)
        self._writer.join(timeout_s)

    def _write(self) -> None:
        while (message := self._waiting.get()) is not None:
            line = line_of(message)
            try:
                while line:
                    line = line[os.write(self._descriptor, line) :]
            except OSError:
                self._parent_is_gone()
                return
