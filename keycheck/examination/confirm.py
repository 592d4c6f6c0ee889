"""The suspects: sandwich trials in rounds, with trials of another key between two rounds, until the answer stands."""

from __future__ import annotations

from dataclasses import dataclass

from keycheck.diagnosis.decision import CAP, DEAD_TRIALS, Count
from keycheck.diagnosis.judgement import VoidReason
from keycheck.diagnosis.rules import count_at, decision_of, top_layer
from keycheck.events.trace import AttestedBy
from keycheck.examination.anchors import choose_anchors, harmless
from keycheck.examination.desk import Desk
from keycheck.examination.sandwich import Sandwich
from keycheck.examination.stage import Stage
from keycheck.examination.step import Answer, Step

BLOCKS = (3, 2, 5)
"""Valid trials in the first round, the second, and each one after (design: 3 + 2 settle dead)."""
VOID_LIMIT = 12
"""Void trials of one key after which keycheck stops asking for it and says so."""
DISTURBED_LIMIT = 60
"""Trials of one key that a disturbance took away; it is not the person's doing, but somebody has to stop asking."""
SKIP_LIMIT = 3
"""Trials in a row that nobody pressed."""


@dataclass(slots=True)
class Suspect:
    """A dark key and how its test goes."""

    key: str
    rounds: int = 0
    voids: int = 0
    disturbed: int = 0
    skipped: int = 0
    """Trials in a row that nobody pressed."""
    given_up: bool = False


class Confirm:
    """Asks for sandwiches of each suspect until the diagnosis decides or the person can't go on."""

    def __init__(self, desk: Desk, suspects: list[str]) -> None:
        self._desk = desk
        self._suspects = [Suspect(key) for key in suspects]
        self._current: Suspect | None = None
        self._left_in_block = 0
        self._open: Sandwich | None = None
        self._last_key = ""
        self._note: VoidReason | None = None

    def advance(self, now_ns: int) -> Stage | None:
        """Open the next trial when the last one is over; None when every suspect is settled."""
        if self._open is not None:
            if not self._open.is_over(now_ns):
                return self
            self._take(self._open)
        self._open = self._next(now_ns)
        return None if self._open is None else self

    def answer(self, answer: Answer, now_ns: int) -> None:
        """The person can't or won't press the key that is asked for now."""
        words: dict[Answer, AttestedBy] = {
            "no_such_key": "no_such_key",
            "cannot_press": "cannot_press",
            "skip": "skipped",
        }
        if self._current is None or self._open is None or answer not in words:
            return
        self._desk.attest(self._open.trial, words[answer], now_ns)
        self._current.given_up = self._open.prompt.key == self._current.key
        self._open = self._next(now_ns)

    def excuse(self, lost_ns: int) -> None:
        if self._open is not None:
            self._open.excuse(lost_ns)

    def step(self) -> Step:
        if self._open is None or self._current is None:
            return Step("done")
        prompt = self._open.prompt
        count = self._count(self._current.key)
        return Step(
            "sandwich",
            key=prompt.key,
            before=prompt.before or "",
            after=prompt.after or "",
            valid=count.trials,
            needed=CAP if count.hits else DEAD_TRIALS,
            place=self._suspects.index(self._current) + 1,
            places=len(self._suspects),
            deadline_ns=self._open.deadline_ns,
            note=self._note,
        )

    def _next(self, now_ns: int) -> Sandwich | None:
        """The next trial: of the same key within a round, of another key between two rounds."""
        if self._desk.facts.adrift:
            return None
        if self._current is None or self._left_in_block == 0 or self._settled(self._current):
            self._current = min(
                (suspect for suspect in self._suspects if not self._settled(suspect)),
                key=lambda suspect: suspect.rounds,
                default=None,
            )
            if self._current is None:
                return None
            if self._current.key == self._last_key:
                return self._trial_of(self._control(self._current.key), now_ns)
            self._left_in_block = BLOCKS[min(self._current.rounds, len(BLOCKS) - 1)]
            self._current.rounds += 1
        return self._trial_of(self._current.key, now_ns)

    def _trial_of(self, key: str, now_ns: int) -> Sandwich | None:
        anchors = choose_anchors(self._desk.layout, key, self._proven)
        if anchors is None:
            return None
        self._last_key = key
        return Sandwich(self._desk, key, anchors, self._current.rounds if self._current else 1, now_ns)

    def _take(self, sandwich: Sandwich) -> None:
        """Note how the trial went."""
        self._note = sandwich.note
        suspect = self._current
        if suspect is None or sandwich.prompt.key != suspect.key:
            # A control that was disturbed is asked for again: the person may be in the middle of pressing it.
            self._last_key = suspect.key if suspect is not None and sandwich.note == "incident" else self._last_key
            return
        self._left_in_block -= sandwich.counted
        suspect.voids += not sandwich.counted and sandwich.note != "incident"
        suspect.disturbed += sandwich.note == "incident"
        suspect.skipped = suspect.skipped + 1 if sandwich.note == "skipped" else 0
        too_many = suspect.voids >= VOID_LIMIT or suspect.disturbed >= DISTURBED_LIMIT
        suspect.given_up = too_many or suspect.skipped >= SKIP_LIMIT

    def _settled(self, suspect: Suspect) -> bool:
        if suspect.given_up or decision_of(self._desk.facts, suspect.key) != "continue":
            return True
        return self._desk.facts.works(suspect.key) and self._count(suspect.key).missed == 0

    def _count(self, key: str) -> Count:
        layer = top_layer(self._desk.facts, key)
        return Count() if layer is None else count_at(self._desk.facts, key, layer)

    def _proven(self, key: str) -> bool:
        return self._desk.facts.works(key) and all(suspect.key != key for suspect in self._suspects)

    def _control(self, key: str) -> str:
        """The nearest known-good key: its trials stand between two rounds of a lone suspect."""
        near = (k.code for k in self._desk.layout.by_distance(key) if harmless(k.code) and self._proven(k.code))
        return next(near, key)
