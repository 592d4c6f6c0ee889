"""Asks the X server which keys are down, cheaply, by a connection that can do no more than hear of a new keymap too."""

from __future__ import annotations

import socket
import struct
from typing import Any

QUERY_KEYMAP = struct.pack("=BxH", 44, 1)
"""The request of the core protocol, in the byte order of this machine, which Xlib chooses for its connections."""

REPLY, REPLY_BYTES, EVENT_BYTES = 1, 40, 32
"""What an answer begins with and how long it is, its last 32 bytes being the keys; how long an event is."""

MAPPING_NOTIFY = 34
"""The event that tells of another keymap: every client gets it, asked for or not."""


class Keymap:
    """One connection; Xlib opens it, and is not asked any more. Its own way costs ten times as much (measured)."""

    def __init__(self) -> None:
        """Raises whatever the connection raises."""
        from Xlib.display import Display

        self._display: Any = Display()
        self._socket: socket.socket = self._display.display.socket
        self._socket.setblocking(True)
        self._told_of_a_keymap = False

    def read(self) -> bytes:
        """32 bytes, a bit for each keycode, lowest first. OSError when the server is gone."""
        self._socket.sendall(QUERY_KEYMAP)
        said = self._receive(REPLY_BYTES)
        while said[0] != REPLY:
            self._told_of_a_keymap |= said[0] == MAPPING_NOTIFY
            said = said[EVENT_BYTES:] + self._receive(EVENT_BYTES)
        return said[-EVENT_BYTES:]

    def has_changed(self) -> bool:
        """Whether the server has told of another keymap, since this was asked last and before the last `read`."""
        told, self._told_of_a_keymap = self._told_of_a_keymap, False
        return told

    def close(self) -> None:
        """Leave the server."""
        self._socket.close()

    def _receive(self, count: int) -> bytes:
        received = b""
        while len(received) < count:
            part = self._socket.recv(count - len(received))
            if not part:
                raise ConnectionError("the X server closed the connection")
            received += part
        return received
