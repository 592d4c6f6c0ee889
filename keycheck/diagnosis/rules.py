"""The rules: one function for each fault, told the facts of one key; the first that answers is the finding.

A symptom is what the person meets, so it is judged at the highest layer that was observing.
"""

from __future__ import annotations

from collections.abc import Callable

from keycheck.diagnosis import cause, sentences
from keycheck.diagnosis.chatter import chatters
from keycheck.diagnosis.company import extra_key, wrong_code
from keycheck.diagnosis.decision import Count, Decision, decide, operator_omits_too_much
from keycheck.diagnosis.judgement import OTHER, Outcome, Void
from keycheck.diagnosis.late_release import late_release
from keycheck.diagnosis.layer_rules import (
    asked_presses,
    emptied,
    missed_by_keymap,
    no_keymap,
    setting_between,
    unmapped_at,
    unobserved,
    why_not_observing,
)
from keycheck.diagnosis.number_lock import number_lock_off
from keycheck.diagnosis.observability import TROUBLE_WORD
from keycheck.diagnosis.observation import Observation
from keycheck.diagnosis.verdict import Finding, Heard, Undecided, bound_of
from keycheck.events.trace import LAYERS, Layer, Setting
from keycheck.languages import N_

SETTLE_BY_CARE = N_(
    "Repeat the examination slowly, pressing all three keys each time, on a cable where the keyboard has one."
)
SETTLE_BY_ONE_KEYBOARD = N_(
    "Unplug every other keyboard, close programs that press keys by themselves, and test again."
)
SETTLE_BY_LAYOUT = N_("Choose the layout printed on this keyboard, and test again.")
SETTLE_BY_PEACE = N_("Test again while no other program is busy, and leave keycheck in front until it is done.")
STOPPED = N_("The examination was stopped before this key had been asked for often enough.")
SETTLE_BY_THE_END = N_("Test again, and press what is asked for until keycheck says that the key is settled.")
SETTLE_BY_FREEING = N_("Free the key that is down, or use another keyboard beside it, and test again.")


def count_at(facts: Observation, key: str, layer: Layer) -> Count:
    """The valid trials of this key at this layer, of the test that stands."""
    return facts.course(key, layer).count


def top_layer(facts: Observation, key: str) -> Layer | None:
    """The highest layer that could hear this key; None where none could."""
    layers = facts.layers(key)
    return layers[-1] if layers else None


def decision_of(facts: Observation, key: str) -> Decision:
    """What the trials of this key decide at the layer where the person meets it."""
    layer = top_layer(facts, key)
    if layer is None:
        some_day = any(ear.source.can_observe(key) for ear in facts.ears.values())
        return "continue" if some_day else "inconclusive"
    return facts.course(key, layer).decision


def operator_failed(facts: Observation) -> bool:
    """Whether the person missed so many known-good presses that no silence counts."""
    return operator_omits_too_much(facts.docket.anchors_missed, facts.docket.anchors_asked)


def stuck(facts: Observation, key: str) -> Finding | Undecided | None:
    """Down, and still down after it was asked to come up twice."""
    if key not in facts.stuck():
        return None
    layers = facts.seen_at(key)
    releases = facts.releases(key)
    down_at = min((facts.ears[source].source.layer for source in facts.down[key]), key=LAYERS.index)
    below = [layer for layer in layers if LAYERS.index(layer) < LAYERS.index(down_at)]
    setting = facts.setting_behind(key, down_at)
    if setting is not None and not below:
        reason = sentences.DOWN_PROVES_NOTHING.format(setting=setting.name, imitates=setting.imitates)
        return Undecided(key, reason, len(releases), 0, cause.settle_by_switching_off(setting))
    told = cause.of_release_lost(below[-1]) if below else cause.of_stuck()
    return Finding(key, "stuck", told.cause, told.reason, len(releases), 0, None, layers, told.would_settle)


def held(facts: Observation, key: str) -> Finding | Undecided | None:
    """Down and asked to come up, but not twice undisturbed: it may have come up unheard."""
    if not facts.asked_to_come_up(key) or not facts.down.get(key):
        return None
    reason = N_("It was down and was not seen to come up, but it was not asked to twice without a disturbance.")
    return Undecided(key, reason, len(facts.releases(key)), 0, cause.SETTLE_BY_UNPLUGGING)


