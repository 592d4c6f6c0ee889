"""One sandwich while it runs: open until somebody has pressed, or long enough nobody has."""

from __future__ import annotations

from itertools import product

from keycheck.diagnosis.company import TOGETHER_NS
from keycheck.diagnosis.judgement import Hit, Other, Outcome, Silent, Unmapped, Void
from keycheck.diagnosis.rules import top_layer
from keycheck.diagnosis.trial import Trial
from keycheck.events.trace import Action, Prompt
from keycheck.examination.desk import Desk
from keycheck.examination.step import Note

WINDOW_NS = 3_000_000_000
"""From the first key to the last (design: diagnosis 1.1)."""
SLOW_WINDOW_NS = 10_000_000_000
"""The same where one key at a time is asked for (assumed: four seconds for the key under test, three for others)."""
TURN_NS = 4_000_000_000
"""One key at a time: how long the key under test may take before the last one is asked for (assumed)."""
LATE_NS = 2_000_000_000
"""How long after that the last key may still come: a key that comes late was not left out (assumed)."""
PATIENCE_NS = 20_000_000_000
"""How long nobody may press before the trial counts as skipped."""
SETTLE_NS = 250_000_000
"""Two sources hear one press up to this far apart; no trial closes before the slower one can have heard."""
REST_NS = 1_000_000_000
"""After a press in the wrong order the others are still to come; they must not fall into the next trial (assumed)."""


class Sandwich:
    """Follows one open trial and tells when it is over and whether it counted."""

    def __init__(self, desk: Desk, keys: tuple[str, str, str], round_: int, now_ns: int) -> None:
        self._desk = desk
        before, key, after = keys
        self._slow = desk.plan.slow
        window_ns = SLOW_WINDOW_NS if self._slow else WINDOW_NS
        self.trial: Trial = desk.ask(Prompt(now_ns, desk.next_trial(), round_, key, window_ns, before, after))
        self._complete_ns: int | None = None
        self.counted = False
        self.missed = False
        self.note: Note | None = None

    @property
    def prompt(self) -> Prompt:
        return self.trial.prompt

    @property
    def deadline_ns(self) -> int:
        """When it closes by itself."""
        opened_ns = self._first_heard_ns(self.prompt.keys)
        return self.prompt.t + PATIENCE_NS if opened_ns is None else opened_ns + self.prompt.window_ns + LATE_NS

    @property
    def is_begun(self) -> bool:
        """Whether one of its keys was heard."""
        return self._first_heard_ns(self.prompt.keys) is not None

    def turn(self, now_ns: int) -> str:
        """The key to press now, where one at a time is asked for; empty where the person keeps the pace."""
        before, key, after = self.prompt.before or "", self.prompt.key, self.prompt.after or ""
        if not self._slow:
            return ""
        began_ns = self._first_heard_ns({before})
        if began_ns is None:
            return before
        is_over = self._first_heard_ns({key}) is not None or now_ns - began_ns > TURN_NS
        return after if is_over else key

    def is_over(self, now_ns: int) -> bool:
        """Whether it has closed; the first time it has, the trace gets its attest."""
        outcome = self._outcome()
        if self._complete_ns is None and self._is_complete(outcome):
            self._complete_ns = now_ns
        if now_ns < self._due_ns(outcome):
            return False
        self._close(outcome, now_ns)
        return True

    def _is_complete(self, outcome: Outcome) -> bool:
        """Whether the person has done what was asked; a disturbance is no reason to interrupt them in the middle."""
        if outcome == Void("incident"):
            is_last_heard = self._first_heard_ns({self.prompt.after or ""}) is not None
            return self._first_heard_ns(self.prompt.keys) is None or is_last_heard
        return outcome not in (Void("not_observing"), Void("anchor_missing"))

    def _outcome(self) -> Outcome:
        """What the highest layer says so far."""
        layer = top_layer(self._desk.facts, self.prompt.key)
        return Void("not_observing") if layer is None else self._desk.facts.outcome_at(self.trial, layer)

    def _due_ns(self, outcome: Outcome) -> int:
        if self._complete_ns is None:
            return self.deadline_ns
        due_ns = self._complete_ns if self._is_heard_by_all() else self._complete_ns + SETTLE_NS
        if isinstance(outcome, Hit | Silent | Unmapped) and not self.companions:
            return self.deadline_ns if self._is_held() else due_ns
        # What is still being pressed for this prompt must not be taken for the next one.
        last_ns = max((event.t for heard in self.trial.heard.values() for event in heard), default=0)
        return max(due_ns, min(last_ns + REST_NS, self.deadline_ns))

    @property
    def companions(self) -> frozenset[str]:
        """The known-good keys that moved together with another key: it, or they, may have set off the other."""
        anchors = {self.prompt.before, self.prompt.after}
        return frozenset(
            one.key
            for heard in self.trial.heard.values()
            for one, other in product(heard, heard)
            if one.key is not None and one.key in anchors and other.key not in anchors and other.action == "down"
            if one.action == "down" or (one.action == "up" and other.key != self.prompt.key)
            if abs(one.t - other.t) <= TOGETHER_NS
        )

    @property
    def omitted(self) -> tuple[str, ...]:
        """The known-good keys that nobody heard, of a trial that somebody pressed."""
        anchors = (self.prompt.before or "", self.prompt.after or "")
        return tuple(key for key in anchors if self._first_heard_ns({key}) is None)

    def _is_heard_by_all(self) -> bool:
        """Whether every source has heard the last key: none has more to say of those before it."""
        ears = (ear.source.id for ear in self._desk.facts.ears.values() if ear.live and not ear.lost)
        return all(self._last(source) is not None for source in ears)

    def _is_held(self) -> bool:
        """Whether the last key is still down; the next trial must not begin with it."""
        return any(self._last(source) == "down" for source in self.trial.heard)

    def _last(self, source: int) -> Action | None:
        """What this source last heard of the last key."""
        heard = (e.action for e in reversed(self.trial.heard.get(source, [])) if e.key == self.prompt.after)
        return next(heard, None)

    def _close(self, outcome: Outcome, now_ns: int) -> None:
        self.counted = isinstance(outcome, Hit | Silent | Unmapped)
        self.missed = isinstance(outcome, Silent | Unmapped)
        if not isinstance(outcome, Void):
            # Its known-good keys came as asked: what is disturbed from now on touches it no more.
            self._desk.attest(self.trial, "sandwich", now_ns)
            self.note = "other" if isinstance(outcome, Other) else None
        elif outcome.reason == "incident":
            self.note = "incident"
        elif self._first_heard_ns(self.prompt.keys) is None:
            self.note = "skipped"
            self._desk.attest(self.trial, "skipped", now_ns)
        else:
            self.note = outcome.reason

    def _first_heard_ns(self, keys: frozenset[str] | set[str]) -> int | None:
        """When the first of these keys went down."""
        downs = (
            event.t
            for heard in self.trial.heard.values()
            for event in heard
            if event.action == "down" and event.key in keys
        )
        return min(downs, default=None)
