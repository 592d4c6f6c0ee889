"""The source that plays a recording keeps the promises of a source, and the times of the recording."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from keycheck.capture.replay_source import ReplaySource
from keycheck.capture.source import Disturbance, FoundDevice
from keycheck.errors import BadFile
from keycheck.events.raw_event import RawEvent
from keycheck.events.trace import Trace
from tests.capture.recorded import MS, recording, saved, typing
from tests.capture.source_contract import SourceContract

Seen = RawEvent | Disturbance


class TestContract(SourceContract):
    @pytest.fixture
    def source(self) -> ReplaySource:
        return ReplaySource(typing(taps=50))

    @pytest.fixture
    def tap(self) -> Callable[[], None]:
        return lambda: None


def play(source: ReplaySource, seconds: float, devices: tuple[str, ...] = ()) -> list[RawEvent]:
    heard: list[Seen] = []
    source.start(heard.append, devices)
    time.sleep(seconds)
    source.stop()
    return [event for event in heard if isinstance(event, RawEvent)]


def test_events_have_the_distances_that_they_had() -> None:
    source = ReplaySource(recording((0, "KeyA", "down"), (31, "KeyA", "up"), (33, "KeyB", "down")))
    first, *others = play(source, 0.1)
    assert [(event.t - first.t) for event in others] == [31 * MS, 33 * MS]
    assert [(event.native, event.action) for event in (first, *others)] == [
        ("KeyA", "down"),
        ("KeyA", "up"),
        ("KeyB", "down"),
    ]


def test_pause_holds_the_tape_and_loses_nothing() -> None:
    source = ReplaySource(recording((0, "KeyA", "down"), (120, "KeyA", "up")))
    assert [event.action for event in play(source, 0.05)] == ["down"]
    time.sleep(0.2)
    assert [event.action for event in play(source, 0.02)] == []
    assert [event.action for event in play(source, 0.15)] == ["up"]


def test_only_the_chosen_devices_are_heard() -> None:
    tape = recording((0, "KeyA", "down"))
    assert len(play(ReplaySource(tape), 0.05, ("3",))) == 1
    assert play(ReplaySource(tape), 0.05, ("4",)) == []


def test_source_is_what_the_recording_says_it_was() -> None:
    source = ReplaySource(recording())
    probe = source.probe()
    assert (source.name, source.layer, source.resolution_ns, source.space) == ("evdev", "kernel", 1_000, "w3c")
    assert probe.devices == (FoundDevice("3", "Recorded Keyboard", "usb", 0x1234, 0x5678),)
    assert probe.blind == {"Fn": "never sent"}


def test_what_its_silence_means_is_what_the_recording_says() -> None:
    tape = recording()
    said = msgspec.structs.replace(tape.header.sources[0], unknown={"F13": "a maker's own key"}, silence="no_evidence")
    probe = ReplaySource(Trace(msgspec.structs.replace(tape.header, sources=(said,)), ())).probe()
    assert (probe.unknown, probe.silence) == ({"F13": "a maker's own key"}, "no_evidence")


def test_file_is_played(tmp_path: Path) -> None:
    source = ReplaySource.of_file(saved(recording((0, "KeyA", "down")), tmp_path))
    assert [event.native for event in play(source, 0.05)] == ["KeyA"]


@pytest.mark.parametrize(
    ("trace", "expected"),
    [(recording(sources=0), "expected at least one"), (recording(sealed=True), "expected")],
    ids=["no source", "sealed"],
)
def test_trace_that_can_not_be_played_is_refused(trace: object, expected: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=expected):
        ReplaySource.of_file(saved(trace, tmp_path))  # type: ignore[arg-type]
