"""The command line as a script meets it: arguments in; exit status, stdout and stderr out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).parents[2]

Run = Callable[..., "Ran"]


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Stdout with the line ends of Python, whatever those of the system are."""
        return self.out.decode().replace(os.linesep, "\n")

    @property
    def complaint(self) -> str:
        """The one line on stderr of a command that was refused, and nothing else anywhere."""
        assert self.out == b"", "stdout is for data"
        (line,) = self.err.splitlines()
        assert line.startswith("keycheck: "), line
        assert line.isprintable(), line
        return line


def run_apart(*arguments: str, stdin: bytes = b"", **environment: str) -> Ran:
    """Run `python -m keycheck` in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "keycheck", *arguments],
        input=stdin, capture_output=True, check=False, cwd=HOUSE, env=os.environ | environment,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr.decode(errors="replace"))
