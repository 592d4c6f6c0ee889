"""Runs the batches, on as many processors as it may; the same sessions for the same seed."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from math import ceil
from multiprocessing import get_context
from pathlib import Path

from benchmarks.accuracy.batches import Drawn, all_batches
from benchmarks.accuracy.examined import Examined, examine
from keycheck.simulation.figures import FigureSet

_BETWEEN_BATCHES = 10_000_000
"""Seeds of one batch never meet those of another."""
_PARTS = 20
"""All batches grow alike, part by part, so that a run that is cut off has measured everything, and only less of it."""


def examined(
    figures: FigureSet, sessions: int, seed: int, share: float, jobs: int, matrices: Path | None = None
) -> Iterator[tuple[str, list[Examined]]]:
    """Each part of each batch when it is done; the same for the same seed, whatever the number of `jobs`."""
    corpus, *gates = all_batches(sessions, matrices)
    sizes = {corpus.name: sessions} | {batch.name: max(1, ceil(batch.sessions * share)) for batch in gates}
    with _examiner(jobs) as examine_all:
        for part in range(_PARTS):
            began = time.monotonic()
            for number, (name, size) in enumerate(sizes.items()):
                first = seed * 1_000_000_000 + number * _BETWEEN_BATCHES
                places = range(size * part // _PARTS, size * (part + 1) // _PARTS)
                drawn = (Drawn(name, first + place, figures, sessions, matrices) for place in places)
                yield name, list(examine_all(drawn))
            taken = time.monotonic() - began
            print(f"{figures}: part {part + 1} of {_PARTS} in {taken:.0f} s", file=sys.stderr, flush=True)


@contextmanager
def _examiner(jobs: int) -> Iterator[Callable[[Iterable[Drawn]], Iterable[Examined]]]:
    if jobs == 1:
        yield lambda drawn: map(_examine, drawn)
        return
    with get_context("spawn").Pool(jobs) as pool:
        yield lambda drawn: pool.imap(_examine, drawn, chunksize=8)


def _examine(drawn: Drawn) -> Examined:
    return examine(drawn.session())
