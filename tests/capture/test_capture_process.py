"""The parent's side: it hears what the child says, and loses a child without losing itself."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from keycheck.capture.capture_process import CaptureProcess
from keycheck.capture.child import how_it_ended
from keycheck.capture.clock import now_ns
from keycheck.capture.pipe import Beat, Failed, Listening, Message, Ready, Stopped
from keycheck.capture.source import Disturbance
from keycheck.events.raw_event import RawEvent
from tests.capture.recorded import MS, saved, typing

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows can't hold a process up")
KILLED, CRASHED = ("status 1", "status 4") if sys.platform == "win32" else ("SIGKILL", "SIGILL")

MISBEHAVING = Path(__file__).with_name("misbehaving.py")
PATIENCE_S = 10.0

Started = Callable[..., "Parent"]


class Parent:
    """A capture process, and what was delivered from it."""

    def __init__(self, name: str, command: list[str] | None = None) -> None:
        self.heard: list[Message] = []
        self.process = CaptureProcess(name, self.heard.append, command)

    @property
    def pid(self) -> int:
        return self.process._child.pid

    @property
    def ended(self) -> bool:
        return self.process._child.returncode is not None

    def kill(self) -> None:
        """As the system would, when memory runs out."""
        self.process._child.kill()

    def all(self, *kinds: type) -> list[Message]:
        return [message for message in self.heard if isinstance(message, kinds)]

    def wait_for(self, *kinds: type, count: int = 1) -> None:
        end = time.monotonic() + PATIENCE_S
        while len(self.all(*kinds)) < count:
            assert time.monotonic() < end, f"it did not come, only {self.heard[-20:]}"
            time.sleep(0.002)

    def wait_for_the_end(self) -> None:
        end = time.monotonic() + PATIENCE_S
        while self.process.alive:
            assert time.monotonic() < end, "it did not end"
            time.sleep(0.002)

    @property
    def story(self) -> list[str]:
        """What was delivered, in order, without beats and without stalls of a busy machine."""
        told = [message for message in self.heard if not isinstance(message, Beat)]
        words = [message.what if isinstance(message, Disturbance) else type(message).__name__ for message in told]
        return [word for word in words if word != "stall"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Started]:
    """Start a child: with the name of a misbehaving source, or none for one that types KeyA without end."""
    started: list[Parent] = []

    def one(kind: str = "") -> Parent:
        command = [sys.executable, str(MISBEHAVING), kind] if kind else None
        name = kind or f"replay:{saved(typing(taps=2_000), tmp_path)}"
        started.append(Parent(name, command))
        return started[-1]

    yield one
    for parent in started:
        parent.process.stop()


def listening(parent: Parent) -> Parent:
    parent.wait_for(Ready)
    parent.process.resume()
    parent.wait_for(Listening)
    return parent


def test_child_introduces_itself_and_reads_only_when_told_to(start: Started) -> None:
    parent = start()
    parent.wait_for(Ready)
    time.sleep(0.2)
    assert parent.story == ["Ready"]
    ready = parent.all(Ready)[0]
    assert isinstance(ready, Ready)
    assert (ready.space, ready.layer, ready.resolution_ns) == ("w3c", "kernel", 1_000)
    assert [device.path for device in ready.devices] == ["3"]
    parent.process.resume(["3"])
    parent.wait_for(RawEvent, count=4)
    assert parent.all(Listening)


def test_devices_that_were_not_chosen_are_not_read(start: Started) -> None:
    parent = start()
    parent.wait_for(Ready)
    parent.process.resume(["another"])
    parent.wait_for(Listening)
    time.sleep(0.2)
    assert parent.all(RawEvent) == []


def test_pause_ends_the_reading(start: Started) -> None:
    """How soon, `benchmarks/test_blur.py` measures."""
    parent = listening(start())
    parent.wait_for(RawEvent, count=4)
    for turn in range(10):
        parent.process.pause()
        parent.wait_for(Stopped, count=turn + 1)
        events = len(parent.all(RawEvent))
        time.sleep(0.1)
        assert len(parent.all(RawEvent)) == events
        parent.process.resume()
        parent.wait_for(RawEvent, count=events + 1)
    assert parent.process.alive


def test_pause_of_what_does_not_read_says_nothing(start: Started) -> None:
    parent = start()
    parent.process.pause()
    listening(parent)
    parent.process.pause()
    parent.process.pause()
    assert len(parent.all(Stopped)) == 1


def test_child_that_does_not_stop_is_ended_within_50_ms(start: Started) -> None:
    parent = listening(start("DoesNotStop"))
    asked = now_ns()
    parent.process.pause()
    assert now_ns() - asked < 100 * MS
    parent.wait_for_the_end()
    assert parent.story == ["Ready", "Listening", "Failed", "source_lost"]
    assert "did not stop reading" in str(parent.all(Failed)[0])


@pytest.mark.parametrize("reading", [False, True])
def test_child_that_is_killed_is_one_lost_source(start: Started, reading: bool) -> None:
    parent = start()
    parent.wait_for(Ready)
    if reading:
        listening(parent)
    parent.kill()
    parent.wait_for_the_end()
    assert parent.story[-2:] == ["Failed", "source_lost"]
    assert parent.story.count("source_lost") == 1
    assert KILLED in str(parent.all(Failed)[0])


def test_loss_lies_between_the_last_word_and_its_discovery(start: Started) -> None:
    parent = listening(start("Healthy"))
    before = now_ns()
    parent.kill()
    parent.wait_for_the_end()
    lost = parent.all(Disturbance)[-1]
    assert isinstance(lost, Disturbance)
    assert before - 500 * MS < lost.t <= lost.until <= now_ns()


@POSIX
def test_child_that_hangs_is_a_lost_source_after_a_second(start: Started) -> None:
    parent = listening(start())
    os.kill(parent.pid, signal.SIGSTOP)
    stopped = time.monotonic()
    parent.wait_for_the_end()
    assert 0.8 < time.monotonic() - stopped < 3
    assert parent.story[-2:] == ["Failed", "source_lost"]
    assert "no sign of life" in str(parent.all(Failed)[0])


@POSIX
def test_child_that_was_held_up_says_so(start: Started) -> None:
    parent = listening(start("Healthy"))
    os.kill(parent.pid, signal.SIGSTOP)
    held_from = now_ns()
    time.sleep(0.3)
    held_until = now_ns()
    os.kill(parent.pid, signal.SIGCONT)
    parent.wait_for(Disturbance)
    stall = max(parent.all(Disturbance), key=lambda trouble: trouble.until - trouble.t)  # type: ignore[union-attr]
    assert isinstance(stall, Disturbance)
    assert stall.what == "stall"
    assert stall.t < held_from + 20 * MS
    assert stall.until > held_until - 20 * MS
    assert parent.process.alive


def test_crash_inside_a_source_costs_the_child_only(start: Started) -> None:
    parent = start("Crashes")
    parent.wait_for(Ready)
    parent.process.resume()
    parent.wait_for_the_end()
    assert parent.story == ["Ready", "Failed", "source_lost"]
    assert CRASHED in str(parent.all(Failed)[0])


@pytest.mark.parametrize(
    ("kind", "failed"),
    [("RaisesAtStart", Failed("no hook")), ("RaisesInAThread", Failed("a strange event"))],
)
def test_error_in_a_source_is_told_in_one_line_and_the_source_is_lost(
    start: Started, kind: str, failed: Failed
) -> None:
    parent = start(kind)
    parent.wait_for(Ready)
    parent.process.resume()
    parent.wait_for_the_end()
    assert parent.all(Failed) == [failed]
    assert parent.story[-2:] == ["Failed", "source_lost"]


def test_source_that_can_not_listen_says_what_would_mend_it_and_is_not_lost(start: Started) -> None:
    parent = start("Blocked")
    parent.wait_for_the_end()
    assert parent.story == ["Failed"]
    assert parent.all(Failed) == [Failed("it is not allowed", "allow it")]


def test_what_a_library_prints_does_not_fall_between_the_messages(start: Started) -> None:
    parent = listening(start("Prints"))
    parent.wait_for(Beat, count=3)
    assert parent.process.alive


def test_child_that_says_what_is_no_message_is_ended(tmp_path: Path) -> None:
    program = "import sys; print('hello', flush=True); sys.stdin.read()"
    parent = Parent("strange", [sys.executable, "-c", program])
    parent.wait_for_the_end()
    parent.process.stop()
    assert parent.story == ["Failed"]
    assert "no message" in str(parent.all(Failed)[0])


def test_listener_that_raises_costs_the_source_and_not_the_silence_of_the_loss(tmp_path: Path) -> None:
    """Else the source would be deaf for good, and nobody would know."""
    heard: list[Message] = []

    def deliver(message: Message) -> None:
        heard.append(message)
        if isinstance(message, Listening):
            raise KeyError("a keyboard that nobody knows")

    process = CaptureProcess("test", deliver, [sys.executable, str(MISBEHAVING), "Healthy"])
    process.resume()
    end = time.monotonic() + PATIENCE_S
    while process.alive:
        assert time.monotonic() < end
        time.sleep(0.002)
    process.stop()
    (failed,) = (message for message in heard if isinstance(message, Failed))
    assert "could not be taken in (KeyError)" in failed.reason
    assert isinstance(heard[-1], Disturbance)


def test_everything_is_harmless_after_a_loss(start: Started) -> None:
    parent = listening(start("Healthy"))
    parent.kill()
    parent.wait_for_the_end()
    told = len(parent.heard)
    parent.process.resume()
    parent.process.pause()
    parent.process.stop()
    parent.process.stop()
    assert len(parent.heard) == told


def test_stop_is_no_loss_and_leaves_no_thread_and_no_process(start: Started) -> None:
    threads = set(threading.enumerate())
    parent = listening(start())
    parent.process.stop()
    assert set(threading.enumerate()) == threads
    assert not {"Failed", "source_lost"} & set(parent.story)
    assert parent.ended


@POSIX
def test_stop_ends_a_child_that_hangs(start: Started) -> None:
    parent = listening(start())
    os.kill(parent.pid, signal.SIGSTOP)
    asked = time.monotonic()
    parent.process.stop()
    assert time.monotonic() - asked < 2
    assert not parent.process.alive


@POSIX
@pytest.mark.parametrize(("status", "words"), [(3, "status 3"), (-4, "SIGILL"), (-99, "signal 99")])
def test_end_of_a_child_is_told_in_words(status: int, words: str) -> None:
    assert how_it_ended(status) == words
