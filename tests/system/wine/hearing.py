"""Runs under Windows: capture processes of the sources that are named; each message is a line on stdout, `NAME JSON`.

Each line of stdin is `resume` or `pause`, for all of them; it ends when stdin ends.
"""

from __future__ import annotations

import sys
import threading
from functools import partial

from keycheck.capture.capture_process import CaptureProcess
from keycheck.capture.pipe import Message, line_of

turn = threading.Lock()


def tell(name: str, message: Message) -> None:
    with turn:
        sys.stdout.buffer.write(name.encode() + b" " + line_of(message))
        sys.stdout.buffer.flush()


def main(names: list[str]) -> None:
    processes = {name: start(name) for name in names}
    for line in sys.stdin:
        for name, process in processes.items():
            if line.strip() == "pause":
                process.pause()
            else:
                # One that took too long to stop was ended for it, as in an examination.
                processes[name] = process if process.alive else start(name)
                processes[name].resume()
    for process in processes.values():
        process.stop()


def start(name: str) -> CaptureProcess:
    return CaptureProcess(name, partial(tell, name))


if __name__ == "__main__":
    main(sys.argv[1:])
