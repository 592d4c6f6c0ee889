"""A virtual machine with a real Linux kernel: boot it, run commands in it, press its keys from outside.

QEMU emulates it without KVM; its root is this machine's own file system, read-only, so that keycheck and its tests are
there as they are here. What it writes is lost, but for one folder that both share.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import queue
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from tests.system import requirements
from tests.system.kernel import guest_agent
from tests.system.kernel.qmp import Qmp

FEATURE = "kernel"
HOUSE = Path(__file__).parents[3]
MODULES = ("uinput", "uhid", "hid_generic", "usbhid", "evdev")

BOOT_S = 240
"""Booting takes 45 s on two idle cores."""
PATIENCE_S = 60
"""How long a command may take where nothing else is said: everything in the guest is ten times slower."""
QUIT_S = 10

OTHER_SCREEN = "screen"
"""A graphics card that nobody looks at: a keyboard bound to it gets only the keys that are sent there by name."""

HARDWARE = (
    *("-device", "qemu-xhci,id=usb"),
    *("-device", f"secondary-vga,id={OTHER_SCREEN}"),
)
"""Beside the i8042 keyboard, which every PC has: USB ports, and a second place to send keys to."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that came to its end."""

    code: int
    output: str
    """What it wrote, stdout and stderr together."""

    def checked(self) -> str:
        """What it wrote; fails where it did not end well."""
        assert self.code == 0, f"exit code {self.code}:\n{self.output}"
        return self.output


class Guest:
    """A running guest; a context manager that switches it off."""

    def __init__(self, shared: Path) -> None:
        """Boot it; `shared` is a folder that it can write, under the same path. Skips where a program is missing."""
        self.shared = shared
        self._room = tempfile.TemporaryDirectory(prefix="keycheck-")
        socket = Path(self._room.name, "qmp")
        self._answers: dict[int, queue.SimpleQueue[Ended]] = {0: queue.SimpleQueue()}
        self._said: list[str] = []
        self._process = subprocess.Popen(
            _command(shared, socket),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            cwd=HOUSE,
            env=os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        try:
            self._answer(0, BOOT_S)
            self.qmp = Qmp(socket)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Guest:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, command: str, seconds: float = PATIENCE_S) -> Ended:
        """Run this in the guest's shell, as root, where the repository lies, to its end."""
        number = len(self._answers)
        self._answers[number] = queue.SimpleQueue()
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"id": number, "command": command, "seconds": seconds}) + "\n")
        self._process.stdin.flush()
        return self._answer(number, seconds + PATIENCE_S)

    def python(self, *arguments: str, seconds: float = PATIENCE_S) -> Ended:
        """Run this Python in the guest, with these arguments."""
        return self.run(shlex.join([sys.executable, *arguments]), seconds)

    def close(self) -> None:
        """Switch it off."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(QUIT_S)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._reader.join(QUIT_S)
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        self._room.cleanup()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            try:
                answer = json.loads(line)
                self._answers[answer["id"]].put(Ended(answer["exit"], answer["output"]))
            except (ValueError, KeyError, TypeError):
                self._said.append(line)

    def _answer(self, number: int, seconds: float) -> Ended:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with contextlib.suppress(queue.Empty):
                return self._answers[number].get(timeout=0.2)
            if self._process.poll() is not None:
                break
        raise AssertionError(f"the guest gave no answer, and said:\n{''.join(self._said)}")


def _command(shared: Path, socket: Path) -> list[str]:
    hardware = [*HARDWARE, "-qmp", f"unix:{socket},server=on,wait=off"]
    modules = f"modprobe -a {' '.join(MODULES)}"
    agent = f"exec {shlex.join([sys.executable, '-u', guest_agent.__file__])}"
    return [
        *(vng(), "--run", str(kernel()), "--disable-kvm", "--disable-microvm", "--memory", "2G", "--cpus", "1"),
        *(f"--rwdir={shared}", f"--qemu-opts={shlex.join(hardware)}", "--", f"{modules}; {agent}"),
    ]


def kernel() -> Path:
    """The newest kernel of the distribution."""
    found = sorted(path for path in Path("/boot").glob("vmlinuz-*") if Path("/lib/modules", path.name[8:]).exists())
    if not found or not os.access(found[-1], os.R_OK):
        requirements.unmet(FEATURE, "there is no kernel to boot in /boot: apt-get install linux-image-amd64")
    return found[-1]


def vng() -> str:
    """The program that boots it; skips, naming the package, where it or one that it needs is missing."""
    if sys.platform != "linux" or os.uname().machine != "x86_64":
        requirements.unmet(FEATURE, "the guest is an x86-64 Linux on an x86-64 Linux")
    needed = {"qemu-system-x86_64": "qemu-system-x86", "busybox": "busybox-static", "modprobe": "kmod", "file": "file"}
    for program, package in needed.items():
        requirements.tool(FEATURE, program, package)
    requirements.tool(FEATURE, "udevadm", "udev")
    requirements.tool(FEATURE, "tmux", "tmux")
    if importlib.util.find_spec("virtme_ng") is None:
        requirements.unmet(FEATURE, "virtme-ng is not installed: pip install virtme-ng")
    return str(Path(sys.executable).with_name("vng"))
