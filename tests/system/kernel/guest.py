"""A virtual machine with a real Linux kernel: boot it, run commands in it, press its keys from outside.

QEMU emulates it without KVM. Its root is this machine's own file system, read-only, so that keycheck and its tests are
there as they are here. What it writes is lost, but for one folder that both share.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from tests.system import requirements
from tests.system.kernel import guest_agent
from tests.system.kernel.python_disk import HOUSE, PythonDisk
from tests.system.kernel.qmp import OTHER_SCREEN, USB, Qmp

FEATURE = "kernel"
PACKAGES = {
    "qemu-system-x86_64": "qemu-system-x86",
    "busybox": "busybox-static",
    "modprobe": "kmod",
    "udevadm": "udev",
    "file": "file",
    "script": "bsdutils",
    "Xorg": "xserver-xorg-core",
    "xinput": "xinput",
    "xmodmap": "x11-xserver-utils",
    "setxkbmap": "x11-xkb-utils",
}
"""Program -> the Debian package that has it."""

DRIVERS = {"dummy_drv.so": "xserver-xorg-video-dummy", "libinput_drv.so": "xserver-xorg-input-libinput"}
"""Driver of Xorg -> the Debian package that has it."""

MODULES = ("virtio_blk", "ext4", "uinput", "uhid", "hid_generic", "usbhid", "evdev")

CLOCK = "shift=2"
"""The guest's clock counts its instructions, 4 ns each. On a busy machine the test then takes longer, and the guest
notices nothing; by a real clock it would stall ten times a minute, and keycheck would rightly void what it heard."""

BOOT_S = 300
"""Booting takes 40 s on an idle machine."""
PATIENCE_S = 120
"""How long a command may take where nothing else is said: all in the guest is some thirty times slower."""
QUIT_S = 10


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

    qmp: Qmp

    def __init__(self, shared: Path, disk: Path) -> None:
        """Boot it; skips where a program is missing.

        `shared` is a folder that it may write, under the same path; `disk` becomes the image with its Python.
        """
        program, kernel = _vng(), _kernel()
        self.shared = shared
        self._room = tempfile.TemporaryDirectory(prefix="keycheck-")
        socket = Path(self._room.name, "qmp")
        python = PythonDisk(disk)
        self._answers: dict[int, queue.SimpleQueue[Ended]] = {0: queue.SimpleQueue()}
        self._said: list[str] = []
        self._process = subprocess.Popen(
            [program, *_options(kernel, shared, _hardware(disk, socket)), "--", _start(python)],
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
        self.qmp.close()
        self.close()

    def run(self, command: str, seconds: float = PATIENCE_S) -> Ended:
        """Run this in the guest's shell, as root, in the repository, to its end."""
        number = len(self._answers)
        self._answers[number] = queue.SimpleQueue()
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"id": number, "command": command, "seconds": seconds}) + "\n")
        self._process.stdin.flush()
        return self._answer(number, seconds + PATIENCE_S)

    def python(self, *arguments: str, seconds: float = PATIENCE_S, **environment: str) -> Ended:
        """Run this Python in the guest, with these arguments, and these variables beside those of the guest."""
        variables = [f"{name}={value}" for name, value in environment.items()]
        return self.run(shlex.join(["env", *variables, sys.executable, *arguments]), seconds)

    def wait(self, seconds: float) -> None:
        """Let so much time pass by the guest's clock."""
        self.run("", seconds).checked()

    def check(self) -> None:
        """Fail where it has died."""
        assert self._process.poll() is None, f"the guest has died, and said:\n{''.join(self._said)}"

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
                # What the kernel began to say before may stand in front of it.
                answer = json.loads(line[line.index('{"id"') :])
                self._answers[answer["id"]].put(Ended(answer["exit"], answer["output"]))
            except (ValueError, KeyError, TypeError):
                self._said.append(line)

    def _answer(self, number: int, seconds: float) -> Ended:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with contextlib.suppress(queue.Empty):
                return self._answers[number].get(timeout=0.2)
            self.check()
        raise AssertionError(f"the guest gave no answer, and said:\n{''.join(self._said)}")


def _options(kernel: Path, shared: Path, hardware: list[str]) -> list[str]:
    """Of `vng`. Not its microvm, which has no i8042."""
    machine = ["--disable-kvm", "--disable-microvm", "--memory", "2G", "--cpus", "1", "--verbose"]
    return ["--run", str(kernel), *machine, f"--rwdir={shared}", f"--qemu-opts={shlex.join(hardware)}"]


def _hardware(disk: Path, socket: Path) -> list[str]:
    """Beside the i8042 keyboard, which every PC has: USB ports, a second place to send keys to, the disk, the clock."""
    return [
        *("-device", f"qemu-xhci,id={USB}"),
        *("-device", f"secondary-vga,id={OTHER_SCREEN}"),
        *("-drive", f"file={disk},if=none,id=python,format=raw,readonly=on", "-device", "virtio-blk-pci,drive=python"),
        *("-icount", CLOCK),
        *("-qmp", f"unix:{socket},server=on,wait=off"),
    ]


def _start(python: PythonDisk) -> str:
    agent = shlex.join([sys.executable, "-u", guest_agent.__file__])
    return f"modprobe -a {' '.join(MODULES)} && {python.mounting} && exec {agent}"


def _kernel() -> Path:
    found = sorted(path for path in Path("/boot").glob("vmlinuz-*") if Path("/lib/modules", path.name[8:]).exists())
    if not found or not os.access(found[-1], os.R_OK):
        requirements.unmet(FEATURE, "there is no kernel to boot in /boot: apt-get install linux-image-amd64")
    return found[-1]


def _vng() -> str:
    if sys.platform != "linux" or os.uname().machine != "x86_64":
        requirements.unmet(FEATURE, "the guest is an x86-64 Linux on an x86-64 Linux")
    for program, package in PACKAGES.items():
        requirements.tool(FEATURE, program, package)
    for driver, package in DRIVERS.items():
        if not any(Path("/usr/lib/xorg/modules").glob(f"*/{driver}")):
            requirements.unmet(FEATURE, f"{driver} of Xorg is missing: apt-get install {package}")
    beside_python = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return shutil.which("vng", path=beside_python) or requirements.unmet(
        FEATURE, "vng is missing: pip install virtme-ng"
    )
