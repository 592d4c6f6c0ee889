"""Which state each key of the picture is in, from what the examination knows at this moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keycheck.capture.typed_keys import SAYS_NOTHING
from keycheck.languages import _
from keycheck.tui.key_state import LOOKS, KeyState

if TYPE_CHECKING:
    from collections.abc import Collection

    from keycheck.examination.examiner import Examiner
    from keycheck.examination.step import Step
    from keycheck.session.driver import Driver

BEFORE_THE_QUESTIONS = ("start", "release", "tap", "sweep")
"""Steps in which a key that has not come may still come by itself."""


def states(driver: Driver, step: Step, dark: frozenset[str]) -> dict[str, KeyState]:
    """The state of every key of the map; `dark` are the testable keys that have not come."""
    examiner = driver.examiner
    keys = tuple(key.code for key in examiner.layout.keys)
    testable = frozenset(examiner.diagnosis.testable())
    still: KeyState = "waiting" if step.kind in BEFORE_THE_QUESTIONS else "dark"
    shown: dict[str, KeyState] = dict.fromkeys(keys, "unseen")
    shown |= dict.fromkeys(_heard_only_if_they_come(driver) - testable, "waiting")
    shown |= dict.fromkeys(testable - dark, "works")
    shown |= dict.fromkeys(testable & dark, still)
    shown |= dict.fromkeys(examiner.diagnosis.answered("no_such_key"), "absent")
    shown |= dict.fromkeys(_found(examiner, step), "faulty")
    shown |= dict.fromkeys(examiner.diagnosis.facts.stuck(), "stuck")
    shown |= _named(examiner, dark)
    shown |= dict.fromkeys(step.left or (), "waiting")
    shown |= dict.fromkeys(_asked(step), "asked")
    return {code: shown[code] for code in keys}


def legend(shown: Collection[KeyState]) -> str:
    """What the signs on the picture mean, of those that are on it."""
    there = (look for state, look in LOOKS.items() if state in shown and look.word)
    return "   ".join(f"{look.sign} {_(look.word)}" for look in there)


def _found(examiner: Examiner, step: Step) -> tuple[str, ...]:
    """The keys whose fault is found, as the result will say it."""
    if step.kind in BEFORE_THE_QUESTIONS:
        return ()
    asked = (key for key in examiner.diagnosis.facts.in_question if not examiner.awaits(key) and key in examiner.layout)
    return tuple(key for key in asked if examiner.diagnosis.symptom(key) is not None)


def _named(examiner: Examiner, dark: frozenset[str]) -> dict[str, KeyState]:
    """The keys that the person named and that wait for their test, whether they have come or not."""
    return {code: "named" if code in dark else "came" for code in examiner.nominated}


def _heard_only_if_they_come(driver: Driver) -> frozenset[str]:
    """The keys that a terminal can show to work, where nothing else listens."""
    if driver.examiner.diagnosis.hears_silence:
        return frozenset()
    return frozenset(
        key for source in driver.header.sources for key, why in source.blind.items() if why == SAYS_NOTHING
    ) & frozenset(key.code for key in driver.examiner.layout.testable)


def _asked(step: Step) -> tuple[str, ...]:
    if step.turn:
        return (step.turn,)
    if step.kind == "lamp":
        return ()
    together = step.group if step.kind == "combination" else ()
    return tuple(code for code in (step.before, step.key, step.after, *together) if code)
