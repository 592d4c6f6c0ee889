"""The lines of the pipe: what goes in comes out, one line each."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.capture.pipe import (
    Beat,
    Command,
    Failed,
    Listening,
    Message,
    Pause,
    Ready,
    Resume,
    Stopped,
    command_of,
    line_of,
    message_of,
)
from keycheck.capture.source import Disturbance, FoundDevice
from keycheck.events.raw_event import RawEvent

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
"""Any text but lone surrogates, which are no text."""
times = st.integers(0, 2**63 - 1)
reasons = st.dictionaries(texts, texts, max_size=3)
numbers = st.none() | st.integers(0, 0xFFFF)

devices = st.builds(FoundDevice, texts, texts, texts, numbers, numbers, st.none() | st.booleans(), reasons)
events = st.builds(RawEvent, times, texts, st.sampled_from(["down", "up", "repeat"]), st.none() | texts, st.booleans())
introductions = st.builds(
    Ready,
    st.sampled_from(["evdev", "windows", "mac", "hid", "w3c"]),
    st.sampled_from(["hid", "kernel", "os", "app"]),
    times,
    reasons,
    st.lists(devices, max_size=2).map(tuple),
)
troubles = st.builds(Disturbance, times, st.sampled_from(["stall", "dropped", "source_lost"]), times, st.none() | texts)
failures = st.builds(Failed, texts, texts)
moments = st.builds(Listening, times) | st.builds(Stopped, times) | st.builds(Beat, times)

messages = events | introductions | troubles | failures | moments
commands = st.builds(Pause) | st.builds(Resume, st.lists(texts, max_size=3).map(tuple))


@given(messages)
def test_every_message_comes_out_as_it_went_in(message: Message) -> None:
    assert message_of(line_of(message)) == message


@given(commands)
def test_every_command_comes_out_as_it_went_in(command: Command) -> None:
    assert command_of(line_of(command)) == command


@given(messages)
def test_message_is_one_line_whatever_a_device_is_called(message: Message) -> None:
    assert line_of(message).count(b"\n") == 1
    assert line_of(message).endswith(b"\n")


@pytest.mark.parametrize(
    "line", [b"", b"\n", b"hello\n", b"{}\n", b'{"kind":"event"}\n', b'{"kind":"raw","t":"now"}\n']
)
def test_line_that_is_no_message_is_refused(line: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        message_of(line)
    with pytest.raises(msgspec.DecodeError):
        command_of(line)
