"""Which keys often share a line of the matrix: what breaks one line takes all of its keys.

The figures are `data/co_line.csv`; they say nothing of the keyboard at hand, whose matrix is not known.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "co_line.csv"

OFTEN = 0.5
"""From this share of the counted keyboards on, two keys are mates (ours: a line has seven to ten keys)."""


def line_mates(code: str) -> tuple[str, ...]:
    """The mates of this key: those on its drive line, the likeliest first, then those on its sense line."""
    drive = [(-share, mate) for mate, share, _ in _pairs().get(code, ()) if share >= OFTEN]
    sense = [(-share, mate) for mate, _, share in _pairs().get(code, ()) if share >= OFTEN]
    return tuple(dict.fromkeys(mate for _, mate in (*sorted(drive), *sorted(sense))))


@cache
def _pairs() -> dict[str, list[tuple[str, float, float]]]:
    """Key -> its partners, each with the shares of keyboards on which the two share a drive line, and a sense line."""
    partners: dict[str, list[tuple[str, float, float]]] = {}
    for first, second, drive, sense in _rows():
        partners.setdefault(first, []).append((second, drive, sense))
        partners.setdefault(second, []).append((first, drive, sense))
    return partners


def _rows() -> Iterator[tuple[str, str, float, float]]:
    with _DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            counted = int(row["keyboards"])
            yield row["code_a"], row["code_b"], int(row["same_drive"]) / counted, int(row["same_sense"]) / counted


def shared_lines(codes: Sequence[str]) -> tuple[int, int] | None:
    """On how many of how many counted keyboards any two of these keys share a line; None where a pair was not counted.

    It is the pair that shares least often, on the side of the matrix on which that is most.
    """
    pairs = [_counts().get(frozenset(pair)) for pair in combinations(codes, 2)]
    counted = [pair for pair in pairs if pair is not None]
    if not counted or len(counted) < len(pairs):
        return None
    sides = [min(((pair[side], pair[2]) for pair in counted), key=_share) for side in (0, 1)]
    return max(sides, key=_share)


def _share(counted: tuple[int, int]) -> Fraction:
    return Fraction(*counted)


@cache
def _counts() -> dict[frozenset[str], tuple[int, int, int]]:
    """Pair of keys -> the keyboards on which they share a drive line, a sense line, and all on which both exist."""
    with _DATA.open(encoding="utf-8", newline="") as file:
        return {
            frozenset((row["code_a"], row["code_b"])): (
                int(row["same_drive"]),
                int(row["same_sense"]),
                int(row["keyboards"]),
            )
            for row in csv.DictReader(file)
        }
