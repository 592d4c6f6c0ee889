"""The suspects: sandwich trials in rounds, with known-good keys between two rounds, until the answer stands."""

from __future__ import annotations

from collections import Counter, deque

from keycheck.diagnosis.ranking import posterior
from keycheck.events.trace import AttestedBy, PhaseName
from keycheck.examination.anchors import choose_anchors
from keycheck.examination.controls import Three, mates_of, neighbours_of
from keycheck.examination.desk import Desk
from keycheck.examination.sandwich import Sandwich
from keycheck.examination.step import Answer, Note, Step
from keycheck.examination.suspect import Suspect

DESERTED_AFTER = 6
"""Trials in a row, of whatever key, that nobody pressed: nobody is there any more."""
OMITTED_BEFORE_CHECK = 2
"""So often a known-good key may stay away before it is looked at itself; once is a slip (assumed)."""
CHECKED_AT_MOST = 2
"""Known-good keys that are looked at; where more stay away, it is the person who leaves them out (assumed)."""

_WORDS: dict[Answer, AttestedBy] = {"no_such_key": "no_such_key", "cannot_press": "cannot_press", "skip": "skipped"}


class Confirm:
    """Asks for sandwiches of each suspect until the diagnosis decides or the person can't go on."""

    def __init__(self, desk: Desk, phase: PhaseName, now_ns: int) -> None:
        self._desk = desk
        self._phase = phase
        self._current: Suspect | None = None
        self._left_in_round = 0
        self._open: Sandwich | None = None
        self._controls: deque[Three] = deque()
        self._controlled: set[str] = set()
        self._last_counted = ""
        self._skipped = 0
        self._omitted: Counter[str] = Counter()
        self._note: Note | None = None
        self._now_ns = now_ns
        desk.enter(phase, now_ns)

    def advance(self, now_ns: int) -> bool:
        """Open the next trial when the last one is over; over when every suspect is settled."""
        self._now_ns = now_ns
        if self._open is not None:
            if not self._open.is_over(now_ns):
                return False
            self._take(self._open)
        self._open = self._next(now_ns)
        return self._open is None

    def answer(self, answer: Answer, now_ns: int) -> None:
        """The person can't or won't press the key that is asked for now, or wants more time."""
        if self._current is None or self._open is None:
            return
        if answer == "slower":
            self._desk.plan.slow = True
        elif answer in _WORDS:
            self._desk.attest(self._open.trial, _WORDS[answer], now_ns)
            if self._is_control(self._open):
                self._current.take_failed_control(None)
                self._controls.popleft()
            else:
                self._current.given_up = True
        else:
            return
        self._note = None
        self._open = self._next(now_ns)

    def excuse(self, lost_ns: int) -> None:
        """The open trial is void by the incident itself, and is asked for again."""

    def step(self) -> Step:
        if self._open is None or self._current is None:
            return Step("done")
        prompt, key = self._open.prompt, self._current.key
        suspects = list(self._desk.plan.suspects)
        return Step(
            "sandwich",
            key=prompt.key,
            before=prompt.before or "",
            after=prompt.after or "",
            valid=self._desk.count(key).trials,
            place=suspects.index(key) + 1,
            places=len(suspects),
            deadline_ns=self._open.deadline_ns,
            turn=self.turn,
            begun=self._open.is_begun,
            note=self._note,
            is_control=self._is_control(self._open),
            no_meaning=self._desk.no_meaning(key),
        )

    @property
    def turn(self) -> str:
        """The key to press now, where one key at a time is asked for; else empty."""
        return "" if self._open is None else self._open.turn(self._now_ns)

    # ── what to ask next ────────────────────────────────────────────────────────────────────────────────────────

    def _next(self, now_ns: int) -> Sandwich | None:
        """The next trial: of the same key within a round, of known-good keys between two rounds."""
        self._desk.look_for_jams(now_ns)
        if self._desk.facts.adrift or self._desk.is_jammed or self._desk.plan.nobody:
            return None
        while (suspect := self._suspect()) is not None:
            keys = self._keys_for(suspect)
            if keys is not None:
                return Sandwich(self._desk, keys, max(1, suspect.rounds), now_ns)
            suspect.given_up = True
        return None

    def _suspect(self) -> Suspect | None:
        """The one whose round goes on, else the likeliest of those with the fewest rounds; dark keys before others."""
        current = self._current
        is_in_round = current is not None and (self._left_in_round > 0 or bool(self._controls))
        if current is None or not is_in_round or self._desk.is_settled(current):
            self._controls.clear()
            self._left_in_round = 0
            mine = (s for s in self._desk.plan.suspects.values() if s.phase == self._phase)
            self._current = min(
                (suspect for suspect in mine if not self._desk.is_settled(suspect)),
                key=lambda suspect: (suspect.thorough, suspect.rounds, -self._likelihood(suspect.key)),
                default=None,
            )
        return self._current

    def _keys_for(self, suspect: Suspect) -> Three | None:
        """The three keys of the next trial while this key is the one under test; None where too few are proven."""
        if self._left_in_round == 0 and not self._controls:
            self._controls.extend(self._controls_before_round(suspect))
        if self._controls:
            return self._controls[0]
        if self._left_in_round == 0:
            if suspect.key == self._last_counted:
                return None
            self._left_in_round = suspect.block
            suspect.rounds += 1
        anchors = choose_anchors(self._desk.layout, suspect.key, lambda key: self._is_anchor(key, suspect))
        return None if anchors is None else (anchors[0], suspect.key, anchors[1])

    def _controls_before_round(self, suspect: Suspect) -> list[Three]:
        """What a round that follows another one needs: line-mates of a key that is silent, or any known-good keys."""
        threes: list[Three] = []
        if suspect.rounds and not suspect.mates_asked and self._desk.count(suspect.key).hits == 0:
            suspect.mates_asked = True
            threes = mates_of(self._desk, suspect.key, self._controlled)
        if not threes and suspect.key == self._last_counted:
            threes = neighbours_of(self._desk, suspect.key, suspect.controls_failed)
        return threes

    # ── how it went ─────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, sandwich: Sandwich) -> None:
        """Note how the trial went, and what it says of its anchors."""
        suspect = self._current
        self._note = sandwich.note
        if suspect is None:
            return
        if sandwich.counted:
            self._last_counted = sandwich.prompt.key
        if self._is_control(sandwich):
            self._take_control(sandwich, suspect)
        else:
            self._left_in_round -= sandwich.counted or sandwich.note == "other"
            suspect.shunned |= sandwich.companions
            suspect.take(sandwich.note)
            self._release(suspect)
        self._heed(sandwich, suspect)

    def _release(self, suspect: Suspect) -> None:
        """A key that came at its first trial after all is no suspect; quick presses look whether it stays so."""
        if not suspect.thorough and suspect.rounds and self._desk.facts.works(suspect.key):
            count = self._desk.count(suspect.key)
            if count.hits and not count.missed:
                del self._desk.plan.suspects[suspect.key]
                self._desk.plan.check(suspect.key)

    def _take_control(self, sandwich: Sandwich, suspect: Suspect) -> None:
        """One that was disturbed is asked for again; one that said nothing makes room for another."""
        if sandwich.note == "incident":
            return
        self._controls.popleft()
        self._controlled |= sandwich.prompt.keys
        if not sandwich.counted:
            suspect.take_failed_control(sandwich.note)
        elif sandwich.missed:
            self._desk.plan.suspect(sandwich.prompt.key, thorough=True)

    def _heed(self, sandwich: Sandwich, suspect: Suspect) -> None:
        """What the trial says of the person, and of the keys that were known to be good."""
        plan = self._desk.plan
        self._skipped = self._skipped + 1 if sandwich.note == "skipped" else 0
        plan.nobody = plan.nobody or self._skipped >= DESERTED_AFTER
        pace = self._desk.pace
        plan.slow = plan.slow or suspect.needs_time or pace != "usual"
        if sandwich.note == "anchor_missing":
            self._omitted.update(sandwich.omitted)
            for anchor in [a for a, times in self._omitted.items() if times == OMITTED_BEFORE_CHECK]:
                if len(plan.doubted_anchors) < CHECKED_AT_MOST:
                    plan.doubted_anchors.add(anchor)
                    plan.check(anchor)
        if self._desk.is_hopeless:
            for other in plan.suspects.values():
                other.given_up = other.given_up or not self._desk.is_settled(other)

    def _is_control(self, sandwich: Sandwich) -> bool:
        return self._current is None or sandwich.prompt.key != self._current.key

    def _is_anchor(self, key: str, suspect: Suspect) -> bool:
        return self._desk.is_proven(key) and key not in suspect.shunned

    def _likelihood(self, key: str) -> float:
        count = self._desk.count(key)
        return posterior(count.missed, count.trials)
