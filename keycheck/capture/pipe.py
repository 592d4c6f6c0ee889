"""What a capture process and its parent say to each other: one JSON line a message.

The child speaks first, `ready` or `failed`, and reads no key until it is told to `resume`. Each `resume` is answered by
`listening`, each `pause` by `stopped`; between these two, and only there, events come. When the parent closes the pipe,
the child ends.
"""

from __future__ import annotations

import msgspec

from keycheck.capture.source import Disturbance, FoundDevice
from keycheck.events.raw_event import NativeSpace, RawEvent
from keycheck.events.trace import Layer, Silence


class Ready(msgspec.Struct, frozen=True, tag_field="kind", tag="ready"):
    """The source can listen; what it is and what it can see."""

    space: NativeSpace
    layer: Layer
    resolution_ns: int
    blind: dict[str, str] = {}
    """Key (W3C code) -> why this source can never see it."""
    devices: tuple[FoundDevice, ...] = ()
    """The keyboards that it can tell apart; empty for a source that hears them merged."""
    unknown: dict[str, str] = {}
    """Key (W3C code) -> why nobody knows whether this source can see it."""
    silence: Silence = "counts"

    @property
    def hears_silence(self) -> bool:
        """Whether it can say that a key did not come; one that can't hears only what is typed into keycheck."""
        return self.silence != "no_evidence"


class Failed(msgspec.Struct, frozen=True, tag_field="kind", tag="failed"):
    """The source can't listen, or no longer; the child ends after it."""

    reason: str
    mend: str = ""


class Listening(msgspec.Struct, frozen=True, tag_field="kind", tag="listening"):
    """The answer to `resume`: every key press from `t` on is heard."""

    t: int


class Stopped(msgspec.Struct, frozen=True, tag_field="kind", tag="stopped"):
    """The answer to `pause`: since `t` at the latest nothing is read any more."""

    t: int


class Beat(msgspec.Struct, frozen=True, tag_field="kind", tag="beat"):
    """The child lives."""

    t: int


class Resume(msgspec.Struct, frozen=True, tag_field="kind", tag="resume"):
    """Listen, to these devices only where the source can tell them apart; none named: to all keyboards."""

    devices: tuple[str, ...] = ()


class Pause(msgspec.Struct, frozen=True, tag_field="kind", tag="pause"):
    """Read nothing any more."""


Message = RawEvent | Disturbance | Ready | Failed | Listening | Stopped | Beat
"""What a child says."""

Command = Resume | Pause
"""What a parent says."""

_encoder = msgspec.json.Encoder()
_messages: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)
_commands: msgspec.json.Decoder[Command] = msgspec.json.Decoder(Command)


def line_of(said: Message | Command) -> bytes:
    """The line of a message or a command, with its end."""
    return _encoder.encode(said) + b"\n"


def message_of(line: bytes) -> Message:
    """The message of a line; msgspec.DecodeError where it is none."""
    return _messages.decode(line)


def command_of(line: bytes) -> Command:
    """The command of a line; msgspec.DecodeError where it is none."""
    return _commands.decode(line)
