"""The keys that stayed dark: is it on your keyboard at all? Pressing it is an answer too."""

from __future__ import annotations

from collections import deque

from keycheck.diagnosis.trial import Trial
from keycheck.events.trace import AttestedBy, Prompt
from keycheck.examination.anchors import repeatable
from keycheck.examination.desk import Desk
from keycheck.examination.presses import PRESSES, came, is_paused, is_whole, missing, without_meaning
from keycheck.examination.step import Answer, Step

QUESTION_NS = 20_000_000_000
"""After this long without an answer the key is taken to exist: the map has it, and the trials attest themselves."""
GROUP = 3
"""From this many dark keys in one block (the number pad), one answer may speak for all of them."""

_ANSWERS: dict[Answer, AttestedBy] = {
    "on_keyboard": "on_keyboard",
    "no_such_key": "no_such_key",
    "cannot_press": "cannot_press",
    "skip": "skipped",
}


class Questions:
    """Goes through the dark keys; those that stay dark become suspects, those that come get a closer look."""

    def __init__(self, desk: Desk, now_ns: int) -> None:
        self._desk = desk
        self._places = len(desk.plan.dark)
        self._open: Trial | None = None
        self._excused_ns = 0
        desk.enter("confirm", now_ns)

    def advance(self, now_ns: int) -> bool:
        """Ask about the next dark key; over when none is left."""
        if self._open is not None:
            if not self._is_over(self._open, now_ns):
                return False
            self._close()
        while self._left and self._desk.facts.works(self._left[0]):
            self._desk.plan.check(self._left.popleft())
        self._desk.look_for_jams(now_ns)
        if not self._left or not self._desk.is_listening or self._desk.is_jammed:
            return True
        self._excused_ns = 0
        key = self._left[0]
        times = PRESSES if repeatable(key) else 1
        self._open = self._desk.ask(Prompt(now_ns, self._desk.next_trial(), 1, key, QUESTION_NS, times=times))
        return False

    def answer(self, answer: Answer, now_ns: int) -> None:
        if self._open is None:
            return
        if answer == "no_such_group" and self._group(self._open.prompt.key):
            self._dismiss_group(self._open, now_ns)
        elif answer in _ANSWERS:
            self._desk.attest(self._open, _ANSWERS[answer], now_ns)
            self._close(is_suspect=answer == "on_keyboard")

    def excuse(self, lost_ns: int) -> None:
        self._excused_ns += lost_ns

    def step(self) -> Step:
        if self._open is None:
            return Step("sweep")
        key = self._open.prompt.key
        return Step(
            "question",
            key=key,
            # What a program or the keymap takes away above the source that hears it has not arrived.
            valid=len(came(self._open)) if self._desk.facts.works(key) else 0,
            needed=self._open.prompt.times,
            place=self._places - len(self._left) + 1,
            places=self._places,
            group=self._group(key),
            deadline_ns=self._deadline_ns(self._open),
            no_meaning=self._desk.no_meaning(key),
        )

    @property
    def _left(self) -> deque[str]:
        return self._desk.plan.dark

    def _is_over(self, trial: Trial, now_ns: int) -> bool:
        """Whether it came as often as it was asked for, or stays dark, and nothing more is to be expected."""
        is_late = now_ns >= self._deadline_ns(trial)
        if self._desk.facts.works(trial.prompt.key):
            # A release alone is a sign of life too, and no press that a pause could follow.
            return is_whole(trial) or is_paused(trial, now_ns) or (is_late and not came(trial))
        return is_late or (bool(without_meaning(trial)) and is_paused(trial, now_ns))

    def _deadline_ns(self, trial: Trial) -> int:
        return trial.prompt.t + trial.prompt.window_ns + self._excused_ns

    def _close(self, is_suspect: bool = True) -> None:
        """Where it stayed dark, it is tested; where it came, only if one of its presses stayed away."""
        key = self._left.popleft()
        trial, self._open = self._open, None
        if trial is None or not is_suspect:
            return
        plan = self._desk.plan
        if not self._desk.facts.works(key):
            plan.suspect(key)
            # What came in its place can't attest its press.
            plan.suspects[key].shunned |= {other for heard in trial.company.values() for _, other in heard}
            return
        plan.checked.add(key)
        if not is_whole(trial):
            plan.doubt(key, missing(trial))

    def _group(self, key: str) -> tuple[str, ...]:
        zone = self._desk.layout.key(key).zone
        alike = tuple(code for code in self._left if self._desk.layout.key(code).zone == zone)
        return alike if len(alike) >= GROUP and zone != "main" else ()

    def _dismiss_group(self, first: Trial, now_ns: int) -> None:
        """The whole block is absent: each of its dark keys gets its own prompt and answer in the trace."""
        group = self._group(first.prompt.key)
        self._desk.attest(first, "no_such_key", now_ns)
        for code in group:
            if code != first.prompt.key:
                trial = self._desk.ask(Prompt(now_ns, self._desk.next_trial(), 1, code, QUESTION_NS))
                self._desk.attest(trial, "no_such_key", now_ns)
        self._desk.plan.dark = deque(code for code in self._left if code not in group)
        self._open = None
