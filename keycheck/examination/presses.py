"""Several quick presses of one key, counted: how many came, and whether a finger slipped to another key."""

from __future__ import annotations

from keycheck.diagnosis.half_press import mapped
from keycheck.diagnosis.trial import Trial
from keycheck.events.trace import Event

PRESSES = 8
"""Quick presses of a key that came late; any that stays away starts its test (design: diagnosis, section 5)."""
PAUSE_NS = 1_500_000_000
"""After so long without a press the person has pressed as often as they were asked to (assumed)."""


def came(trial: Trial) -> list[int]:
    """When the presses came, as the source tells that heard the fewest of them; a deaf one tells nothing."""
    key = trial.prompt.key
    downs = [[e.t for e in mapped(heard) if e.action == "down" and e.key == key] for heard in trial.heard.values()]
    return min((times for times in downs if times), key=len, default=[])


def without_meaning(trial: Trial) -> list[Event]:
    """The presses of the key to which the system gives no meaning: no program gets them."""
    heard = (event for events in trial.heard.values() for event in events if event.key == trial.prompt.key)
    return [event for event in heard if event.action == "down" and event.unmapped is True]


def missing(trial: Trial) -> int:
    """How many presses stayed away; one that went to another key by a slip of the finger did not."""
    return max(0, trial.prompt.times - len(came(trial)) - _slips(trial))


def is_whole(trial: Trial) -> bool:
    """Whether all presses came."""
    return missing(trial) == 0


def is_paused(trial: Trial, now_ns: int) -> bool:
    """Whether presses came, of whatever meaning, and no more for long enough."""
    times = (*came(trial), *(event.t for event in without_meaning(trial)))
    return bool(times) and now_ns >= max(times) + PAUSE_NS


def _slips(trial: Trial) -> int:
    """Presses of other keys."""
    key = trial.prompt.key
    others = (sum(e.action == "down" and e.key != key for e in heard) for heard in trial.heard.values())
    return max(others, default=0)
