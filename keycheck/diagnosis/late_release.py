"""The rule of keys that come up late when they are let go (design: diagnosis, 1.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from keycheck.diagnosis import sentences
from keycheck.diagnosis.cause import LAYER_NAMES, SETTLE_BY_LISTENING_CLOSER, Explained, opening
from keycheck.diagnosis.observation import Observation
from keycheck.diagnosis.presses import is_modifier
from keycheck.diagnosis.verdict import Finding, Undecided, bound_of
from keycheck.events.trace import Layer
from keycheck.languages import N_

LATE_NS = 500_000_000
"""Of people's presses .038 % last longer (measured; diagnosis, section 6)."""
LATE_TIMES_USUAL = 5
"""A press is late only if it lasts as many times longer than this person's usual one: some hold keys long."""
FEWEST_LATE = 3
PRESSES = 10
"""So many late ones of so many asked-for presses: 7 of a billion healthy keys (measured rate, binomial)."""


def late_release(facts: Observation, key: str) -> Finding | Undecided | None:
    """Asked-for presses last far longer than this person's others. Modifiers count where a tap was asked for."""
    layers = facts.layers(key)
    if not layers:
        return None
    counted = late_at(facts, key, layers[-1])
    if counted is None:
        return None
    late, presses = counted
    told = _explained(facts, key, layers)
    in_time = presses - late
    bound, seen = bound_of(in_time, presses), facts.seen_at(key)
    return Finding(key, "late_release", told.cause, told.reason, presses, in_time, bound, seen, told.would_settle)


def late_at(facts: Observation, key: str, layer: Layer) -> tuple[int, int] | None:
    """How many presses of the deciding test were late at this layer, of how many; None where that is no fault."""
    presses = facts.presses_at(key, layer)
    if presses is None:
        return None
    found = presses.tapped.get(key, ()) if is_modifier(key) else presses.asked.get(key, ())
    dwells = [press.bounce.dwell_ns for press in found if press.bounce.dwell_ns is not None]
    if sum(dwell > LATE_NS for dwell in dwells) < FEWEST_LATE:
        return None
    limit_ns = max(LATE_NS, LATE_TIMES_USUAL * presses.usual_dwell_ns(key))
    return _counted([dwell > limit_ns for dwell in dwells])


def _counted(late: Sequence[bool]) -> tuple[int, int] | None:
    """The first test of so many presses in which enough were late, with all presses after it."""
    for start in range(0, len(late), PRESSES):
        if sum(late[start : start + PRESSES]) >= FEWEST_LATE:
            return sum(late[start:]), len(late) - start
    return None


def _explained(facts: Observation, key: str, layers: Sequence[Layer]) -> Explained:
    late = [layer for layer in layers if late_at(facts, key, layer) is not None]
    in_time = [layer for layer in _below(layers, late[0]) if facts.presses_of(key, layer)]
    if in_time:
        return Explained(
            "software",
            sentences.LATE_ABOVE.format(lower=opening(in_time[-1]), upper=LAYER_NAMES[late[0]]),
            N_("Close programs that change keys, and test again."),
        )
    if late[0] in facts.at_switch(key):
        return Explained(
            "hardware",
            sentences.LATE_IN_KEYBOARD.format(layer=opening(late[0])),
        )
    return Explained(
        "not_separated",
        sentences.LATE_ANYWHERE.format(layer=opening(late[0])),
        SETTLE_BY_LISTENING_CLOSER,
    )


def _below(layers: Sequence[Layer], layer: Layer) -> Iterable[Layer]:
    return layers[: list(layers).index(layer)]
