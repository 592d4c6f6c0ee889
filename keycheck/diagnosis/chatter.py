"""The rule of keys whose presses arrive more than once, and of which layer of the system doubles them."""

from __future__ import annotations

from collections.abc import Container

from keycheck.diagnosis.cause import (
    LAYER_NAMES,
    SETTLE_BY_LISTENING_CLOSER,
    SETTLE_BY_PROGRAMS,
    Explained,
    settle_by_switching_off,
)
from keycheck.diagnosis.doubling import Doubled, asked_for, at_will
from keycheck.diagnosis.observation import Observation
from keycheck.diagnosis.stroke import clock_of
from keycheck.diagnosis.verdict import Finding, Undecided, bound_of
from keycheck.events.trace import Layer

ONCE_BELOW = (
    "{clean} received each press once, and {layer} more often. "
    "A program or a setting between them doubles it. The switch works."
)
NOTHING_BELOW = (
    "{layer} received presses twice, and no layer below it can say whether it did. "
    "A bouncing switch can't be told from a program that presses keys."
)
BOUNCES = "{layer} received presses of this one key twice, as fingers do not press. The switch bounces."
BOUNCES_HIDDEN = (
    "{layer} received presses twice, as fingers do not press. The switch bounces. A filter hides that from {top}."
)
LIKE_FINGERS = "{failed} of {trials} presses came twice, not more often than fingers may do."
COARSE_CLOCK = "Some presses came twice. Whether the switch bounces can't be told here: the clock is too coarse."
SETTLE_BY_PRESSING = "Press the key twenty times, once each time keycheck asks for it, after a sweep of all keys."
SETTLE_BY_FINER_CLOCK = "Test again where keycheck may read the keyboard's device: its clock is finer."
SETTLE_BY_FILTER = "Turn the filter of fast repeats (Bounce Keys, a chatter filter) off, and test again."


def chatters(facts: Observation, key: str) -> Finding | Undecided | None:
    """Presses arrive more than once, where the person meets the key or, hidden by a filter, below."""
    layers = facts.layers(key)
    if not layers:
        return None
    of = {layer: doubled_at(facts, key, layer) for layer in layers}
    doubling = [layer for layer in layers if of[layer].state == "chatters"]
    if doubling:
        setting = facts.setting_behind(key, doubling[0])
        if setting is not None:
            found = of[doubling[0]]
            reason = f"{setting.name} is on: {setting.imitates}. Presses that come twice prove nothing while it is."
            once = found.presses - found.bounced
            return Undecided(key, reason, found.presses, once, settle_by_switching_off(setting))
        met = doubling[-1]
        told = _explained(doubling, layers, of, facts.at_switch(key))
        presses, bounced = of[met].presses, of[met].bounced
        arrived_once = presses - bounced
        reason = f"{told.reason}{_resolution(facts, key, met)}"
        seen = facts.seen_at(key)
        bound = bound_of(arrived_once, presses)
        return Finding(key, "chatters", told.cause, reason, presses, arrived_once, bound, seen, told.would_settle)
    return _open(key, of[layers[-1]])


def doubled_at(facts: Observation, key: str, layer: Layer) -> Doubled:
    """Whether presses of this key arrive more than once at this layer, by the source there with the finest clock."""
    presses = facts.presses_at(key, layer)
    if presses is None:
        return Doubled()
    clock, own = clock_of(presses.resolution_ns), presses.asked.get(key)
    asked = asked_for((press.bounce for press in own), clock, presses.beside(key)) if own else Doubled()
    if asked.state == "chatters":
        return asked
    free = at_will(presses.at_will[key], clock) if key in presses.at_will else Doubled()
    return free if free.state == "chatters" else asked


def _explained(
    doubling: list[Layer], layers: tuple[Layer, ...], of: dict[Layer, Doubled], at_switch: Container[Layer]
) -> Explained:
    lowest, top = doubling[0], layers[-1]
    clean = [layer for layer in layers[: layers.index(lowest)] if _is_clean(of[layer], of[lowest])]
    if clean:
        return Explained(
            "software",
            ONCE_BELOW.format(clean=LAYER_NAMES[clean[-1]].capitalize(), layer=LAYER_NAMES[lowest]),
            SETTLE_BY_PROGRAMS,
        )
    if lowest not in at_switch:
        return Explained(
            "not_separated",
            NOTHING_BELOW.format(layer=LAYER_NAMES[lowest].capitalize()),
            SETTLE_BY_LISTENING_CLOSER,
        )
    if top not in doubling and _is_clean(of[top], of[lowest]):
        return Explained(
            "hardware",
            BOUNCES_HIDDEN.format(layer=LAYER_NAMES[lowest].capitalize(), top=LAYER_NAMES[top]),
            SETTLE_BY_FILTER,
        )
    return Explained("hardware", BOUNCES.format(layer=LAYER_NAMES[lowest].capitalize()))


def _is_clean(here: Doubled, elsewhere: Doubled) -> bool:
    return here.bounced == 0 and here.presses >= elsewhere.presses


def _resolution(facts: Observation, key: str, layer: Layer) -> str:
    resolution_ns = facts.resolution_at(key, layer)
    if clock_of(resolution_ns) == "fine":
        return ""
    return f" The clock here has a resolution of {resolution_ns / 1e6:.3g} ms."


def _open(key: str, doubled: Doubled) -> Undecided | None:
    once = doubled.presses - doubled.bounced
    if doubled.state == "inconclusive":
        reason = LIKE_FINGERS.format(failed=doubled.bounced, trials=doubled.presses)
        return Undecided(key, reason, doubled.presses, once, SETTLE_BY_PRESSING)
    if doubled.state == "coarse_clock" and doubled.bounced > 1:
        return Undecided(key, COARSE_CLOCK, doubled.presses, once, SETTLE_BY_FINER_CLOCK)
    return None
