"""The rules of keys that came in place of the asked-for one, or with it (design: diagnosis, 1.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from keycheck.diagnosis import sentences
from keycheck.diagnosis.cause import LAYER_NAMES, SETTLE_BY_MORE, SETTLE_BY_PROGRAMS, Explained, of_remapping, opening
from keycheck.diagnosis.decision import GUARD
from keycheck.diagnosis.docket import Entry
from keycheck.diagnosis.judgement import Hit, Other, Silent
from keycheck.diagnosis.observation import Observation
from keycheck.diagnosis.statistics import fisher
from keycheck.diagnosis.trial import Trial
from keycheck.diagnosis.verdict import Finding, Undecided, bound_of
from keycheck.events.trace import Layer
from keycheck.languages import N_

WRONG_TRIALS = 5
WRONG_ROUNDS = 2
"""A person slips to a neighbour in one press of a hundred, and not always to the same one."""
TOGETHER_NS = 20_000_000
"""Two keys of one finger, or of one line, go down within this."""
EXTRA_TRIALS = 3

SETTLE_BY_LAYOUT = N_("Compare the key with the picture, choose the layout printed on this keyboard, and test again.")
SETTLE_BY_PAIR = N_(
    "Press the other key too: if both go down again, two lines of the keyboard touch, or liquid joins them."
)


@dataclass(frozen=True, slots=True)
class Company:
    """Another key and how it came."""

    key: str
    times: int
    trials: int
    rounds: int


def wrong_code(facts: Observation, key: str) -> Finding | Undecided | None:
    """The same other key comes each time in place of this one, which never comes when it is asked for."""
    layers = facts.layers(key)
    found = in_its_place(facts, key, layers[-1]) if layers else None
    if found is None or found.times < WRONG_TRIALS or found.rounds < WRONG_ROUNDS:
        return None
    told = _explained_wrong(facts, key, layers)
    reason = sentences.IN_ITS_PLACE.format(times=found.times, trials=found.trials, reason=told.reason)
    bound = bound_of(0, found.trials)
    seen = facts.seen_at(key)
    return Finding(key, "wrong_code", told.cause, reason, found.trials, 0, bound, seen, told.would_settle, found.key)


def in_its_place(facts: Observation, key: str, layer: Layer) -> Company | None:
    """The key that came most often in place of this one; None where this one came in any trial, or no other did."""
    entries = facts.docket.of_key.get(key, ())
    outcomes = [entry.judged.outcomes.get(layer) for entry in entries]
    if any(isinstance(outcome, Hit) for outcome in outcomes):
        return None
    times: Counter[str] = Counter()
    rounds: dict[str, set[int]] = {}
    for entry, outcome in zip(entries, outcomes, strict=True):
        if isinstance(outcome, Other):
            for other in _between_anchors(facts, entry.trial, layer):
                times[other] += 1
                rounds.setdefault(other, set()).add(entry.round)
    if not times:
        return None
    other = min(times, key=lambda other: (-times[other], other))
    trials = sum(isinstance(outcome, Other | Silent) for outcome in outcomes)
    return Company(other, times[other], trials, len(rounds[other]))


def _between_anchors(facts: Observation, trial: Trial, layer: Layer) -> frozenset[str]:
    """The keys that went down in place of the one that was asked for, as any source of this layer heard it."""
    sources = [ear.source.id for ear in facts.ears.values() if ear.source.layer == layer]
    return frozenset(key for source in sources for t, key in downs(trial, source) if _is_between(trial, source, t))


def downs(trial: Trial, source: int) -> Iterator[tuple[int, str]]:
    """When which key other than the one under test went down."""
    yield from trial.company.get(source, ())
    for (heard_by, key), strokes in trial.strokes.items():
        if heard_by == source and key != trial.prompt.key:
            yield from ((stroke.down_ns, key) for stroke in strokes)


def _is_between(trial: Trial, source: int, t: int) -> bool:
    """Whether a key that went down then did so between the anchors, and in the company of neither."""
    opened = trial.strokes.get((source, trial.prompt.before or ""))
    closed = trial.strokes.get((source, trial.prompt.after or ""))
    if not opened or not closed or not opened[0].down_ns < t < closed[0].down_ns:
        return False
    moved = (opened[0].down_ns, opened[0].up_ns, closed[0].down_ns)
    return all(abs(t - at) > TOGETHER_NS for at in moved if at is not None)


def _explained_wrong(facts: Observation, key: str, layers: tuple[Layer, ...]) -> Explained:
    for lower in reversed(layers[:-1]):
        hits = [isinstance(e.judged.outcomes.get(lower), Hit) for e in facts.docket.of_key[key]]
        if sum(hits) >= WRONG_TRIALS:
            return Explained(
                "software",
                sentences.CHANGED_ABOVE.format(lower=opening(lower), upper=LAYER_NAMES[layers[-1]]),
                SETTLE_BY_LAYOUT,
            )
    setting = facts.setting_behind(key, layers[-1])
    if setting is not None and setting.keys is not None:
        return of_remapping(setting)
    return Explained(
        "not_separated",
        N_("Another layout, a layer of the firmware, a remapped key and two lines that touch look the same from here."),
        SETTLE_BY_LAYOUT,
    )


def extra_key(facts: Observation, key: str) -> Finding | Undecided | None:
    """The same other key goes down with this one, far more often than with the known-good keys around it."""
    layers = facts.layers(key)
    found = partner(facts, key, layers[-1]) if layers else None
    if found is None:
        return None
    company, guarded = found
    alone = company.trials - company.times
    if not guarded:
        reason = sentences.CAME_WITH_IT_TOO_FEW.format(times=company.times, trials=company.trials)
        return Undecided(key, reason, company.trials, alone, SETTLE_BY_MORE)
    told = _explained_extra(facts, key, layers, company)
    reason = sentences.CAME_WITH_IT.format(times=company.times, trials=company.trials, reason=told.reason)
    bound, seen = bound_of(alone, company.trials), facts.seen_at(key)
    return Finding(
        key, "extra_key", told.cause, reason, company.trials, alone, bound, seen, told.would_settle, company.key
    )


def _explained_extra(facts: Observation, key: str, layers: tuple[Layer, ...], company: Company) -> Explained:
    for lower in reversed(layers[:-1]):
        if facts.presses_of(key, lower) >= company.trials and partner(facts, key, lower) is None:
            return Explained(
                "software",
                sentences.ADDED_ABOVE.format(layer=opening(lower)),
                SETTLE_BY_PROGRAMS,
            )
    return Explained(
        "not_separated",
        N_("Two lines that touch, liquid, the firmware and a program look the same from here."),
        SETTLE_BY_PAIR,
    )


def partner(facts: Observation, key: str, layer: Layer) -> tuple[Company, bool] | None:
    """The key that came with this one in at least three and half of its presses, and whether the guard believes it."""
    hits = [e for e in facts.docket.of_key.get(key, ()) if isinstance(e.judged.outcomes.get(layer), Hit)]
    if len(hits) < EXTRA_TRIALS:
        return None
    sources = [ear.source.id for ear in facts.ears.values() if ear.source.layer == layer]
    best = max((_partner_at(hits, key, source, facts) for source in sources), key=lambda found: found[0].times)
    company = best[0]
    return best if company.times >= EXTRA_TRIALS and 2 * company.times >= company.trials else None


def _partner_at(hits: list[Entry], key: str, source: int, facts: Observation) -> tuple[Company, bool]:
    trials = [entry.trial for entry in hits if not facts.disturbed(entry.trial, source)]
    with_key = [_together(trial, source, key) for trial in trials if (source, key) in trial.strokes]
    times = Counter(other for others in with_key for other in others)
    if not times:
        return Company("", 0, len(with_key), 0), False
    other = min(times, key=lambda other: (-times[other], other))
    beside = [
        other in _together(trial, source, anchor)
        for trial in trials
        for anchor in (trial.prompt.before, trial.prompt.after)
        if anchor is not None and anchor != other and (source, anchor) in trial.strokes
    ]
    company = Company(other, times[other], len(with_key), 0)
    return company, fisher(company.times, company.trials, sum(beside), len(beside)) <= GUARD


def _together(trial: Trial, source: int, key: str) -> frozenset[str]:
    """The keys that went down at the moment this one did."""
    at_ns = trial.strokes[source, key][0].down_ns
    others = [*trial.company.get(source, ())]
    for (heard_by, other), strokes in trial.strokes.items():
        if heard_by == source:
            others += [(stroke.down_ns, other) for stroke in strokes]
    return frozenset(other for t, other in others if other != key and abs(t - at_ns) <= TOGETHER_NS)
