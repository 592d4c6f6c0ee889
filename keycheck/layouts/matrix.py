"""The scan matrix of a keyboard: which key lies where a line that is driven crosses a line that is read."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from keycheck.errors import BadFile, UsageError
from keycheck.errors.places import in_line
from keycheck.languages import N_

SIDES = ("drive", "sense")
"""The lines that the controller drives, and those that it reads."""

_INSTALLED = Path(__file__).parent / "maps" / "matrices"
_CHECKOUT = Path(__file__).parents[2] / "layouts" / "matrices"
_COLUMNS = {"drive", "sense", "code"}
_MODEL = "# model:"
_MAX_BYTES = 200_000


@dataclass(frozen=True)
class Matrix:
    """A known matrix; a crossing without a key is left out."""

    name: str
    crossings: tuple[tuple[int, int, str], ...]
    """Drive line, sense line, and the W3C code of the key that joins them."""
    models: tuple[str, ...] = ()
    """The machines that have this keyboard built in, as they call themselves: the remarks `# model: ThinkPad X230`."""

    @cached_property
    def lines(self) -> Mapping[str, tuple[str, ...]]:
        """`drive3` or `sense2` -> the keys on that line, in the order of the file."""
        lines: dict[str, list[str]] = {}
        for place, side in enumerate(SIDES):
            for crossing in sorted(self.crossings, key=lambda crossing: int(crossing[place])):
                lines.setdefault(f"{side}{crossing[place]}", []).append(crossing[2])
        return {line: tuple(dict.fromkeys(keys)) for line, keys in lines.items()}

    @cached_property
    def places(self) -> Mapping[str, tuple[tuple[int, int], ...]]:
        """Key -> the crossings at which it lies; two switches may have one code."""
        places: dict[str, list[tuple[int, int]]] = {}
        for drive, sense, code in self.crossings:
            places.setdefault(code, []).append((drive, sense))
        return {code: tuple(found) for code, found in places.items()}

    @cached_property
    def at(self) -> Mapping[tuple[int, int], str]:
        """Crossing -> its key."""
        return {(drive, sense): code for drive, sense, code in self.crossings}


def known_matrices() -> tuple[str, ...]:
    """The names of the matrices that keycheck brings with it, sorted."""
    return tuple(sorted(path.stem for path in _folder().glob("*.csv")))


def find_matrix(name: str) -> Matrix:
    """The matrix of that name, or in that file. UsageError names the known ones, BadFile the line that is wrong."""
    path = _folder() / f"{name}.csv" if name in known_matrices() else Path(name)
    if not path.is_file():
        raise UsageError(
            N_("no matrix {name}: expected a file, or one of {known}").format(
                name=repr(name), known=", ".join(known_matrices())
            )
        )
    return read_matrix(path)


def read_matrix(path: Path) -> Matrix:
    """The matrix in a CSV file with the columns drive, sense and code; lines that open with # are remarks."""
    try:
        with path.open("rb") as file:
            text = file.read(_MAX_BYTES + 1).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise BadFile(str(path), N_("whole file"), N_("an unreadable file"), N_("a matrix as CSV in UTF-8")) from None
    if len(text) > _MAX_BYTES:
        raise BadFile(
            str(path),
            N_("whole file"),
            N_("more than {number} bytes").format(number=_MAX_BYTES),
            N_("a matrix of a few thousand"),
        )
    rows = [(number, row) for number, row in enumerate(text.splitlines(), 1) if row and not row.startswith("#")]
    if not rows or not set(rows[0][1].split(",")) >= _COLUMNS:
        place = in_line(rows[0][0]) if rows else N_("whole file")
        raise BadFile(str(path), place, N_("no columns drive, sense and code"), N_("their names in one line"))
    table = csv.DictReader([row for _, row in rows])
    crossings = [_crossing(path, number, row) for (number, _), row in zip(rows[1:], table, strict=False)]
    models = tuple(line.removeprefix(_MODEL).strip() for line in text.splitlines() if line.startswith(_MODEL))
    return Matrix(path.stem, tuple(crossing for crossing in crossings if crossing[2]), models)


def _crossing(path: Path, number: int, row: dict[str, str]) -> tuple[int, int, str]:
    try:
        return int(row["drive"]), int(row["sense"]), row["code"] or ""
    except (TypeError, ValueError):
        found = N_("drive {drive}, sense {sense}").format(drive=repr(row["drive"]), sense=repr(row["sense"]))
        raise BadFile(str(path), in_line(number), found, N_("two whole numbers")) from None


def _folder() -> Path:
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
