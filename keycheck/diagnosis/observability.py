"""Whether a source was observing a key: only then says its silence something, and the reason is named where not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from keycheck.diagnosis import sentences
from keycheck.events.trace import Incident, Source, Trouble
from keycheck.languages import N_

TROUBLE: Final[dict[Trouble, str]] = {
    "blur": N_("the keycheck window was not in front"),
    "stall": N_("the computer was too busy to listen in time"),
    "dropped": N_("the system lost events"),
    "source_lost": N_("a way of listening stopped"),
    "source_back": N_("a way of listening started again"),
    "clock_step": N_("the clock jumped"),
    "grabbed": N_("another program took the keyboard for itself"),
    "permission": N_("the permission to listen was missing"),
}
"""What each kind of incident is, as a part of a sentence."""

TROUBLE_WORD: Final[dict[Trouble, str]] = {
    "blur": N_("blur"),
    "stall": N_("stall"),
    "dropped": N_("dropped"),
    "source_lost": N_("source lost"),
    "source_back": N_("source back"),
    "clock_step": N_("clock step"),
    "grabbed": N_("grabbed"),
    "permission": N_("permission"),
}
"""The same in a word or two."""

UNLISTED = N_("no source here can see it")


@dataclass(frozen=True, slots=True)
class Observability:
    """What the silence of one key at one source, in one stretch of time, can mean."""

    state: Literal["observing", "not_observing", "unknown"]
    """observing: it counts. not_observing: it says nothing. unknown: nobody knows if the key reaches the source."""
    reason: str = ""
    """Why it does not count, as a part of a sentence; empty while observing."""


OBSERVING = Observability("observing")


def declared(source: Source, key: str) -> Observability:
    """What the source says of itself, for the whole examination."""
    if key in source.blind:
        return Observability("not_observing", source.blind[key])
    if key in source.unknown:
        return Observability("unknown", source.unknown[key])
    if not source.can_see(key):
        return Observability("unknown", UNLISTED)
    if source.silence == "no_evidence":
        return Observability("not_observing", sentences.NO_EVIDENCE.format(source=source.name))
    return OBSERVING


def observed(source: Source, key: str, surrounded: bool, trouble: Incident | None) -> Observability:
    """The same for a stretch of time.

    `surrounded` is whether it heard the keyboard before and after the moment, `trouble` what lay across it.
    """
    told = declared(source, key)
    if told is not OBSERVING:
        return told
    if trouble is not None:
        return Observability("not_observing", TROUBLE[trouble.what])
    if not surrounded:
        return Observability("not_observing", sentences.NOT_SURROUNDED.format(source=source.name))
    return OBSERVING


def why_untestable(sources: Iterable[Source], key: str) -> str | None:
    """Why silence of this key can't mean anything at any of these sources; None where one of them can see it."""
    reasons = []
    for source in sources:
        if source.can_see(key):
            return None
        reasons.append(declared(source, key).reason)
    named = [reason for reason in reasons if reason != UNLISTED]
    return next(iter(named), UNLISTED)
