"""What a second test makes of a claim, key by key; a key that nobody tested never passes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from keycheck.diagnosis.verdict import Finding, Symptom, Verdict

Outcome = Literal["confirmed", "different_fault", "software_cause", "not_reproduced", "not_settled"]
"""confirmed: the fault was seen again; different_fault: another one was; software_cause: the key works, and software
keeps it from programs; not_reproduced: each press of each claimed key arrived; not_settled: none of these."""

_MISSES: frozenset[Symptom] = frozenset({"dead", "intermittent"})
"""One fault, seen more or less often: presses that do not arrive."""


@dataclass(frozen=True, slots=True)
class Again:
    """A claimed key and what the second test saw of it."""

    claimed: Finding
    seen: Finding | None
    """The fault that the second test found on this key."""
    trials: int
    hits: int
    miss_rate_below: float | None
    """Of a key without a fault: with 95 % confidence it misses no more of its presses than this."""
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim beside its second test."""

    outcome: Outcome
    keys: tuple[Again, ...]
    others: tuple[Finding, ...]
    """Faults of keys that nobody had claimed."""


def compare(claim: Verdict, retest: Verdict) -> Comparison:
    """The outcome of the second test of these claimed faults."""
    keys = tuple(_again(finding, retest) for finding in claim.findings)
    claimed = {finding.key for finding in claim.findings}
    others = tuple(f for f in retest.findings if f.key not in claimed and f.cause in ("hardware", "not_separated"))
    return Comparison(_together({key.outcome for key in keys}, bool(others)), keys, others)


def _together(outcomes: set[Outcome], others: bool) -> Outcome:
    if "confirmed" in outcomes:
        return "confirmed"
    if others or "different_fault" in outcomes:
        return "different_fault"
    if "not_settled" in outcomes or not outcomes:
        return "not_settled"
    return "software_cause" if "software_cause" in outcomes else "not_reproduced"


def _again(claimed: Finding, retest: Verdict) -> Again:
    found = [finding for finding in retest.findings if finding.key == claimed.key]
    if found:
        seen = next((finding for finding in found if _same_fault(claimed, finding)), found[0])
        return Again(claimed, seen, seen.trials, seen.hits, None, _of_finding(claimed, seen))
    sound = next((key for key in retest.sound if key.key == claimed.key), None)
    if sound is None:
        tried = next((key for key in retest.undecided if key.key == claimed.key), None)
        return Again(claimed, None, tried.trials if tried else 0, tried.hits if tried else 0, None, "not_settled")
    outcome: Outcome = "software_cause" if claimed.cause == "software" else "not_reproduced"
    if not 0 < sound.hits == sound.trials:
        outcome = "not_settled"
    return Again(claimed, None, sound.trials, sound.hits, sound.miss_rate_below, outcome)


def _same_fault(claimed: Finding, seen: Finding) -> bool:
    return claimed.symptom == seen.symptom or {claimed.symptom, seen.symptom} == _MISSES


def _of_finding(claimed: Finding, seen: Finding) -> Outcome:
    if seen.cause == "software":
        return "software_cause"
    if seen.cause == "by_design":
        return "not_settled"
    return "confirmed" if _same_fault(claimed, seen) else "different_fault"


def one_press_in(miss_rate_below: float) -> int:
    """N of "fewer than 1 press in N could still have escaped", rounded so that it never promises more than it is.

    Raises ValueError for a rate that is none.
    """
    if not 0 < miss_rate_below <= 1:
        raise ValueError(f"a miss rate is above 0 and at most 1, found {miss_rate_below}")
    return max(1, int(1 / miss_rate_below))