def dead_or_intermittent(facts: Observation, key: str) -> Finding | Undecided | None:
    """Asked-for presses that stayed silent while somebody was listening and the anchors attested the press."""
    layer = top_layer(facts, key)
    if layer is None:
        return None
    course = facts.course(key, layer)
    count, decision = course.count, course.decision
    if decision not in ("dead", "intermittent"):
        return None
    if operator_failed(facts):
        return _operator(key, count)
    layers = heard_by_layer(facts, key) if decision == "intermittent" else _heard_in_trials(facts, key)
    setting = excuse(facts, key)
    if decision == "dead":
        named = setting or setting_between(facts, key, layers)
        told = no_keymap(facts, key) or cause.of_silence(layers, named, facts.at_switch(key))
        may_be_setting = "seen" not in layers.values()
    else:
        missing, complete = _missing(facts, key, count)
        by_keymap = missed_by_keymap(facts, key, missing)
        told = cause.of_changing_keymap(missing) if by_keymap else cause.of_misses(missing, complete)
        may_be_setting = not by_keymap and complete is None and setting is not None and setting.excuses(key, missing)
    if setting is not None and may_be_setting:
        return _excused(key, count, setting)
    bound = bound_of(count.hits, count.trials)
    return Finding(key, decision, told.cause, told.reason, count.trials, count.hits, bound, layers, told.would_settle)


def elsewhere(facts: Observation, key: str) -> Finding | Undecided | None:
    """A layer that tells keyboards apart stayed silent while one above it heard the key: it came from elsewhere."""
    may_come_from_elsewhere: tuple[Layer | None, ...] = ("app", "os", top_layer(facts, key))
    layer = next((layer for layer in may_come_from_elsewhere if layer is not None and facts.seen(key, layer)), None)
    if layer is None:
        return None
    for lower in facts.layers(key):
        count = count_at(facts, key, lower)
        if LAYERS.index(lower) < LAYERS.index(layer) and count.missed and not facts.seen(key, lower):
            reason = sentences.FROM_ELSEWHERE.format(layer=cause.opening(layer))
            return Undecided(key, reason, count.trials, count.hits, SETTLE_BY_ONE_KEYBOARD)
    return None


def not_settled(facts: Observation, key: str) -> Finding | Undecided | None:
    """Trials were made, and they do not decide."""
    layer = top_layer(facts, key)
    if layer is None:
        return None
    course = facts.course(key, layer)
    count, decision = course.count, course.decision
    if decision == "clear" or (facts.works(key) and count.missed == 0):
        return None
    if not count.missed and not any(entry.trial.is_sandwich for entry in facts.docket.of_key.get(key, ())):
        return None
    if (setting := excuse(facts, key)) is not None:
        return _excused(key, count, setting)
    return _operator(key, count) if operator_failed(facts) else _too_few(facts, key, count)


def excuse(facts: Observation, key: str) -> Setting | None:
    """A setting that may explain the silence: none does where a layer below it missed a press too."""
    layer = top_layer(facts, key)
    setting = facts.setting_on(key, layer) if layer is not None else None
    if setting is None:
        return None
    below = (at for at in facts.layers(key) if not setting.excuses(key, at))
    return None if any(count_at(facts, key, at).missed for at in below) else setting


def _excused(key: str, count: Count, setting: Setting) -> Undecided:
    reason = sentences.SILENCE_PROVES_NOTHING.format(setting=setting.name, imitates=setting.imitates)
    return Undecided(key, reason, count.trials, count.hits, cause.settle_by_switching_off(setting))


def _missing(facts: Observation, key: str, top: Count) -> tuple[Layer, Layer | None]:
    """The lowest layer that missed presses, and the one below it where that one received as many as were asked for."""
    counts = {layer: count_at(facts, key, layer) for layer in facts.layers(key)}
    missing = next(layer for layer, count in counts.items() if count.missed)
    below = [layer for layer in counts if LAYERS.index(layer) < LAYERS.index(missing)]
    return missing, below[-1] if below and counts[below[-1]].hits >= top.trials else None


