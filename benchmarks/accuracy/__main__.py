"""`python -m benchmarks.accuracy` examines thousands of simulated keyboards and writes docs/accuracy.md."""

from __future__ import annotations

import argparse
import subprocess
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.accuracy.examined import Examined
from benchmarks.accuracy.page import Run, page
from benchmarks.accuracy.run import examined
from keycheck import __version__
from keycheck.diagnosis.verdict import RULES
from keycheck.simulation.figures import load

PAGE = Path(__file__).parents[2] / "docs" / "accuracy.md"


def main() -> None:
    """Run everything that was asked for and write the page."""
    wanted = _arguments()
    began = time.monotonic()
    by_figures: dict[tuple[str, str], dict[str, list[Examined]]] = {}
    run = _run(wanted)
    for name, share in zip(wanted.figures, wanted.share * len(wanted.figures), strict=False):
        results = by_figures.setdefault((name, load(name).digest), {})
        for batch, sessions in examined(name, wanted.sessions, wanted.seed, share, wanted.jobs, wanted.matrices):
            results.setdefault(batch, []).extend(sessions)
            # A full run takes an hour: what is measured is kept, should the rest be interrupted.
            done = replace(run, seconds=time.monotonic() - began)
            wanted.out.write_text(page(done, by_figures), encoding="utf-8")
    print(f"written: {wanted.out}")


def _run(wanted: argparse.Namespace) -> Run:
    folder = wanted.matrices
    return Run(
        version=__version__,
        commit=_commit(),
        rules=RULES,
        seed=wanted.seed,
        date=datetime.now(UTC).strftime("%Y-%m-%d"),
        seconds=0,
        matrices="the made-up `practice-104`" if folder is None else f"{_count(folder)} from a folder",
        shares=", ".join(f"{share:g}" for share in wanted.share),
    )


def _commit() -> str:
    """What was measured; a tree with changes of its own says so."""
    described = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    return subprocess.run(described, cwd=PAGE.parent, capture_output=True, text=True, check=False).stdout.strip() or "–"


def _count(folder: Path) -> int:
    return len([path for path in folder.glob("*.csv") if path.stem != "index"])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--sessions", type=int, default=2_000, help="sessions of the base corpus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--share", type=float, nargs="+", default=[1.0], help="part of each gate's full batch, for each set of figures"
    )
    parser.add_argument("--figures", nargs="+", choices=["faultsim", "shifted"], default=["faultsim", "shifted"])
    parser.add_argument("--jobs", type=int, default=1, help="processes at once")
    parser.add_argument("--matrices", type=Path, help="a folder of scan matrices as CSV")
    parser.add_argument("--out", type=Path, default=PAGE)
    return parser.parse_args()


if __name__ == "__main__":
    main()
