"""`python -m benchmarks.accuracy` examines thousands of simulated keyboards and writes docs/accuracy.md."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from math import ceil
from multiprocessing import get_context
from pathlib import Path

from benchmarks.accuracy.batches import GATES, Drawn, base_corpus
from benchmarks.accuracy.examined import Examined, examine
from benchmarks.accuracy.page import Results, Run, page
from keycheck import __version__
from keycheck.diagnosis.verdict import RULES
from keycheck.simulation.figures import FigureSet, load

PAGE = Path(__file__).parents[2] / "docs" / "accuracy.md"
_BETWEEN_BATCHES = 10_000_000
"""Seeds of one batch never meet those of another."""


def main() -> None:
    """Run everything that was asked for and write the page."""
    wanted = _arguments()
    began = time.monotonic()
    by_figures: dict[tuple[str, str], Results] = {}
    for name in wanted.figures:
        by_figures[name, load(name).digest] = examined(
            name, wanted.sessions, wanted.seed, wanted.share, wanted.jobs, wanted.matrices
        )
    run = Run(
        version=__version__,
        rules=RULES,
        seed=wanted.seed,
        date=datetime.now(UTC).strftime("%Y-%m-%d"),
        seconds=time.monotonic() - began,
        share=wanted.share,
        matrices="the made-up `practice-104`"
        if wanted.matrices is None
        else f"{_count(wanted.matrices)} from a folder",
    )
    wanted.out.write_text(page(run, by_figures), encoding="utf-8")
    print(f"written: {wanted.out}")


def examined(
    figures: FigureSet, sessions: int, seed: int, share: float, jobs: int, matrices: Path | None = None
) -> dict[str, list[Examined]]:
    """Batch -> its sessions, examined; the same for the same seed, whatever the number of `jobs`."""
    results: dict[str, list[Examined]] = {}
    for number, batch in enumerate((base_corpus(sessions, matrices), *GATES)):
        size = batch.sessions if number == 0 else max(1, ceil(batch.sessions * share))
        first = seed * 1_000_000_000 + number * _BETWEEN_BATCHES
        drawn = [Drawn(batch.name, first + place, figures, sessions, matrices) for place in range(size)]
        began = time.monotonic()
        results[batch.name] = list(_each(drawn, jobs))
        taken = time.monotonic() - began
        print(f"{figures}: {batch.name}: {size} sessions, {1000 * taken / size:.0f} ms each", file=sys.stderr)
    return results


def _each(drawn: Sequence[Drawn], jobs: int) -> Iterator[Examined]:
    if jobs == 1:
        yield from map(_examine, drawn)
        return
    with get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(_examine, drawn, chunksize=8)


def _examine(drawn: Drawn) -> Examined:
    return examine(drawn.session())


def _count(folder: Path) -> int:
    return len([path for path in folder.glob("*.csv") if path.stem != "index"])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--sessions", type=int, default=2_000, help="sessions of the base corpus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="part of each gate's full batch, for a quick look")
    parser.add_argument("--figures", nargs="+", choices=["faultsim", "shifted"], default=["faultsim", "shifted"])
    parser.add_argument("--jobs", type=int, default=1, help="processes at once")
    parser.add_argument("--matrices", type=Path, help="a folder of scan matrices as CSV")
    parser.add_argument("--out", type=Path, default=PAGE)
    return parser.parse_args()


if __name__ == "__main__":
    main()
