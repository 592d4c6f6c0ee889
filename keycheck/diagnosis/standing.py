"""How far the test of one key has come, and what kind of trial it needs next: what an examiner asks the diagnosis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from keycheck.diagnosis.chatter import doubled_at
from keycheck.diagnosis.course import Course
from keycheck.diagnosis.decision import CAP, Count, Decision, Pace, decide
from keycheck.diagnosis.doubling import PRESSES, Doubled, Doubling
from keycheck.diagnosis.observation import Observation
from keycheck.diagnosis.ranking import posterior
from keycheck.diagnosis.rules import top_layer
from keycheck.diagnosis.verdict import Symptom

Need = Literal["none", "release", "sandwich", "paced"]
"""What kind of trial a key needs next: to come up (it is down), a sandwich (does it arrive?), a paced press (does it
arrive once?), or none."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One key, as far as its trials have brought it."""

    key: str
    symptom: Symptom | None
    """The fault that is found by now."""
    decision: Decision
    """Whether asked-for presses arrive, where the person meets the key: of sandwiches and attested paced presses."""
    count: Count
    """The valid trials that this rests on. After `clear` a miss opens a new test, and the count begins anew."""
    doubling: Doubling
    """Whether one press arrives as several, of every asked-for press that arrived; it needs `PRESSES` of them."""
    presses: int
    """How many asked-for presses arrived in the test of doubling."""
    bounced: int
    """How many of these arrived more than once."""
    need: Need
    """What it needs next. A key that nobody has doubts about needs none: nominating is the person's."""
    more: int
    """How many trials of that kind at least, if all of them come out alike."""
    same_round: bool
    """Whether its next trial still belongs to its last round: a new round takes a valid trial of another key first."""
    posterior: float
    """How likely it is faulty: the order in which to ask, never a verdict."""


@dataclass(frozen=True, slots=True)
class Operator:
    """The person at the keyboard, judged by the known-good keys that were asked for around the keys under test."""

    asked: int
    missed: int
    pace: Pace
    """usual; slower: ask for one press at a time, paced; too_many_missed: no silence counts any more."""


def standing_of(facts: Observation, key: str, symptom: Symptom | None) -> Standing:
    """How far the test of this key has come; `symptom` is what the rules found."""
    layer = top_layer(facts, key)
    course = Course("continue", Count()) if layer is None else facts.course(key, layer)
    count, decision = course.count, course.decision
    seen = layer is not None and facts.seen(key, layer)
    doubled = Doubled() if layer is None else doubled_at(facts, key, layer)
    need: Need = "none"
    if facts.down.get(key) and symptom != "stuck":
        need = "release"
    elif decision == "continue" and (count.missed or not facts.works(key)):
        need = "sandwich"
    elif doubled.state == "continue" and doubled.bounced:
        need = "paced"
    return Standing(
        key=key,
        symptom=symptom,
        decision=decision,
        count=count,
        doubling=doubled.state,
        presses=doubled.presses,
        bounced=doubled.bounced,
        need=need,
        more=max(0, PRESSES - doubled.presses)
        if need == "paced"
        else fewest_to_settle(count, seen)
        if need == "sandwich"
        else 0,
        same_round=facts.docket.last_key == key,
        posterior=posterior(count.missed, count.trials),
    )


def fewest_to_settle(count: Count, ever_seen: bool) -> int:
    """The fewest further trials that decide, if all of them are silent or all of them hit; a second round included."""
    if decide(count, ever_seen) != "continue":
        return 0
    for more in range(1, CAP):
        anchors = count.anchors_asked + 2 * more
        silent = replace(count, missed=count.missed + more, rounds=2, anchors_asked=anchors)
        hit = replace(count, hits=count.hits + more, rounds=2, anchors_asked=anchors)
        if decide(silent, ever_seen) != "continue" or decide(hit, True) != "continue":
            return more
    return CAP
