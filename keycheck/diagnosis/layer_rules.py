"""What the layers say together of a key: heard without a code for programs, or asked for where nobody was observing."""

from __future__ import annotations

from collections.abc import Mapping

from keycheck.diagnosis import cause, sentences
from keycheck.diagnosis.judgement import Silent, Unmapped
from keycheck.diagnosis.observation import Observation
from keycheck.diagnosis.trial import REFUSED, Trial
from keycheck.diagnosis.verdict import Heard, Undecided
from keycheck.events.trace import LAYERS, Layer, Setting


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


def missed_by_keymap(facts: Observation, key: str, layer: Layer) -> bool:
    """Whether this layer heard every press that programs did not get from it."""
    outcomes = [facts.outcome_at(trial, layer) for trial in asked_presses(facts, key)]
    return any(isinstance(o, Unmapped) for o in outcomes) and not any(isinstance(o, Silent) for o in outcomes)


def setting_between(facts: Observation, key: str, layers: Mapping[Layer, Heard]) -> Setting | None:
    """A setting for this very key, above the layers that heard it and below the lowest that did not.

    It need not be one that excuses silence: a keymap without a symbol for the key loses nothing on the way.
    """
    heard = [LAYERS.index(layer) for layer, what in layers.items() if what == "seen"]
    lost = [LAYERS.index(layer) for layer, what in layers.items() if what == "silent"]
    if not heard or not (above := [layer for layer in lost if layer > heard[-1]]):
        return None
    between = range(heard[-1] + 1, above[0] + 1)
    named = (setting for setting in facts.settings if setting.keys is not None and key in setting.keys)
    return next((setting for setting in named if LAYERS.index(setting.layer) in between), None)


def unobserved(facts: Observation, key: str) -> Undecided | None:
    """It was asked for and not heard, and no source was there whose silence counts."""
    asked = asked_presses(facts, key)
    if not asked or facts.seen(key) or facts.layers(key) or not any(ear.live for ear in facts.ears.values()):
        return None
    why = why_not_observing(facts, asked[-1])
    reason = sentences.NOBODY_CAN_SAY.format(why=why)
    return Undecided(key, reason, 0, 0, cause.SETTLE_BY_LISTENING_CLOSER)


def emptied(facts: Observation, key: str) -> Undecided | None:
    """It arrived, and a setting above all that heard it leaves programs without it: whoever presses it gets nothing."""
    setting = next((setting for setting in facts.settings if key in setting.emptied), None)
    if setting is None or not facts.seen(key):
        return None
    if any(facts.seen(key, layer) for layer in LAYERS[LAYERS.index(setting.layer) :]):
        return None
    reason = sentences.EMPTIED.format(setting=setting.name)
    return Undecided(key, reason, 0, 0, cause.settle_by_giving_a_sign(setting))


def why_not_observing(facts: Observation, trial: Trial) -> str:
    """Why no source was observing in this trial, as a part of a sentence."""
    reasons = dict.fromkeys(facts.observability(trial, ear).reason for ear in facts.ears.values())
    return "; ".join(reason for reason in reasons if reason)
