"""What the tests on offer at the end have shown: keys that were held, and lock lamps; no rule reads it."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from keycheck.diagnosis.ear import Ear
from keycheck.diagnosis.hold import Hold
from keycheck.diagnosis.observation import Observation
from keycheck.diagnosis.verdict import KeyRepeat, LockLamp, Together, Traits
from keycheck.events.trace import LAYERS, Layer

REPEATS = 8
"""So many tell the pace; at the slowest setting, two a second, they take four seconds (diagnosis, section 6)."""

_MS = 1_000_000


def traits(facts: Observation, without: frozenset[str] = frozenset()) -> Traits:
    """What is known so far; of keys `without` a clean answer nobody is told that they stay away by design."""
    lamps = tuple(LockLamp(lamp, said) for lamp, said in facts.lamps.items())
    return Traits(_together(facts, without), _key_repeat(facts), lamps)


def is_known(facts: Observation, hold: Hold) -> bool:
    """Whether these keys, held longer, would show nothing more."""
    return _arrived(facts, hold, frozenset()) is not None


def repeats(facts: Observation, hold: Hold, layer: Layer | None = None) -> int:
    """How many repeats of the key that is held were heard at one source (of this layer)."""
    sources = (ear.source for ear in facts.ears.values() if layer in (None, ear.source.layer))
    return max((len(hold.series(source.id)) - 1 for source in sources if hold.series(source.id)), default=0)


def _together(facts: Observation, without: frozenset[str]) -> tuple[Together, ...]:
    """Each combination once: that it arrived stands, whatever was seen of it another time."""
    known: dict[tuple[str, ...], bool] = {}
    for hold in facts.holds:
        if len(hold.keys) > 1 and (arrived := _arrived(facts, hold, without)) is not None:
            known[hold.keys] = known.get(hold.keys, False) or arrived
    return tuple(Together(keys, arrived) for keys, arrived in known.items())


def _arrived(facts: Observation, hold: Hold, without: frozenset[str]) -> bool | None:
    """Whether all keys were down at once; None where nobody can say."""
    ears = _ears(facts)
    if any(hold.is_together(ear.source.id) for ear in ears):
        return True
    return False if any(_shows_a_limit(facts, hold, ear, without) for ear in ears) else None


def _ears(facts: Observation) -> list[Ear]:
    """Those that tell keyboards apart, where there are any: three keys of two keyboards always arrive together."""
    telling = [ear for ear in facts.ears.values() if ear.tells_keyboards_apart]
    return telling or list(facts.ears.values())


def _shows_a_limit(facts: Observation, hold: Hold, ear: Ear, without: frozenset[str]) -> bool:
    """Whether a key stayed away here, while all others were held, which comes alone and which nothing else explains."""
    key = hold.stayed_away(ear.source.id, facts.now_ns)
    if key is None or key in without or not facts.works(key):
        return False
    until_ns = facts.now_ns if hold.closed_ns is None else hold.closed_ns
    is_disturbed = facts.troubles.across(ear.source.id, hold.prompt.t, until_ns) is not None
    is_set = any(facts.setting_behind(held, ear.source.layer) is not None for held in hold.keys)
    return not is_disturbed and not is_set and all(ear.observes(held) for held in hold.keys)


def _key_repeat(facts: Observation) -> KeyRepeat | None:
    """As the highest layer tells it that heard enough repeats, the last time that a key was held for it."""
    for hold in reversed(facts.holds):
        if len(hold.keys) > 1:
            continue
        heard = [ear.source for ear in facts.ears.values() if len(hold.series(ear.source.id)) > REPEATS]
        if heard:
            layer = max((source.layer for source in heard), key=LAYERS.index)
            times = hold.series(next(source.id for source in heard if source.layer == layer))
            every_ns = median(after - before for before, after in pairwise(times[1:]))
            return KeyRepeat(hold.prompt.key, layer, (times[1] - times[0]) // _MS, int(every_ns) // _MS)
    return None
