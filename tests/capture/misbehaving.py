"""Capture processes with sources that go wrong: `python misbehaving.py KIND` speaks the pipe's language until then."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Sequence

from keycheck.capture.source import Probe, Sink
from keycheck.capture.worker import own_stdout, serve
from keycheck.events.raw_event import NativeSpace
from keycheck.events.trace import Layer


class Healthy:
    """Listens to nothing, and stops when it is told to."""

    name = "test"
    layer: Layer = "os"
    space: NativeSpace = "w3c"
    resolution_ns = 1

    def probe(self) -> Probe:
        return Probe("ready")

    def start(self, sink: Sink, devices: Sequence[str]) -> None:
        pass

    def stop(self) -> None:
        pass


class Blocked(Healthy):
    def probe(self) -> Probe:
        return Probe("blocked", "it is not allowed", "allow it")


class RaisesAtStart(Healthy):
    def start(self, sink: Sink, devices: Sequence[str]) -> None:
        raise RuntimeError("no hook\nand a second line")


class RaisesInAThread(Healthy):
    def start(self, sink: Sink, devices: Sequence[str]) -> None:
        threading.Thread(target=self.fail).start()

    def fail(self) -> None:
        raise ValueError("a strange event")


class Crashes(Healthy):
    def start(self, sink: Sink, devices: Sequence[str]) -> None:
        os.kill(os.getpid(), signal.SIGILL)


class CrashesInItsProbe(Healthy):
    def probe(self) -> Probe:
        os.kill(os.getpid(), signal.SIGILL)
        raise AssertionError("unreachable")


class DoesNotStop(Healthy):
    started = False

    def start(self, sink: Sink, devices: Sequence[str]) -> None:
        self.started = True

    def stop(self) -> None:
        if self.started:
            time.sleep(60)


class Prints(Healthy):
    def start(self, sink: Sink, devices: Sequence[str]) -> None:
        print("a library greets you")
        os.write(1, b"and so does another\n")


SOURCES: list[type[Healthy]] = [Healthy, *Healthy.__subclasses__()]

if __name__ == "__main__":
    (kind,) = (kind for kind in SOURCES if kind.__name__ == sys.argv[1])
    serve(kind, sys.stdin.buffer, own_stdout())
