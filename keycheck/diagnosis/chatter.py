"""The rule of keys whose presses arrive more than once, and of which layer of the system doubles them."""

from __future__ import annotations

from collections.abc import Container

from keycheck.diagnosis import sentences
from keycheck.diagnosis.cause import (
    LAYER_NAMES,
    SETTLE_BY_LISTENING_CLOSER,
    SETTLE_BY_PROGRAMS,
    Explained,
    opening,
    settle_by_switching_off,
)
from keycheck.diagnosis.doubling import Doubled, asked_for, at_will
from keycheck.diagnosis.observation import Observation
from keycheck.diagnosis.stroke import clock_of
from keycheck.diagnosis.verdict import Finding, Undecided, bound_of
from keycheck.events.trace import Layer
from keycheck.languages import N_

COARSE_CLOCK = N_("Some presses came twice. Whether the switch bounces can't be told here: the clock is too coarse.")
SETTLE_BY_PRESSING = N_("Press the key twenty times, once each time keycheck asks for it, after a sweep of all keys.")
SETTLE_BY_FINER_CLOCK = N_("Test again where keycheck may read the keyboard's device: its clock is finer.")
SETTLE_BY_FILTER = N_("Turn the filter of fast repeats (Bounce Keys, a chatter filter) off, and test again.")


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
            reason = sentences.DOUBLE_PROVES_NOTHING.format(setting=setting.name, imitates=setting.imitates)
            once = found.presses - found.bounced
            return Undecided(key, reason, found.presses, once, settle_by_switching_off(setting))
        met = doubling[-1]
        told = _explained(doubling, layers, of, facts.at_switch(key))
        presses, bounced = of[met].presses, of[met].bounced
        arrived_once = presses - bounced
        reason = _with_resolution(told.reason, facts.resolution_at(key, met))
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
            sentences.DOUBLED_ABOVE.format(clean=opening(clean[-1]), layer=LAYER_NAMES[lowest]),
            SETTLE_BY_PROGRAMS,
        )
    if lowest not in at_switch:
        return Explained(
            "not_separated",
            sentences.DOUBLED_ANYWHERE.format(layer=opening(lowest)),
            SETTLE_BY_LISTENING_CLOSER,
        )
    if top not in doubling and _is_clean(of[top], of[lowest]):
        return Explained(
            "hardware",
            sentences.BOUNCES_HIDDEN.format(layer=opening(lowest), top=LAYER_NAMES[top]),
            SETTLE_BY_FILTER,
        )
    return Explained("hardware", sentences.BOUNCES.format(layer=opening(lowest)))


def _is_clean(here: Doubled, elsewhere: Doubled) -> bool:
    return here.bounced == 0 and here.presses >= elsewhere.presses


def _with_resolution(reason: str, resolution_ns: int) -> str:
    if clock_of(resolution_ns) == "fine":
        return reason
    return sentences.WITH_RESOLUTION.format(reason=reason, number=f"{resolution_ns / 1e6:.3g}")


def _open(key: str, doubled: Doubled) -> Undecided | None:
    once = doubled.presses - doubled.bounced
    if doubled.state == "inconclusive":
        reason = sentences.LIKE_FINGERS.format(failed=doubled.bounced, trials=doubled.presses)
        return Undecided(key, reason, doubled.presses, once, SETTLE_BY_PRESSING)
    if doubled.state == "coarse_clock" and doubled.bounced > 1:
        return Undecided(key, COARSE_CLOCK, doubled.presses, once, SETTLE_BY_FINER_CLOCK)
    return None
