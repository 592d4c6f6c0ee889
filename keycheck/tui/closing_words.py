"""What the screen says when every key was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keycheck.languages import N_, _, ngettext
from keycheck.languages.patterns import in_a_row
from keycheck.reports.key_names import key_name
from keycheck.tui.said import NAME_A_KEY, Said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keycheck.examination.step import Learned, Step
    from keycheck.layouts.layout import Layout

EXTRA_TESTS = N_("The extra tests below only inform; the result stands without them.")


def closing(step: Step, layout: Layout) -> Said:
    """What is still open, or what the optional tests have shown."""
    if step.operator:
        return Said(
            _("Let us stop here; this is nobody's fault."),
            _("More than one known-good key in ten was left out, so silence proves nothing. Rest, and test again."),
        )
    if step.group and not (step.learned and step.learned.anything):
        many = len(step.group)
        headline = ngettext(
            "One key has no answer yet. Is there anything else?",
            "{n} keys have no answer yet. Is there anything else?",
            many,
        ).format(n=many)
        return Said(headline, _without_an_answer(step.group, layout), _(NAME_A_KEY))
    return _nothing_open(step.learned, layout)


def _without_an_answer(codes: Sequence[str], layout: Layout) -> str:
    names, more = in_a_row([key_name(code, layout) for code in codes[:3]]), len(codes) - 3
    if more <= 0:
        return _("Without an answer: {keys}.").format(keys=names)
    return ngettext("Without an answer: {keys} and {n} more.", "Without an answer: {keys} and {n} more.", more).format(
        keys=names, n=more
    )


def _nothing_open(learned: Learned | None, layout: Layout) -> Said:
    """What the optional tests have shown stands where there is room for it."""
    headline, sentence = _("Every key was asked for. Is there anything else?"), _(EXTRA_TESTS)
    if learned is not None and learned.repeat_ms is not None:
        first, next_ones = learned.repeat_ms
        repeats = _("A held key repeats after {first} ms, then every {then} ms.")
        headline = repeats.format(first=first, then=next_ones)
    if learned is not None and learned.combinations:
        sentence = _combinations(learned.combinations, layout)
    return Said(headline, sentence, _(NAME_A_KEY))


def _combinations(tried: Sequence[tuple[tuple[str, ...], bool]], layout: Layout) -> str:
    blocked = [" ".join(key_name(code, layout) for code in keys) for keys, arrived in tried if not arrived]
    passed = len(tried) - len(blocked)
    if not blocked:
        return _("{n} of {all} combinations arrived.").format(n=passed, all=len(tried))
    some = _("{n} of {all} combinations arrived; by design not: {keys}.")
    return some.format(n=passed, all=len(tried), keys=in_a_row(blocked))
