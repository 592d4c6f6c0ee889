"""One labelled session, examined: the way of live testing, from the examiner to the verdict of the sealed trace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from keycheck.diagnosis.diagnosis import diagnose
from keycheck.events.seal import seal
from keycheck.events.trace import Prompt, Trace
from keycheck.session.simulated import SimulatedExamination
from keycheck.simulation.corpus import Session
from keycheck.simulation.label import Label
from keycheck.simulation.person import PersonKind

STARTED = "2026-01-01T00:00:00Z"
"""A trace needs a date; simulated ones share this one, so that the same seed gives the same file."""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding, as far as it is scored."""

    key: str
    symptom: str
    cause: str
    on_line: bool = False
    """Whether it is told as part of a broken line."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A session and what keycheck made of it."""

    seed: int
    label: Label
    person: PersonKind
    verdict: Literal["fault", "no_fault_seen", "inconclusive"]
    found: tuple[Found, ...]
    seconds: float
    """How long the examination took the simulated person."""
    asked: int
    """Presses that were asked for, beside those of the sweep."""


def examine(session: Session) -> Examined:
    """Run the whole examination and draw its verdict."""
    trace = SimulatedExamination(session.scene, STARTED).run()
    verdict = diagnose(seal(trace), session.scene.layout, session.scene.board.matrix)
    found = tuple(Found(f.key, f.symptom, f.cause, f.line is not None) for f in verdict.findings)
    scene = session.scene
    seconds = trace.records[-1].t / 1e9
    return Examined(scene.seed, session.label, scene.person, verdict.verdict, found, seconds, _asked(trace))


def _asked(trace: Trace) -> int:
    prompts = (record for record in trace.records if isinstance(record, Prompt) and record.ask == "press")
    return sum(len(prompt.keys) * prompt.times for prompt in prompts)
