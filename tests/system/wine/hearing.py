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
    processes = [CaptureProcess(name, partial(tell, name)) for name in names]
    for line in sys.stdin:
        for process in processes:
            process.resume() if line.strip() == "resume" else process.pause()
    for process in processes:
        process.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
