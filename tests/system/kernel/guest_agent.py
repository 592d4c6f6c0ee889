"""Runs inside the guest, on the standard library alone: takes commands on stdin, answers with their ends on stdout.

One JSON line each: `{"id": 1, "command": "...", "seconds": 30}` is answered by `{"id": 1, "exit": 0, "output": "..."}`.
An empty command waits for these seconds. Commands run side by side. It ends, and the guest with it, when stdin does.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

TOO_LONG = 124
"""The exit code of a command that took too long, as `timeout` has it."""

CONSOLE_LEVEL = Path("/proc/sys/kernel/printk")
"""How urgent a message of the kernel must be to be written where the answers are."""

_talk = threading.Lock()


def run(asked: dict[str, Any]) -> None:
    """Run one command to its end, and answer."""
    if not asked["command"]:
        time.sleep(asked["seconds"])
        say({"id": asked["id"], "exit": 0, "output": ""})
        return
    process = subprocess.Popen(
        ["/bin/bash", "-c", asked["command"]],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        encoding="utf-8",
        errors="replace",
    )
    try:
        output, _ = process.communicate(timeout=asked["seconds"])
        code = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
        code = TOO_LONG
    say({"id": asked["id"], "exit": code, "output": output})


def say(answer: dict[str, Any]) -> None:
    with _talk:
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    # A message in the middle of an answer makes it unreadable.
    CONSOLE_LEVEL.write_text("0", encoding="ascii")
    say({"id": 0, "exit": 0, "output": "here"})
    for line in sys.stdin:
        threading.Thread(target=run, args=[json.loads(line)], daemon=True).start()
