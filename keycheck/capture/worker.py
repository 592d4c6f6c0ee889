"""The capture process: `python -m keycheck.capture.worker SOURCE`, a child that runs one source and writes what it saw.

Commands come on stdin, messages go to stdout, one JSON line each (`keycheck.capture.pipe`). It reads no key before the
first `resume`, none between `pause` and `resume`, and it ends at once when stdin ends: then its parent is gone.
With `--probe SOURCE` it writes the source's `Probe` as one JSON line and ends.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable

import msgspec

from keycheck.capture import sources
from keycheck.capture.clock import now_ns
from keycheck.capture.heartbeat import Heartbeat
from keycheck.capture.outlet import Outlet
from keycheck.capture.pipe import Beat, Command, Failed, Listening, Ready, Resume, Stopped, command_of
from keycheck.capture.source import Disturbance, Probe, Source
from keycheck.events.raw_event import RawEvent

STOPS_WITHIN_S = 0.06
"""A source that has not stopped by then ends with its process: a parent with fewer rights could not end it. A little
more than the parent's own patience, which ends it where it can, and says why."""

LASTING = frozenset({"source_lost", "grabbed", "source_back"})
"""The troubles that go on until their end is told, and their end: a source finds them while it is being stopped too."""

LAST_WORDS_S = 1.0
"""How long a failing child tries to say why before it ends."""


class Worker:
    """One source and the pipe of its events."""

    def __init__(self, outlet: Outlet) -> None:
        self._outlet = outlet
        self._source: Source | None = None
        self._listening = False

    def introduce(self, source: Source) -> None:
        """Say what the source is and what it can see, or why it can't listen; the latter ends the process."""
        found = source.probe()
        if found.state != "ready":
            self.fail(found.reason, found.mend)
        self._source = source
        what = source.space, source.layer, source.resolution_ns
        self._outlet.put(Ready(*what, found.blind, found.devices, found.unknown, found.silence))

    def obey(self, command: Command) -> None:
        """Do what the parent asks, and answer when it is done."""
        assert self._source is not None
        self._listening = False
        self._stop(self._source)
        if isinstance(command, Resume):
            self._listening = True
            self._source.start(self.hand_over, command.devices)
            self._outlet.put(Listening(now_ns()))
        else:
            self._outlet.put(Stopped(now_ns()))

    def _stop(self, source: Source) -> None:
        too_late = threading.Timer(STOPS_WITHIN_S, end_at_once)
        too_late.daemon = True
        too_late.start()
        source.stop()
        too_late.cancel()

    def hand_over(self, seen: RawEvent | Disturbance | Beat) -> None:
        """Pass on what was seen; while paused no key, and of what disturbed only what would not be said again."""
        if self._listening or isinstance(seen, Beat) or (isinstance(seen, Disturbance) and seen.what in LASTING):
            self._outlet.put(seen)

    def fail(self, reason: str, mend: str = "") -> None:
        """Say in one line why this ends, and end the process."""
        self._outlet.put(Failed(reason, mend))
        self._outlet.close(LAST_WORDS_S)
        os._exit(1)

    def thread_failed(self, failure: threading.ExceptHookArgs) -> None:
        """A thread of a source met an error that nobody caught: the source is deaf."""
        self.fail(one_line(failure.exc_value))


def serve(make: Callable[[], Source], commands: Iterable[bytes], out: int) -> None:
    """Run a source by the commands until these end; write messages to the descriptor. Ends the process on failure."""
    worker = Worker(Outlet(out, parent_is_gone=end_at_once))
    threading.excepthook = worker.thread_failed
    Heartbeat(worker.hand_over).start()
    try:
        worker.introduce(make())
        for line in commands:
            worker.obey(command_of(line))
    except Exception as error:
        worker.fail(one_line(error))


def probe(name: str) -> Probe:
    """What the source says of itself, asked in this process."""
    try:
        return sources.make(name).probe()
    except Exception as error:
        return Probe("blocked", one_line(error))


def one_line(error: BaseException | None) -> str:
    """The first line of what an error says, or its name; of the system's errors the bare reason."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def end_at_once() -> None:
    """End without waiting for any thread: the system closes connections, hooks and devices."""
    os._exit(0)


def own_stdout() -> int:
    """A descriptor of the pipe that nobody else has: what a library prints must not fall between the messages."""
    out = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return out


def main(arguments: list[str]) -> None:
    """Run the source that is named, until stdin ends, or probe it."""
    # Ctrl+C goes to every process of the terminal; it is the parent who decides when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = own_stdout()
    match arguments:
        case ["--probe", name]:
            os.write(out, msgspec.json.encode(probe(name)) + b"\n")
        case [name]:
            serve(lambda: sources.make(name), sys.stdin.buffer, out)
        case _:
            sys.exit("usage: python -m keycheck.capture.worker [--probe] SOURCE")
    end_at_once()


if __name__ == "__main__":
    main(sys.argv[1:])