def _operator(key: str, count: Count) -> Undecided:
    reason = N_(
        "More than one in ten of the known-good keys asked for did not come either: silence proves nothing. "
        "Presses left out and a connection that loses presses look the same from here."
    )
    return Undecided(key, reason, count.trials, count.hits, SETTLE_BY_CARE)


def _too_few(facts: Observation, key: str, count: Count) -> Undecided:
    if facts.stuck() and key not in facts.stuck() and count.trials == 0:
        return Undecided(key, N_("Another key is down all the time."), 0, 0, SETTLE_BY_FREEING)
    if _tally(facts, key, OTHER) > count.trials:
        reason = N_("Another key arrived in its place: a slip of the finger, another layout, or a remapped key.")
        return Undecided(key, reason, count.trials, count.hits, SETTLE_BY_LAYOUT)
    if _tally(facts, key, Void("injected")) > count.trials:
        reason = N_("Only a program pressed it while it was asked for, which says nothing of the switch.")
        return Undecided(key, reason, count.trials, count.hits, SETTLE_BY_ONE_KEYBOARD)
    return _cut_short(facts, key, count)


def _cut_short(facts: Observation, key: str, count: Count) -> Undecided:
    """Nothing speaks against what was pressed: it was stopped, disturbed, not heard, or not enough."""
    if facts.is_stopped:
        return Undecided(key, STOPPED, count.trials, count.hits, SETTLE_BY_THE_END)
    if _tally(facts, key, Void("incident")) > count.trials:
        what = ", ".join(sorted({TROUBLE_WORD[incident.what] for incident in facts.incidents}))
        reason = sentences.DISTURBED.format(what=what)
        return Undecided(key, reason, count.trials, count.hits, SETTLE_BY_PEACE)
    asked = asked_presses(facts, key)
    if asked and _tally(facts, key, Void("not_observing")) > count.trials:
        reason = sentences.NOT_COUNTED.format(why=why_not_observing(facts, asked[-1]))
        return Undecided(key, reason, count.trials, count.hits, SETTLE_BY_PEACE)
    reason = N_("The presses that were asked for are not enough for an answer.")
    return Undecided(key, reason, count.trials, count.hits, cause.SETTLE_BY_MORE)


def _tally(facts: Observation, key: str, outcome: Outcome) -> int:
    """How many trials of this key came out so, where the person meets it."""
    layer = top_layer(facts, key)
    if layer is None:
        return 0
    return sum(entry.judged.outcomes.get(layer) == outcome for entry in facts.docket.of_key.get(key, ()))


def heard_by_layer(facts: Observation, key: str) -> dict[Layer, Heard]:
    """What each layer heard of this key; a layer whose own trials do not make it silent beyond doubt is left out."""
    heard: dict[Layer, Heard] = {}
    for layer in facts.layers(key):
        if facts.seen(key, layer):
            heard[layer] = "seen"
        elif decide(count_at(facts, key, layer), False) == "dead":
            heard[layer] = "silent"
    return heard


def _heard_in_trials(facts: Observation, key: str) -> dict[Layer, Heard]:
    """What each layer heard of a key that is silent now: the trials decide, and without any what was seen before."""
    heard: dict[Layer, Heard] = {}
    for layer in facts.layers(key):
        count, seen = count_at(facts, key, layer), facts.seen(key, layer)
        if count.hits or (seen and not count.missed) or unmapped_at(facts, key, layer):
            heard[layer] = "seen"
        elif not seen and decide(count, False) == "dead":
            heard[layer] = "silent"
    return heard


Rule = Callable[[Observation, str], Finding | Undecided | None]

RULES: tuple[Rule, ...] = (
    stuck,
    held,
    elsewhere,
    number_lock_off,
    wrong_code,
    dead_or_intermittent,
    extra_key,
    chatters,
    late_release,
    not_settled,
    unobserved,
    emptied,
)
"""In the order in which they are asked: a stuck key explains its own silence, another key in its place does too."""
