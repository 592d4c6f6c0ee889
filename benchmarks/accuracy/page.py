"""The results in Markdown, for docs/accuracy.md; nobody types a figure by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from benchmarks.accuracy import score
from benchmarks.accuracy.examined import Examined
from benchmarks.accuracy.score import GATES, SYMPTOMS, TIMES, Share
from keycheck.simulation.label import Ailment, Kind

Results = Mapping[str, Sequence[Examined]]
"""Batch -> its sessions."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run was made with."""

    version: str
    commit: str
    rules: str
    seed: int
    date: str
    seconds: float
    matrices: str
    shares: str
    """Which part of the full batches each set of figures was given."""


def page(run: Run, by_figures: Mapping[tuple[str, str], Results]) -> str:
    """The whole page; `by_figures` is by name and digest of the set of figures."""
    parts = [HEAD.format(run=run)]
    for (name, digest), results in sorted(by_figures.items()):
        corpus = results.get("corpus", ())
        parts.append(f"## {TITLES[name]}\n\nFigures: `{name}.toml`, SHA-256 `{digest[:16]}`.")
        parts += [
            _table(GATE_HEAD, _gates(results)),
            _table(TIME_HEAD, _times(results)),
            f"### Base corpus: {len(corpus)} sessions in the shares of the mix",
            _table(SYMPTOM_HEAD, _symptoms(corpus)),
            _table(AILMENT_HEAD, _ailments(corpus)),
            _table(KIND_HEAD, _kinds(corpus)),
            "### Beside the gates",
            *(f"* {line}" for line in _beside(results)),
        ]
    return (
        "\n\n".join(parts).replace("\n\n* ", "\n* ").replace("### Beside the gates\n", "### Beside the gates\n\n")
        + "\n"
    )


HEAD = """# How often keycheck is right

Measured on simulated examinations by `python -m benchmarks.accuracy`, which writes this page: keycheck {run.version},
commit {run.commit}, rules {run.rules}, seed {run.seed}, {run.date}, {run.seconds:.0f} s. Matrices: {run.matrices}.
Part of the full batches that was meant to run: {run.shares}; the tables say how many did.

What these figures are **not**: nothing here has been measured on a physical keyboard. Detector and simulator were
written apart and share no constant, but they share one picture of what a worn switch does. A high figure shows that the
rules do what they are meant to do; it does not show that real switches fail like this. All rates of people's slips are
assumed unless `keycheck/simulation/data/faultsim.toml` marks them as measured.

A whole examination is run each time: a simulated person at a simulated keyboard answers the same examiner as a person
at a real one, and the verdict is drawn from the sealed trace by the same function. Intervals are exact
(Clopper-Pearson). A gate is met when its one-sided 95 % bound meets the goal, not when the share does."""

TITLES = {
    "faultsim": "The figures of the project",
    "shifted": "Shifted figures: other firmware, other timing, sloppier people",
}
GATE_HEAD = ("Gate", "Goal", "Measured", "Share", "95 % bound", "")
TIME_HEAD = ("Simulated time and presses", "Goal", "Median", "95 of 100 within", "Presses asked beside the sweep", "")
SYMPTOM_HEAD = ("Findings of", "Right", "Precision", "95 % interval")
AILMENT_HEAD = ("Planted", "Found", "Recall", "95 % interval", "Found where the key was named")
KIND_HEAD = (
    "Keyboards",
    "Sessions",
    "Fault found",
    "No fault seen",
    "Inconclusive",
    "Accused of what they do not have",
)


def _table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _gates(results: Results) -> Iterator[Sequence[str]]:
    for gate in GATES:
        share = gate.count([session for batch in gate.batches for session in results.get(batch, ())])
        bound = gate.bound(share) if share.all else None
        goal = f"{gate.side} {_percent(gate.goal)}"
        yield gate.what, goal, f"{share.of} of {share.all}", _percent(share.value), _percent(bound), gate.met(share)


def _times(results: Results) -> Iterator[Sequence[str]]:
    for batch, goal in TIMES.items():
        sessions = results.get(batch, ())
        if not sessions:
            continue
        seconds = sorted(session.seconds for session in sessions)
        taken = score.median_seconds(sessions)
        most = seconds[min(len(seconds) - 1, len(seconds) * 95 // 100)]
        asked = f"{score.median_asked(sessions):g}"
        what = batch.removeprefix("time, ")
        yield what, f"≤ {goal:g} s", f"{taken:.1f} s", f"{most:.0f} s", asked, "met" if taken <= goal else "missed"


def _symptoms(sessions: Sequence[Examined]) -> Iterator[Sequence[str]]:
    for symptom in SYMPTOMS:
        yield symptom, *_cells(score.precision(sessions, symptom))


def _ailments(sessions: Sequence[Examined]) -> Iterator[Sequence[str]]:
    for what in get_args(Ailment):
        named = Share.of_those(
            score.is_found(ill, session)
            for ill, session in score.ills(sessions, what)
            if ill.key in session.label.named
        )
        told = f"{named.of} of {named.all}" if named.all else "–"
        yield what, *_cells(score.recall(sessions, what)), told


def _kinds(sessions: Sequence[Examined]) -> Iterator[Sequence[str]]:
    for kind in get_args(Kind):
        of_kind = [session for session in sessions if session.label.kind == kind]
        counts = [sum(s.verdict == verdict for s in of_kind) for verdict in ("fault", "no_fault_seen", "inconclusive")]
        accused = sum(any(score.is_right(found, s) is False for found in s.found) for s in of_kind)
        yield kind.replace("_", " "), str(len(of_kind)), *map(str, counts), str(accused)


def _beside(results: Results) -> Iterator[str]:
    one_fault, careless = results.get("one fault", ()), results.get("one dead, careless", ())
    weak = score.dead_that_mostly_works(one_fault)
    yield (
        f"Keys called dead that arrive in less than 45 % of their presses: {weak.of} of {weak.all}"
        f" ({_percent(weak.value)}); the finding says this bound, not “never”."
    )
    found = score.recall(careless, "dead")
    undecided = sum(session.verdict == "inconclusive" for session in careless)
    yield (
        f"Dead keys of careless people: {found.of} of {found.all} found; {undecided} examinations end inconclusive, as"
        " they should where known-good keys stayed away too."
    )
    healthy = results.get("healthy, careful and hasty", ())
    passed = Share.of_those(session.verdict == "no_fault_seen" for session in healthy)
    yield (
        f"Healthy keyboards, careful or hasty: {_percent(passed.value)} end with “no fault seen”; an inconclusive end"
        " accuses nobody."
    )


def _cells(share: Share) -> tuple[str, str, str]:
    low, high = share.interval
    between = f"{_percent(low)} to {_percent(high)}" if share.all else "–"
    return f"{share.of} of {share.all}", _percent(share.value), between


def _percent(share: float | None) -> str:
    """As many digits as the goal needs."""
    if share is None:
        return "–"
    digits = 3 if 0 < share < 0.01 or 0.99 < share < 1 else 1
    return f"{100 * share:.{digits}f} %"
