"""What a user without rights does with a capture process that runs as root; each line says how it went.

`under_sudo.py WHAT`: run in a session whose user may call sudo without a password.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

from keycheck.capture import elevation
from keycheck.capture.capture_process import CaptureProcess
from keycheck.capture.pipe import Beat, Failed, Listening, Message, Ready, Stopped
from keycheck.capture.source import Disturbance

PATIENCE_S = 20.0

heard: list[Message] = []


def say(*words: object) -> None:
    print(*words, flush=True)


def wait_for(come_true: Callable[[], object], what: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while not come_true():
        if time.monotonic() > until:
            sys.exit(f"{what} did not come, only {heard[-10:]}")
        time.sleep(0.005)


def count(kind: type) -> int:
    return sum(isinstance(message, kind) for message in heard)


def healthy_as_root() -> CaptureProcess:
    """The pipe, the heartbeat and the end of the real helper, with a source that needs no keyboard."""
    command = [*elevation.elevated_command("evdev")[:-3], "-m", "tests.capture.misbehaving", "Healthy"]
    process = CaptureProcess("test", heard.append, command, keeps_session=True)
    wait_for(lambda: count(Ready), "ready")
    return process


def root_processes() -> list[list[str]]:
    """Process, user and state of each process of the source."""
    listed = subprocess.run(
        ["ps", "-wweo", "pid=,user=,stat=,args="], capture_output=True, text=True, check=True
    ).stdout
    return [
        line.split()[:3]
        for line in listed.splitlines()
        if "tests.capture.misbehaving" in line and not line.split()[3].endswith("sudo")
    ]


def stream() -> None:
    process = healthy_as_root()
    process.resume()
    wait_for(lambda: count(Listening), "listening")
    before = count(Beat)
    wait_for(lambda: count(Beat) >= before + 5, "five beats")
    say("user", *{user for _, user, _ in root_processes()})
    began = time.monotonic()
    process.pause()
    say("paused", time.monotonic() - began < 0.06, count(Stopped))
    process.stop()
    wait_for(lambda: not root_processes(), "its end")
    say("ended", count(Failed))


def wait_to_be_killed() -> None:
    healthy_as_root().resume()
    say("listening")
    time.sleep(60)


def hang() -> None:
    process = healthy_as_root()
    process.resume()
    wait_for(lambda: count(Listening), "listening")
    pid = root_processes()[0][0]
    subprocess.run(["sudo", "-n", "kill", "-STOP", pid], check=True)
    wait_for(lambda: not process.alive, "the loss")
    say("lost", count(Failed), [m.what for m in heard if isinstance(m, Disturbance)].count("source_lost"))
    began = time.monotonic()
    process.stop()
    say("stopped", time.monotonic() - began < 3)
    subprocess.run(["sudo", "-n", "kill", "-CONT", pid], check=True)
    wait_for(lambda: not root_processes(), "its end")
    say("ended")


def real_helper() -> None:
    """What is said where the kernel has no keyboard, or that it can listen where it has one."""
    process = CaptureProcess("evdev", heard.append, elevation.elevated_command("evdev"), keeps_session=True)
    wait_for(lambda: count(Ready) or count(Failed), "an answer")
    say("permitted", *elevation.permitted(["evdev", "pynput"]))
    say("beats", count(Beat) > 0)
    process.stop()


if __name__ == "__main__":
    {"stream": stream, "wait": wait_to_be_killed, "hang": hang, "real": real_helper}[sys.argv[1]]()
