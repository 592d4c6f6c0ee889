"""What a verdict says beside its findings: trials that do not count, keys without a fault, limits by design."""

from __future__ import annotations

from collections import Counter

from keycheck.diagnosis.decision import DEAD_TRIALS
from keycheck.diagnosis.judgement import Void
from keycheck.diagnosis.observation import Observation
from keycheck.diagnosis.statistics import rounded_up, upper_bound
from keycheck.diagnosis.trial import Trial
from keycheck.diagnosis.verdict import Limit, Sound, Voided
from keycheck.events.trace import AttestedBy

ANSWERS: frozenset[AttestedBy | None] = frozenset({"no_such_key", "cannot_press"})
"""What the person says instead of pressing: an answer, and no trial that failed."""

OTHERS_HELD = 2
"""Any two keys pass any matrix; a third one may not."""


def voided(facts: Observation) -> tuple[Voided, ...]:
    """Every trial that says nothing, with its reason and its time."""
    judged = ((trial, facts.judged(trial).void) for trial in facts.trials if trial.attested not in ANSWERS)
    return tuple(
        Voided(
            trial.prompt.trial,
            trial.prompt.key,
            void,
            trial.prompt.t,
            facts.now_ns if trial.closed_ns is None else trial.closed_ns,
        )
        for trial, void in judged
        if void is not None
    )


def sound(facts: Observation, without: frozenset[str]) -> tuple[Sound, ...]:
    """The keys that came each time, or often enough, when they were asked for; `without` those with another answer."""
    found = []
    for key in sorted(facts.docket.of_key):
        layers = facts.layers(key)
        if not layers or key in without:
            continue
        course = facts.course(key, layers[-1])
        count = course.count
        if course.decision == "clear" or (count.missed == 0 and count.hits >= DEAD_TRIALS):
            bound = rounded_up(upper_bound(count.missed, count.trials))
            found.append(Sound(key, count.trials, count.hits, bound))
    return tuple(found)


def limits(facts: Observation, without: frozenset[str]) -> tuple[Limit, ...]:
    """The keys that came alone, and not while two others were held: rollover and ghost filters are made so."""
    times: Counter[str] = Counter()
    for entry in facts.docket.entries:
        key = entry.trial.prompt.key
        layers = facts.layers(key)
        if not layers or key in without or not facts.seen(key, layers[-1]):
            continue
        if entry.judged.outcomes.get(layers[-1]) == Void("overlap") and _most_held(entry.trial) >= OTHERS_HELD:
            times[key] += 1
    return tuple(Limit(key, times[key]) for key in sorted(times))


def _most_held(trial: Trial) -> int:
    """How many keys were down at once, as the source heard it that heard the most."""
    most = 0
    for source, heard in trial.heard.items():
        down = sum(trial.held.get(source, {}).values())
        for event in heard:
            down = max(0, down + {"down": 1, "up": -1, "repeat": 0}[event.action])
            most = max(most, down)
    return most
