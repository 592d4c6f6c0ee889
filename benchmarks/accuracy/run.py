"""Runs the batches, on as many processors as it may; the same sessions for the same seed."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from math import ceil
from multiprocessing import get_context
from pathlib import Path

from benchmarks.accuracy.batches import Drawn, all_batches
from benchmarks.accuracy.examined import Examined, examine
from keycheck.simulation.figures import FigureSet

_BETWEEN_BATCHES = 10_000_000
"""Seeds of one batch never meet those of another."""


def examined(
    figures: FigureSet, sessions: int, seed: int, share: float, jobs: int, matrices: Path | None = None
) -> Iterator[tuple[str, list[Examined]]]:
    """Each batch when it is done, with its sessions; the same for the same seed, whatever the number of `jobs`."""
    corpus, lines, *others = enumerate(all_batches(sessions, matrices))
    for number, batch in (*others, lines, corpus):
        size = batch.sessions if number == 0 else max(1, ceil(batch.sessions * share))
        first = seed * 1_000_000_000 + number * _BETWEEN_BATCHES
        drawn = [Drawn(batch.name, first + place, figures, sessions, matrices) for place in range(size)]
        began = time.monotonic()
        results = list(_each(drawn, jobs))
        taken = time.monotonic() - began
        print(f"{figures}: {batch.name}: {size} sessions, {1000 * taken / size:.0f} ms each", file=sys.stderr)
        yield batch.name, results


def _each(drawn: Sequence[Drawn], jobs: int) -> Iterator[Examined]:
    if jobs == 1:
        yield from map(_examine, drawn)
        return
    with get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(_examine, drawn, chunksize=8)


def _examine(drawn: Drawn) -> Examined:
    return examine(drawn.session())
