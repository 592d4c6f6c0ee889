"""One prompt and what followed it, up to the next prompt or phase."""

from __future__ import annotations

from dataclasses import dataclass, field

from keycheck.diagnosis.half_press import mapped, refined
from keycheck.diagnosis.judgement import SILENT, Outcome, Void, judge_paced, judge_release, judge_sandwich
from keycheck.events.trace import AttestedBy, Event, Prompt

REFUSED: frozenset[AttestedBy] = frozenset({"no_such_key", "cannot_press", "skipped"})
"""Answers that close a trial without a press."""


@dataclass(slots=True)
class Trial:
    """One prompt and what followed it, up to the next prompt or phase."""

    prompt: Prompt
    held: dict[int, list[str | None]]
    """Per source: the keys that were down when it opened."""
    heard_before: frozenset[int]
    heard: dict[int, list[Event]] = field(default_factory=dict)
    attested: AttestedBy | None = None
    attested_at_ns: int = 0
    closed_ns: int | None = None
    heard_after: set[int] = field(default_factory=set)
    played: bool = False
    """Whether a program pressed the key meanwhile: what it may stand for, nobody can tell."""

    def outcome(self, source: int, now_ns: int, ignored: frozenset[str]) -> Outcome:
        """What this source's ear says of the trial; `ignored` is the one key that is stuck down, if there is one."""
        if self.attested in REFUSED:
            return Void("skipped")
        heard = [event for event in self.heard.get(source, []) if event.key not in ignored]
        if self.prompt.ask != "press":
            ends_at = now_ns if self.closed_ns is None else self.closed_ns
            return judge_release(self.prompt, self.heard.get(source, []), ends_at)
        held = [key for key in self.held.get(source, []) if key not in ignored]
        outcome = refined(self._judged(source, mapped(heard), held, now_ns), self.prompt, heard, held)
        return Void("injected") if self.played and outcome == SILENT else outcome

    def _judged(self, source: int, heard: list[Event], held: list[str | None], now_ns: int) -> Outcome:
        if self.prompt.before is not None and self.prompt.after is not None:
            return judge_sandwich(self.prompt, heard, held)
        until = self.attested_at_ns if self.attested == "person" else now_ns
        within = [event for event in heard if event.t <= until]
        attested = self.attested == "person"
        return judge_paced(self.prompt, within, attested, source in self.heard_before, source in self.heard_after)
