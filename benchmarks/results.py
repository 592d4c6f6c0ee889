"""The file of results, from which the README's table is made: rows, and what they were measured with."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import msgspec

from benchmarks.row import Row
from keycheck import __version__

FILE = Path(__file__).with_name("results.json")


class Circumstances(msgspec.Struct, frozen=True):
    """What the figures depend on."""

    keycheck: str
    python: str
    textual: str
    system: str
    processors: int


class Results(msgspec.Struct, frozen=True):
    """All rows that were measured under the same circumstances."""

    measured_with: Circumstances
    rows: tuple[Row, ...]


def here() -> Circumstances:
    """The circumstances of this run."""
    system = f"{platform.system()} {platform.machine()}"
    return Circumstances(__version__, platform.python_version(), version("textual"), system, os.cpu_count() or 1)


def load(file: Path = FILE) -> Results:
    """The results in the file. OSError or msgspec.DecodeError where there are none."""
    return msgspec.json.decode(file.read_bytes(), type=Results)


def keep(rows: Iterable[Row], file: Path = FILE) -> None:
    """Write these rows over the earlier ones of the same name; rows of other circumstances go."""
    new = {row.what: row for row in rows}
    old = load(file) if file.exists() else Results(here(), ())
    earlier = old.rows if old.measured_with == here() else ()
    kept = {row.what: row for row in earlier} | new
    results = Results(here(), tuple(sorted(kept.values(), key=lambda row: row.what)))
    file.write_bytes(msgspec.json.format(msgspec.json.encode(results), indent=2) + b"\n")
