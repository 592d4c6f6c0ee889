"""What the layers say together of a key: heard without a code for programs, or asked for where nobody was observing."""

from __future__ import annotations

from keycheck.diagnosis import cause
from keycheck.diagnosis.judgement import Silent, Unmapped
from keycheck.diagnosis.observation import Observation
from keycheck.diagnosis.trial import REFUSED, Trial
from keycheck.diagnosis.verdict import Undecided
from keycheck.events.trace import Layer


def asked_presses(facts: Observation, key: str) -> list[Trial]:
    """The trials in which a press of this key was asked for, and not refused."""
    return [e.trial for e in facts.docket.of_key.get(key, ()) if e.trial.attested not in REFUSED]


def unmapped_at(facts: Observation, key: str, layer: Layer) -> bool:
    """Whether this layer heard the key without a code for programs, in a trial."""
    return any(isinstance(facts.outcome_at(trial, layer), Unmapped) for trial in asked_presses(facts, key))


def no_keymap(facts: Observation, key: str) -> cause.Explained | None:
    """The cause of a key that arrives without a code for programs; None where it does not arrive so."""
    heard_below = False
    for layer in facts.layers(key):
        outcomes = [facts.outcome_at(trial, layer) for trial in asked_presses(facts, key)]
        if any(isinstance(outcome, Unmapped) for outcome in outcomes):
            silent = any(isinstance(outcome, Silent) for outcome in outcomes)
            return cause.of_no_keymap(layer, always=heard_below or not silent)
        heard_below |= facts.seen(key, layer)
    return None


def unobserved(facts: Observation, key: str) -> Undecided | None:
    """It was asked for and not heard, and no source was there whose silence counts."""
    asked = asked_presses(facts, key)
    if not asked or facts.seen(key) or facts.layers(key) or not any(ear.live for ear in facts.ears.values()):
        return None
    reasons = dict.fromkeys(facts.observability(asked[-1], ear).reason for ear in facts.ears.values())
    why = "; ".join(reason for reason in reasons if reason)
    reason = f"It was not heard, and nobody can say whether it was pressed in vain: {why}."
    return Undecided(key, reason, 0, 0, cause.SETTLE_BY_LISTENING_CLOSER)
