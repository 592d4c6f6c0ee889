"""The sentences beside the findings: what faulty keys share, trials without weight, keys that passed, limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from keycheck.diagnosis.judgement import VoidReason
from keycheck.diagnosis.verdict import Limit, Pattern, Sound, Voided
from keycheck.languages import N_, NN_, _, ngettext
from keycheck.languages.patterns import percent
from keycheck.layouts.layout import Layout
from keycheck.reports.wording import name_keys

_VOID: dict[VoidReason, str] = {
    "anchor_missing": N_("a known-good key beside it did not come"),
    "order": N_("the keys came in another order"),
    "timeout": N_("the three keys took too long"),
    "overlap": N_("another key was still down"),
    "unmatched": N_("releases came without their presses"),
    "hurried": N_("the keys came faster than hands press them"),
    "injected": N_("a program pressed the key"),
    "incident": N_("the examination was disturbed"),
    "not_observing": N_("nothing was listening"),
    "unattested": N_("it was asked for alone, where silence proves nothing"),
    "skipped": N_("nobody pressed"),
    "open": N_("it was not over"),
}


def patterns(found: Sequence[Pattern], layout: Layout) -> tuple[str, ...]:
    """What several faulty keys have in common, without a word on the cause."""
    return tuple(_pattern(pattern, layout) for pattern in found)


def _pattern(pattern: Pattern, layout: Layout) -> str:
    keys = name_keys(pattern.keys, layout)
    if pattern.kind == "near_each_other":
        return _("{keys}: this is consistent with liquid or flex-cable damage.").format(keys=keys)
    return _(
        "{keys}: any two of these keys share a line on {boards} of {of} known laptop keyboards. "
        "The matrix of this one is not known."
    ).format(keys=keys, boards=pattern.boards, of=pattern.of)


_ALONE = NN_(
    "{keys} arrived alone, and once not while two others were held. Many keyboards are made this way, which is no "
    "fault. A key that misses presses looks the same here.",
    "{keys} arrived alone, and {n} times not while two others were held. Many keyboards are made this way, which is no "
    "fault. A key that misses presses looks the same here.",
)


def limits(found: Sequence[Limit], layout: Layout) -> tuple[str, ...]:
    """What the keyboard does not do by design; it is said so that nobody takes it for a fault."""
    return tuple(
        ngettext(*_ALONE, limit.times).format(keys=name_keys([limit.key], layout), n=limit.times) for limit in found
    )


def sound(found: Sequence[Sound], layout: Layout) -> tuple[str, ...]:
    """The keys that were asked for and showed no fault, each with what its trials could not exclude."""
    said = _("{keys}: {hits} of {trials} asked-for presses arrived; a miss rate up to {rate} can't be excluded.")
    return tuple(
        said.format(
            keys=name_keys([key.key], layout), hits=key.hits, trials=key.trials, rate=percent(key.miss_rate_below)
        )
        for key in found
    )


def voided(found: Sequence[Voided], layout: Layout) -> tuple[str, ...]:
    """How many trials of each key do not count, and why."""
    reasons: dict[str, Counter[VoidReason]] = {}
    for trial in found:
        reasons.setdefault(trial.key, Counter())[trial.reason] += 1
    return tuple(
        ngettext("{keys}: {reason} (once).", "{keys}: {reason} ({n} times).", times).format(
            keys=name_keys([key], layout), reason=_(_VOID[reason]), n=times
        )
        for key, counted in reasons.items()
        for reason, times in sorted(counted.items())
    )
