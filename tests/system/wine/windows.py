"""A Windows that is none: Wine, with a home of its own, and Python in it."""

from __future__ import annotations

import contextlib
import os
import subprocess
from pathlib import Path

from tests.system import requirements
from tests.system.wine.forwarding_dll import forwarding_dll
from tests.system.wine.windows_python import HOUSE, windows_python

BOOT_S = 180
PATIENCE_S = 60.0

RANDOM = "bcryptprimitives.dll"
"""What is built with Rust since 1.78 asks it for random numbers, and Wine before 9.0 has none (typst, rpds)."""


class Windows:
    """Programs are run in it, each with pipes: with a file for its output Python does not start under Wine."""

    def __init__(self, bench: Path, display: str) -> None:
        """Set it up, which takes 15 seconds, and a minute the first time; skips where something for it is missing."""
        self._wine = requirements.tool("wine", "wine", package="wine wine64")
        self._python = windows_python(bench)
        self.drive = bench / "prefix" / "drive_c"
        self._environment = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)} | {
            "DISPLAY": display,
            "HOME": str(bench / "home"),
            "WINEPREFIX": str(bench / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
        }
        (bench / "home").mkdir(parents=True, exist_ok=True)
        booted = self._start("wineboot", "-i")
        booted.communicate(timeout=BOOT_S)
        assert booted.returncode == 0, "Wine made no Windows"
        library = self.drive / "windows" / "system32" / RANDOM
        if not library.exists():
            library.write_bytes(forwarding_dll(RANDOM, "ProcessPrng", "advapi32.SystemFunction036"))

    def python(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start Python there, in the folder of keycheck."""
        return self._start(str(self._python), *arguments, **environment)

    def run(
        self, *arguments: str, patience_s: float = PATIENCE_S, **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        """Run Python there to its end, with an empty stdin."""
        with self.python(*arguments, **environment) as child:
            try:
                out, err = child.communicate(timeout=patience_s)
            except subprocess.TimeoutExpired:
                # What the program has started holds its pipes.
                self.close()
                raise
        return subprocess.CompletedProcess(arguments, child.returncode, out, err)

    def close(self) -> None:
        """End every program in it."""
        server = requirements.tool("wine", "wineserver", package="wine64")
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run([server, "-k"], env=self._environment, check=False, timeout=PATIENCE_S)

    def _start(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [self._wine, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self._environment | environment,
            cwd=HOUSE,
        )


NOT_OURS = ("WINE", "PYTHON", "PYTEST", "VIRTUAL_ENV", "KEYCHECK", "XDG_", "WAYLAND_", "TMUX", "STY")
"""What the environment of a developer, or of these tests, says of another system than that one."""
