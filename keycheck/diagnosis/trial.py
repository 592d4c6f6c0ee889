"""One prompt and what followed it, up to the next prompt or phase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from keycheck.diagnosis.ear import Held
from keycheck.diagnosis.half_press import mapped, refined
from keycheck.diagnosis.judgement import SILENT, Outcome, Void, VoidReason, judge_paced, judge_release, judge_sandwich
from keycheck.diagnosis.stroke import Stroke
from keycheck.events.company import Strays
from keycheck.events.trace import AttestedBy, Event, Layer, Prompt

ATTESTING: frozenset[AttestedBy] = frozenset({"sandwich", "person"})
"""Words that say that the press took place."""

EARLY_NS = 250_000_000
"""A paced press that came so shortly before its prompt belonged to it, or to the one before: nobody can tell."""
BEAT_MOST_NS = 1_000_000_000
"""Prompts that follow more slowly are no beat: then a press comes after its prompt."""

REFUSED: frozenset[AttestedBy] = frozenset({"no_such_key", "cannot_press", "skipped"})
"""Answers that close a trial without a press."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a trial says, incidents and observability taken into account."""

    outcomes: Mapping[Layer, Outcome]
    """At each layer that has a source."""
    void: VoidReason | None
    """Why it says nothing at any layer; None if it says something."""
    anchors: Mapping[str, bool]
    """Its known-good keys and whether each came; none for a trial that did not take place."""


@dataclass(slots=True)
class Trial:
    """One prompt and what followed it, up to the next prompt or phase."""

    prompt: Prompt
    held: dict[int, Held]
    """Per source: the keys that were down when it opened."""
    heard_before: frozenset[int]
    heard: dict[int, list[Event]] = field(default_factory=dict)
    strokes: dict[tuple[int, str], list[Stroke]] = field(default_factory=dict)
    """By source and key: how the keys that were asked for went down and up; a release may come in a later trial."""
    company: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    """Per source: when which other key went down meanwhile."""
    attested: AttestedBy | None = None
    attested_at_ns: int = 0
    closed_ns: int | None = None
    heard_after: set[int] = field(default_factory=set)
    played: bool = False
    """Whether a program pressed the key meanwhile: what it may stand for, nobody can tell."""
    judged: tuple[object, Judged] | None = None
    """What was made of it, and in which state of the facts that holds; None where something has come since."""
    beat_before: Trial | None = None
    beat_after: Trial | None = None
    """The trials before and after this one, where both are paced presses of one key in one beat."""

    def surrounded_by(self, source: int) -> bool:
        """Whether this source heard the keyboard before and after the moment of the press."""
        if not self.is_sandwich:
            return source in self.heard_before and source in self.heard_after
        downs = {event.key for event in mapped(self.heard.get(source, ())) if event.action == "down"}
        return {self.prompt.before, self.prompt.after} <= downs

    @property
    def is_paced(self) -> bool:
        return self.prompt.ask == "press" and self.prompt.before is None and self.prompt.times == 1

    @property
    def is_sandwich(self) -> bool:
        return self.prompt.before is not None and self.prompt.after is not None

    def over_ns(self, now_ns: int) -> int:
        """When what was asked for had been done: as attested, else when the next thing was asked for."""
        if self.attested in ATTESTING:
            return self.attested_at_ns
        return now_ns if self.closed_ns is None else self.closed_ns

    def follows_in_beat(self, before: Trial) -> bool:
        """Whether both are paced presses of one key, so close that a press may come before its prompt."""
        alike = self.is_paced and before.is_paced and self.prompt.key == before.prompt.key
        return alike and self.prompt.t - before.prompt.t <= BEAT_MOST_NS

    def _may_have_come_early(self, source: int) -> bool:
        before = self.beat_before.heard.get(source, ()) if self.beat_before is not None else ()
        return any(event.key == self.prompt.key and event.t >= self.prompt.t - EARLY_NS for event in before)

    def outcome(self, source: int, now_ns: int, ignored: frozenset[str], strays: Strays) -> Outcome:
        """What this source's ear says of the trial; `ignored` is the one key that is stuck down, if there is one."""
        if self.attested in REFUSED:
            return Void("skipped")
        if self.prompt.ask != "press":
            ends_at = now_ns if self.closed_ns is None else self.closed_ns
            return judge_release(self.prompt, self.heard.get(source, []), ends_at)
        heard = [event for event in self.heard.get(source, []) if event.key not in ignored]
        held = {key: n for key, n in self.held.get(source, {}).items() if key not in ignored}
        outcome = refined(self._judge(source, mapped(heard), held, now_ns), self.prompt, heard, held, strays)
        if outcome == SILENT and (self.played or self._may_have_come_early(source)):
            return Void("injected" if self.played else "order")
        return outcome

    def _judge(self, source: int, heard: list[Event], held: Held, now_ns: int) -> Outcome:
        if self.is_sandwich:
            return judge_sandwich(self.prompt, heard, held)
        until = self.attested_at_ns if self.attested == "person" else now_ns
        within = [event for event in heard if event.t <= until]
        attested = self.attested == "person" and self.prompt.times == 1
        return judge_paced(self.prompt, within, attested, source in self.heard_before, source in self.heard_after)
