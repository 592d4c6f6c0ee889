"""Asks the X server which keys are down: cheaply, by a connection of its own that also wakes who waits for a key."""

from __future__ import annotations

import os
import select
import socket
import struct
from typing import Any

QUERY_KEYMAP = struct.pack("=BxH", 44, 1)
"""The request of the core protocol, in the byte order of this machine, which Xlib chooses for its connections."""

REPLY, MAPPING_NOTIFY, GENERIC_EVENT = 1, 34, 35
"""What the server's words begin with: an answer, the news of another keymap (every client gets it, asked for or not),
and an event of an extension."""

WORD = struct.Struct("=Bxxx I 24x")
"""Every word is so long: its kind, and for an answer and an event of an extension how many four bytes follow it."""

KEYS_AT = 8
"""Where in the answer the keys are."""

XINPUT = "XInputExtension"
SELECT_EVENTS, QUERY_VERSION = 46, 47
"""Requests of the X Input Extension (XI2proto, sections 4 and 5)."""

VERSION = 2, 2
"""From 2.1 on raw events come while a program has grabbed the keyboard, too."""

ALL_MASTERS = 1
RAW_KEYS = 1 << 13 | 1 << 14
"""Raw presses and releases of keys."""


class Keymap:
    """One connection; Xlib opens it, and is not asked any more. Its own way costs ten times as much (measured).

    Used from one thread at a time, but for `wake`.
    """

    def __init__(self) -> None:
        """Raises whatever the connection raises."""
        from Xlib.display import Display

        self._display: Any = Display()
        extension = self._display.query_extension(XINPUT)
        self._xinput: int | None = None if extension is None else extension.major_opcode
        self._root: int = self._display.screen().root.id
        self._socket: socket.socket = self._display.display.socket
        self._socket.setblocking(True)
        self._told_of_a_keymap = self._key_moved = False
        self._woken, self._waker = os.pipe()
        if self._xinput is not None:
            self._answer_to(struct.pack("=BBHHH", self._xinput, QUERY_VERSION, 2, *VERSION))

    @property
    def tells_of_keys(self) -> bool:
        """Whether the server says that a key moves; one without the X Input Extension has to be asked."""
        return self._xinput is not None

    def follow_keys(self, follow: bool) -> None:
        """Let the server say from now on that a key moves, or no more; what it says is not looked at."""
        if self._xinput is not None:
            mask = struct.pack("=HHI", ALL_MASTERS, 1, RAW_KEYS if follow else 0)
            self._socket.sendall(struct.pack("=BBHIHxx", self._xinput, SELECT_EVENTS, 5, self._root, 1) + mask)

    def wait(self, seconds: float) -> bool:
        """Wait until the server says something, somebody calls `wake`, or the time is over; whether the server did.

        A key that moved while it answered is such a word, too: that answer did not bring the record of it along.
        """
        if self._key_moved:
            self._key_moved = False
            return True
        said = self._socket.fileno()
        ready, _, _ = select.select([said, self._woken], [], [], seconds)
        if self._woken in ready:
            os.read(self._woken, 1)
        return said in ready

    def wake(self) -> None:
        """End one `wait`, this one or the next."""
        os.write(self._waker, b"!")

    def read(self) -> bytes:
        """32 bytes, a bit for each keycode, lowest first. OSError when the server is gone."""
        return self._answer_to(QUERY_KEYMAP)[KEYS_AT:]

    def has_changed(self) -> bool:
        """Whether the server has told of another keymap, since this was asked last and before the last `read`."""
        told, self._told_of_a_keymap = self._told_of_a_keymap, False
        return told

    def close(self) -> None:
        """Leave the server."""
        self._socket.close()
        os.close(self._woken)
        os.close(self._waker)

    def _answer_to(self, request: bytes) -> bytes:
        """The answer; what the server says before it has been heard then, and is forgotten."""
        self._socket.sendall(request)
        while True:
            word = self._receive(WORD.size)
            kind, fours = WORD.unpack(word)
            word += self._receive(4 * fours) if kind in (REPLY, GENERIC_EVENT) else b""
            if kind == REPLY:
                return word
            self._told_of_a_keymap |= kind == MAPPING_NOTIFY
            self._key_moved |= kind == GENERIC_EVENT

    def _receive(self, count: int) -> bytes:
        received = b""
        while len(received) < count:
            part = self._socket.recv(count - len(received))
            if not part:
                raise ConnectionError("the X server closed the connection")
            received += part
        return received
