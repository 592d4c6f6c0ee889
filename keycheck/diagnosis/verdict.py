"""The verdict, `keycheck.verdict/1`: what an examination says, and how sure it can be."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from keycheck.diagnosis.judgement import VoidReason
from keycheck.diagnosis.statistics import CONFIDENCE, rounded_up, upper_bound
from keycheck.events.trace import Incident, LampName, LampWord, Layer, Setting

SCHEMA: Literal["keycheck.verdict/1"] = "keycheck.verdict/1"

RULES = "1"
"""The version of the rules; it changes when any trace could get another verdict."""

Symptom = Literal["dead", "intermittent", "chatters", "stuck", "late_release", "wrong_code", "extra_key"]
Cause = Literal["hardware", "software", "by_design", "not_separated"]
Heard = Literal["silent", "seen"]


class Bound(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often the key can still work, one-sided, exact (Clopper-Pearson), rounded towards caution to three digits."""

    confidence: float
    hit_rate_below: float


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a known scan matrix, or two that touch."""

    matrix: Annotated[str, msgspec.Meta(max_length=200)]
    line: Annotated[str, msgspec.Meta(pattern=r"^(drive|sense)\d{1,4}(\+(drive|sense)\d{1,4})?$")]
    """`drive3`, `sense2`; of two that touch `drive3+drive4`."""
    p: float | None
    """How likely so many of its keys are struck by chance, on any line of the keyboard; None of lines that touch."""
    struck: int
    keys: int
    """How many keys of the line show it, of how many tested ones; of two lines that touch, pairs."""
    wording: Literal["consistent with"] = "consistent with"


def bound_of(hits: int, trials: int) -> Bound:
    """The bound of a key that did what was asked in `hits` of `trials`."""
    return Bound(CONFIDENCE, rounded_up(upper_bound(hits, trials)))


class Finding(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Symptom, cause and evidence of one key."""

    key: str
    symptom: Symptom
    cause: Cause
    reason: str
    """Why this cause, in one or two plain sentences."""
    trials: int
    """How many valid trials the symptom rests on."""
    hits: int
    """In how many of them the key did what was asked."""
    bound: Bound | None = None
    layers: dict[Layer, Heard] = {}
    """What each layer that was observing heard of the key."""
    would_settle: str = ""
    """Where the cause is not separated: what would separate it."""
    other: str | None = None
    """The key that comes in its place, or with it."""
    line: Line | None = None
    """The line of a known matrix that this finding and others like it are consistent with."""


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What several faulty keys have in common; it says nothing of the cause."""

    kind: Literal["share_a_line", "near_each_other"]
    keys: tuple[str, ...]
    boards: int = 0
    of: int = 0
    """share_a_line: on how many known laptop keyboards any two of them share a line; this one's matrix is not known."""


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key that works, and did not arrive while others were held: how keyboards are made, never a fault."""

    key: str
    times: int
    cause: Literal["by_design"] = "by_design"


class Voided(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A trial that says nothing, and why."""

    trial: int
    key: str
    reason: VoidReason
    since_ns: int
    until_ns: int


class Sound(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key that was asked for again and again, and showed no fault."""

    key: str
    trials: int
    hits: int
    miss_rate_below: float
    """With 95 % confidence it misses no more of its presses than this."""


class Undecided(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key that was asked about without an answer that stands."""

    key: str
    reason: str
    trials: int
    hits: int
    would_settle: str


class NotTestable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key that no source could see here, and why; never a fault, never a pass."""

    key: str
    reason: str


class Control(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A known-good key that was asked for before or after a key under test: the witness that somebody pressed."""

    key: str
    asked: int
    arrived: int


class Together(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Keys that work, and were asked to be held together: that not all of them arrive is by design, never a fault."""

    keys: tuple[str, ...]
    arrived: bool
    """Whether all of them were down at once; else all but one were held, and that one did not arrive."""


class KeyRepeat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a key that is held repeats: a setting of the machine, never a fault."""

    key: str
    """The key that was held."""
    layer: Layer
    """The highest layer that heard it repeat: where the person meets it."""
    after_ms: int
    every_ms: int
    """The median from one repeat to the next."""


class LockLamp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A lock lamp that keycheck switched on and off, and what the person said of it: their word, and no finding."""

    lamp: LampName
    said: LampWord


class Traits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the tests on offer at the end have shown: how the keyboard is made and the machine is set, never a fault."""

    together: tuple[Together, ...] = ()
    key_repeat: KeyRepeat | None = None
    lamps: tuple[LockLamp, ...] = ()


class Verdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer of one examination."""

    schema: Literal["keycheck.verdict/1"]
    rules: str
    practice: bool
    verdict: Literal["fault", "no_fault_seen", "inconclusive"]
    cause: Cause | None
    """What all findings share, not_separated where they differ; software where a setting explains every open key."""
    layout: str
    findings: tuple[Finding, ...]
    undecided: tuple[Undecided, ...]
    tested: int
    """How many keys of the map were tested with an answer: those that worked, and those in `findings`."""
    not_tested: tuple[str, ...]
    not_testable: tuple[NotTestable, ...]
    controls: tuple[Control, ...]
    not_on_keyboard: tuple[str, ...]
    """Keys of the map that the person says this keyboard does not have."""
    miss_rate_below: float
    """With 95 % confidence no key called working misses more of its presses than this; 1.0 where none was tested."""
    would_settle: str
    """For an inconclusive verdict: what would settle it. Empty otherwise."""
    incidents: tuple[Incident, ...]
    settings: tuple[Setting, ...] = ()
    """What was found on the machine that imitates a fault."""
    patterns: tuple[Pattern, ...] = ()
    limits: tuple[Limit, ...] = ()
    """Keys that did not arrive while others were held."""
    voided: tuple[Voided, ...] = ()
    """The trials that do not count, in the order of time."""
    sound: tuple[Sound, ...] = ()
    """The keys whose trials show no fault, with what these could still hide."""
    traits: Traits | msgspec.UnsetType = msgspec.UNSET
    """Written where any of the tests on offer at the end has shown something."""
