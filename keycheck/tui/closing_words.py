"""What the screen says when every key was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keycheck.languages import N_, _, ngettext
from keycheck.languages.patterns import in_a_row
from keycheck.reports.key_names import key_name, lock_name
from keycheck.tui.said import NAME_A_KEY, Said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keycheck.diagnosis.verdict import KeyRepeat, Together, Traits
    from keycheck.examination.step import Step
    from keycheck.layouts.layout import Layout

EXTRA_TESTS = N_("The extra tests below only inform; the result stands without them.")


def closing(step: Step, layout: Layout) -> Said:
    """What is still open, or what the optional tests have shown."""
    if step.operator:
        return Said(
            _("Let us stop here; this is nobody's fault."),
            _("More than one known-good key in ten was left out, so silence proves nothing. Rest, and test again."),
        )
    if step.group and not (step.traits and (step.traits.together or step.traits.key_repeat)):
        many = len(step.group)
        headline = ngettext(
            "One key has no answer yet. Is there anything else?",
            "{n} keys have no answer yet. Is there anything else?",
            many,
        ).format(n=many)
        return Said(headline, _without_an_answer(step.group, layout), step.no_lamps or _(NAME_A_KEY))
    return _nothing_open(step.traits, layout, step.no_lamps)


def lamp(step: Step) -> Said:
    """Whether a lock lamp blinks."""
    about = _("Lamp {n} of {all}. What you say of it is written down, and no key is judged by it.")
    asked = _("Does the {lamp} lamp blink?").format(lamp=lock_name(step.key))
    return Said(asked, about.format(n=step.place, all=step.places))


def _without_an_answer(codes: Sequence[str], layout: Layout) -> str:
    names, more = in_a_row([key_name(code, layout) for code in codes[:3]]), len(codes) - 3
    if more <= 0:
        return _("Without an answer: {keys}.").format(keys=names)
    return ngettext("Without an answer: {keys} and {n} more.", "Without an answer: {keys} and {n} more.", more).format(
        keys=names, n=more
    )


def _nothing_open(traits: Traits | None, layout: Layout, no_lamps: str) -> Said:
    """What the optional tests have shown stands where there is room for it."""
    headline, sentence = _("Every key was asked for. Is there anything else?"), _(EXTRA_TESTS)
    if traits is not None and traits.key_repeat is not None:
        headline = _key_repeat(traits.key_repeat)
    if traits is not None and traits.together:
        sentence = _combinations(traits.together, layout)
    return Said(headline, sentence, no_lamps or _(NAME_A_KEY))


def _key_repeat(repeat: KeyRepeat) -> str:
    said = _("A held key repeats after {first} ms, then every {then} ms.")
    return said.format(first=repeat.after_ms, then=repeat.every_ms)


def _combinations(tried: Sequence[Together], layout: Layout) -> str:
    blocked = [" ".join(key_name(code, layout) for code in told.keys) for told in tried if not told.arrived]
    passed = len(tried) - len(blocked)
    if not blocked:
        return _("{n} of {all} combinations arrived.").format(n=passed, all=len(tried))
    some = _("{n} of {all} combinations arrived; by design not: {keys}.")
    return some.format(n=passed, all=len(tried), keys=in_a_row(blocked))
