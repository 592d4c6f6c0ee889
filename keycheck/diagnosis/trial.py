"""One prompt and what followed it, up to the next prompt or phase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from keycheck.diagnosis.judgement import Outcome, Void, VoidReason, judge_paced, judge_release, judge_sandwich
from keycheck.diagnosis.stroke import Stroke
from keycheck.events.trace import AttestedBy, Event, Layer, Prompt

EARLY_NS = 250_000_000
"""How long before its beat a paced press may come (design: diagnosis 1.1, assumed)."""
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
    held: dict[int, list[str | None]]
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
    judged: tuple[object, Judged] | None = None
    """What was made of it, and in which state of the facts that holds; None where something has come since."""

    beat_before: Trial | None = None
    beat_after: Trial | None = None
    """Paced presses of one key in one beat: the trials before and after this one."""

    @property
    def is_paced(self) -> bool:
        return self.prompt.ask == "press" and self.prompt.before is None

    @property
    def is_sandwich(self) -> bool:
        return self.prompt.before is not None and self.prompt.after is not None

    def follows_in_beat(self, before: Trial) -> bool:
        """Whether both are paced presses of one key, so close that a press may come before its prompt."""
        alike = self.is_paced and before.is_paced and self.prompt.key == before.prompt.key
        return alike and self.prompt.t - before.prompt.t <= BEAT_MOST_NS

    def _in_its_beat(self, source: int) -> list[Event]:
        """What belongs to a paced press: in a beat from 250 ms before its prompt to as long before the next one."""
        earlier = self.beat_before.heard.get(source, []) if self.beat_before is not None else []
        early = [event for event in earlier if event.t >= self.prompt.t - EARLY_NS]
        own = self.heard.get(source, [])
        if self.beat_after is not None:
            own = [event for event in own if event.t < self.beat_after.prompt.t - EARLY_NS]
        return early + own

    def outcome(self, source: int, now_ns: int, ignored: frozenset[str]) -> Outcome:
        """What this source's ear says of the trial; `ignored` is the one key that is stuck down, if there is one."""
        if self.attested in REFUSED:
            return Void("skipped")
        heard = [event for event in self.heard.get(source, []) if event.key not in ignored]
        if self.prompt.ask != "press":
            ends_at = now_ns if self.closed_ns is None else self.closed_ns
            return judge_release(self.prompt, self.heard.get(source, []), ends_at)
        if not self.is_sandwich:
            until = self.attested_at_ns if self.attested == "person" else now_ns
            within = [event for event in self._in_its_beat(source) if event.t <= until]
            return judge_paced(
                self.prompt, within, self.attested == "person", source in self.heard_before, source in self.heard_after
            )
        return judge_sandwich(self.prompt, heard, [key for key in self.held.get(source, []) if key not in ignored])
