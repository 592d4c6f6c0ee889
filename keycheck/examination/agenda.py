"""What comes next, as far as there is anything left to ask: the order of the parts of an examination."""

from __future__ import annotations

from collections.abc import Callable

from keycheck.examination.anchors import repeatable
from keycheck.examination.closing import Closing
from keycheck.examination.combinations import Combinations
from keycheck.examination.confirm import Confirm
from keycheck.examination.desk import Desk
from keycheck.examination.key_repeat import KeyRepeat
from keycheck.examination.lamps import Lamps
from keycheck.examination.let_go import LetGo
from keycheck.examination.paced import Paced
from keycheck.examination.questions import Questions
from keycheck.examination.quick import Quick
from keycheck.examination.stage import Stage
from keycheck.examination.suspect import THOROUGH_BLOCKS
from keycheck.examination.sweep import Sweep

WITHOUT_BEAT = sum(THOROUGH_BLOCKS[:3])
"""Trials of a named key that can't be pressed on a beat: misses come in runs, so it gets a third round (assumed)."""

_WISHES: dict[str, Callable[[Desk, int], Stage]] = {
    "combinations": Combinations,
    "key_repeat": KeyRepeat,
    "lamps": Lamps,
}


def next_stage(desk: Desk, offers: bool, now_ns: int) -> Stage | None:
    """The next part; None when everything is asked. With `offers` the person may ask for more at the end."""
    plan = desk.plan
    if plan.finished:
        return None
    desk.look_for_jams(now_ns)
    if plan.to_let_go:
        return LetGo(desk, now_ns)
    if not plan.swept or plan.sweep_again:
        plan.sweep_again = False
        return Sweep(desk, now_ns)
    if plan.nobody or not desk.diagnosis.hears_silence:
        return None
    stage = _next_test(desk, now_ns) if desk.is_listening else None
    return stage or _next_offer(desk, offers, now_ns)


def _next_offer(desk: Desk, offers: bool, now_ns: int) -> Stage | None:
    if desk.plan.wishes:
        return _WISHES[desk.plan.wishes[0]](desk, now_ns)
    return Closing(desk, now_ns) if offers else None


def _next_test(desk: Desk, now_ns: int) -> Stage | None:
    """The next part that can find something: what was seen dark first, what the person named last."""
    plan = desk.plan
    if plan.dark:
        return Questions(desk, now_ns)
    if plan.late:
        return Quick(desk, now_ns)
    if desk.has_open("confirm"):
        return Confirm(desk, "confirm", now_ns)
    _take_nominated(desk, now_ns)
    _take_doubled(desk)
    if desk.has_open("nominated"):
        return Confirm(desk, "nominated", now_ns)
    while plan.paced and not _is_worth_pacing(desk, plan.paced[0]):
        plan.paced.popleft()
    return Paced(desk, now_ns) if plan.paced else None


def _take_nominated(desk: Desk, now_ns: int) -> None:
    """A named key that has its finding is answered; any other is tested for misses, and then for doubled presses.

    Where the map that was taken does not have it, the trace says that it was not asked for.
    """
    while desk.plan.nominated:
        key = desk.plan.nominated.popleft()
        if key not in desk.layout:
            desk.refuse(key, now_ns)
        elif desk.facts.works(key) and not desk.is_found(key):
            desk.plan.suspect(key, thorough=True, phase="nominated")
            if not repeatable(key):
                desk.plan.suspects[key].trials_due = WITHOUT_BEAT
            desk.plan.paced.append(key)


def _take_doubled(desk: Desk) -> None:
    """A key one of whose asked-for presses came twice is pressed on a beat, to see whether it does so again."""
    plan = desk.plan
    asked = {trial.prompt.key for trial in desk.facts.trials if trial.prompt.ask == "press"} - plan.asked_on_beat
    here = (key for key in asked if key in desk.layout)
    for key in sorted(here, key=lambda key: (desk.layout.key(key).y, desk.layout.key(key).x)):
        if key not in plan.paced and desk.diagnosis.standing(key).need == "paced":
            plan.paced.append(key)


def _is_worth_pacing(desk: Desk, key: str) -> bool:
    suspect = desk.plan.suspects.get(key)
    is_refused = suspect is not None and suspect.given_up
    bears_it = repeatable(key) and not is_refused
    return bears_it and not desk.is_found(key) and desk.diagnosis.standing(key).doubling != "coarse_clock"
