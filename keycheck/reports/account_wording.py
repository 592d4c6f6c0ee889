"""The sentences beside the findings: what faulty keys share, trials without weight, keys that passed, limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from keycheck.diagnosis.judgement import VoidReason
from keycheck.diagnosis.verdict import Limit, Pattern, Sound, Voided
from keycheck.languages.patterns import percent
from keycheck.layouts.layout import Layout
from keycheck.reports.wording import name_keys

_VOID: dict[VoidReason, str] = {
    "anchor_missing": "a known-good key beside it did not come",
    "order": "the keys came in another order",
    "timeout": "the three keys took too long",
    "overlap": "another key was still down",
    "unmatched": "releases came without their presses",
    "hurried": "the keys came faster than hands press them",
    "injected": "a program pressed the key",
    "incident": "the examination was disturbed",
    "not_observing": "nothing was listening",
    "unattested": "it was asked for alone, where silence proves nothing",
    "skipped": "nobody pressed",
    "open": "it was not over",
}


def patterns(found: Sequence[Pattern], layout: Layout) -> tuple[str, ...]:
    """What several faulty keys have in common, without a word on the cause."""
    return tuple(_pattern(pattern, layout) for pattern in found)


def _pattern(pattern: Pattern, layout: Layout) -> str:
    keys = name_keys(pattern.keys, layout)
    if pattern.kind == "near_each_other":
        return f"{keys}: this is consistent with liquid or flex-cable damage."
    shared = f"any two of these keys share a line on {pattern.boards} of {pattern.of} known laptop keyboards"
    return f"{keys}: {shared}. The matrix of this one is not known."


def limits(found: Sequence[Limit], layout: Layout) -> tuple[str, ...]:
    """What the keyboard does not do by design; it is said so that nobody takes it for a fault."""
    return tuple(
        f"{name_keys([limit.key], layout)} arrived alone, and {_times(limit.times)} not while two others were held. "
        "Keyboards are made this way: it is not a fault."
        for limit in found
    )


def sound(found: Sequence[Sound], layout: Layout) -> tuple[str, ...]:
    """The keys that were asked for and showed no fault, each with what its trials could not exclude."""
    return tuple(
        f"{name_keys([key.key], layout)}: {key.hits} of {key.trials} asked-for presses arrived; "
        f"a miss rate up to {percent(key.miss_rate_below)} can't be excluded."
        for key in found
    )


def voided(found: Sequence[Voided], layout: Layout) -> tuple[str, ...]:
    """How many trials of each key do not count, and why."""
    reasons: dict[str, Counter[VoidReason]] = {}
    for trial in found:
        reasons.setdefault(trial.key, Counter())[trial.reason] += 1
    return tuple(
        f"{name_keys([key], layout)}: {_VOID[reason]} ({_times(times)})."
        for key, counted in reasons.items()
        for reason, times in sorted(counted.items())
    )


def _times(times: int) -> str:
    return "once" if times == 1 else f"{times} times"
