"""What the screen says while three keys are asked for in turn, or together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keycheck.languages import N_, _
from keycheck.reports.key_names import key_name, on_number_pad
from keycheck.tui.said import Said, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keycheck.examination.step import Note, Step
    from keycheck.layouts.layout import Layout

_NOTES: dict[Note, str] = {
    "anchor_missing": N_("not all three arrived in time"),
    "order": N_("they came in another order, or too slowly"),
    "timeout": N_("it took too long"),
    "overlap": N_("let go of each key before the next one"),
    "hurried": N_("too quick for three presses"),
    "unmatched": N_("another key was being let go"),
    "incident": N_("the listening was interrupted"),
    "not_observing": N_("nobody was listening"),
    "injected": N_("a program pressed a key"),
    "skipped": N_("none of them arrived"),
}

ANOTHER_CAME = N_("Another key came in place of the middle one; that is noted. A slip?")
"""No press of this key, and no silence: but a wrong code is found by what comes so each time."""

SILENCE_COUNTS = N_("Nothing needs to appear: silence of the middle key counts.")
"""Who presses a dead key waits for it to light up, and presses again."""

_ARRIVES = N_("The middle key arrives, and the keymap gives it nothing.")


def sandwich(step: Step, layout: Layout) -> Said:
    """A key between two that work: all three are named, or the one whose turn it is."""
    keys = (step.before, step.key, step.after)
    how = _("These three work; they are a check.") if step.is_control else _progress(step)
    silence = _(_ARRIVES if step.no_meaning else SILENCE_COUNTS)
    if step.turn:
        counts = silence if step.turn == step.key and not step.is_control else _one_at_a_time(keys, layout)
        return Said(_press([key_name(step.turn, layout)]), sentences(counts, how), _slowly(step.note))
    above = _("The digits above the letters.") if _are_digits_of_two(keys, layout) else ""
    let_go = _("Let go of each before the next.")
    silent = "" if step.is_control else silence
    return Said(_three_keys(keys, layout), sentences(above, let_go, silent, how), _before(step.note))


def _one_at_a_time(codes: tuple[str, ...], layout: Layout) -> str:
    names = [key_name(code, layout) for code in codes]
    return _("One at a time: {first}, then {second}, then {third}.").format(**_in_turn(names))


def _in_turn(names: Sequence[str]) -> dict[str, str]:
    return dict(zip(("first", "second", "third"), names, strict=True))


def _slowly(note: Note | None) -> str:
    """What came of the three before, where one key at a time is asked for now."""
    if note == "other":
        return _(ANOTHER_CAME)
    reason = _NOTES.get(note) if note else None
    return _("Not counted: {reason}. One key at a time now.").format(reason=_(reason)) if reason else ""


def _before(note: Note | None) -> str:
    """What came of the three before."""
    if note == "other":
        return _(ANOTHER_CAME)
    reason = _NOTES.get(note) if note else None
    return _("The three before did not count: {reason}.").format(reason=_(reason)) if reason else ""


def combination(step: Step, layout: Layout) -> Said:
    """Keys that are held down together."""
    names = "   ".join(key_name(code, layout) for code in step.group)
    by_design = _("Combination {n} of {all}. Not all pass on many keyboards: by design, and no fault.")
    headline = _("Let go of   {keys}") if step.valid else _("Hold down together:   {keys}")
    return Said(headline.format(keys=names), by_design.format(n=step.place, all=step.places))


def _press(names: Sequence[str]) -> str:
    if len(names) == 1:
        return _("Press   {key}").format(key=names[0])
    return _("Press   {first}   then   {second}   then   {third}").format(**_in_turn(names))


def _three_keys(codes: tuple[str, ...], layout: Layout) -> str:
    """`Press   4   then   5   then   6`; a place that all of them share is said once."""
    on_pad = all(on_number_pad(code) for code in codes)
    names = [key_name(code, layout, with_place=not on_pad) for code in codes]
    if not on_pad:
        return _press(names)
    return _("On the number pad, press   {first}   then   {second}   then   {third}").format(**_in_turn(names))


def _are_digits_of_two(codes: tuple[str, ...], layout: Layout) -> bool:
    """Whether a digit is among them that the number pad has too."""
    return any(code.startswith("Digit") and f"Numpad{code[5:]}" in layout for code in codes)


def _progress(step: Step) -> str:
    if step.valid == 0:
        return _("A few rounds of this settle it.")
    return _("{n} counted so far.").format(n=step.valid)
