"""What the screen says at each step, in the words of a person who stands beside you."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from keycheck.languages import N_, _, ngettext, retold
from keycheck.layouts.library import GENERIC
from keycheck.reports.key_names import key_name, on_number_pad

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from keycheck.diagnosis.verdict import Symptom
    from keycheck.events.trace import Layer
    from keycheck.examination.step import Learned, Note, Step, StepKind
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

NOT_ON_MAP = N_("Keys came that this map lacks. Change it below, if your keyboard has them.")
OTHERS_NAMED = 2
"""How many of those are named before they are counted."""
EXTRA_TESTS = N_("The extra tests below only inform; the result stands without them.")
NAME_A_KEY = N_("Does a key fail only sometimes? Click it on the picture.")


ANOTHER_CAME = N_("Another key came in place of the middle one; that is noted. A slip?")
"""No press of this key, and no silence: but a wrong code is found by what comes so each time."""

SILENCE_COUNTS = N_("Nothing needs to appear: silence of the middle key counts.")
"""Who presses a dead key waits for it to light up, and presses again."""

_ARRIVES = N_("The middle key arrives, and the keymap gives it nothing.")


@dataclass(frozen=True, slots=True)
class Said:
    """A headline, the sentence under it, and what happened last."""

    headline: str
    sentence: str
    note: str = ""


def said(step: Step, layout: Layout, dark: int | None, others: Sequence[str]) -> Said:
    """The words of this step; `dark` keys are still to come, `others` arrived that the map does not have.

    `dark` is None where nobody can hear a key stay away.
    """
    key = key_name(step.key, layout) if step.key else ""
    if step.kind == "sweep":
        return _sweep(step, dark, others) if step.left is None else _second_sweep(len(step.left))
    if step.kind == "question":
        return _question(step, key, layout)
    if step.kind == "sandwich":
        return _sandwich(step, layout)
    if step.kind == "combination":
        return _combination(step, layout)
    if step.kind == "closing":
        return _closing(step, layout)
    return _of_one_key(step, key)


def _of_one_key(step: Step, key: str) -> Said:
    """The steps that ask for one key, or for none."""
    if step.kind == "start":
        hands_off = _("Take your hands off the keyboard.")
        return Said(hands_off, _("First keycheck looks whether a key is down by itself."))
    if step.kind == "repeat":
        asked = _let_go(key) if step.valid >= step.needed else _("Hold {key} down.").format(key=key)
        return Said(asked, _("How a held key repeats is a setting of this machine, and no fault."))
    if step.kind == "done":
        return Said(_("Thank you. That is all."), _("The report is being written."))
    return _key_that_is_down(step, key) if step.kind in ("release", "tap") else _key_in_a_series(step, key)


def _key_that_is_down(step: Step, key: str) -> Said:
    if step.kind == "release":
        return Said(_let_go(key), _("The keyboard says that {key} is down.").format(key=key))
    once = _("Press {key} once, and let it go.").format(key=key)
    return Said(once, _("The keyboard still says that {key} is down.").format(key=key))


def _key_in_a_series(step: Step, key: str) -> Said:
    if step.kind == "quick":
        quickly = _("Press {key} quickly, {times} times.").format(key=key, times=step.needed)
        return Said(quickly, _sentences(_("It came late."), _counted(step)))
    lightly = _("Lightly, and let it go each time: so doubled presses show.")
    return Said(_("Press {key} once on each beat.").format(key=key), _sentences(lightly, _counted(step)))


def _let_go(key: str) -> str:
    return _("Let go of {key}.").format(key=key)


def _sentences(*texts: str) -> str:
    """Those that there are, one after the other."""
    return " ".join(text for text in texts if text)


def paused() -> Said:
    """Another window is in front."""
    go_on = _("Nothing is read while another window is in front. Click into this one to go on.")
    return Said(_("Paused."), go_on)


def beat(until_ns: int, beat_ns: int) -> str:
    """Four marks that fill up to the beat; all of them are full when the key is to go down."""
    quarters = 4 * (until_ns % beat_ns) // beat_ns
    full = 4 - quarters
    return " ".join("●" * full + "○" * (4 - full))


def _counted(step: Step) -> str:
    return _("{n} of {needed} arrived.").format(n=step.valid, needed=step.needed) if step.valid else ""


def _sweep(step: Step, dark: int | None, others: Sequence[str]) -> Said:
    headline = _("Press every key once, in any order.")
    note = _(NOT_ON_MAP if step.other_map else NAME_A_KEY)
    if dark is None:
        of_a_terminal = _(
            "Each key that arrives turns green: it works. A terminal can't tell any key that stays away, "
            "and the digits and other grey keys not at all."
        )
        return Said(headline, of_a_terminal, note)
    left = ngettext(
        "Each key that arrives turns green; one key is left.",
        "Each key that arrives turns green; {n} keys are left.",
        dark,
    ).format(n=dark)
    return Said(headline, _sentences(left, _beside(others)), note)


def _beside(others: Sequence[str]) -> str:
    """The keys that arrived and that the map does not have: they are kept."""
    if not others:
        return _("Should one open another window, click back here.")
    named, more = ", ".join(others[:OTHERS_NAMED]), len(others) - OTHERS_NAMED
    if more <= 0:
        return _("Also arrived, and not on this map: {keys}.").format(keys=named)
    return ngettext(
        "Also arrived, and not on this map: {keys} and {n} more.",
        "Also arrived, and not on this map: {keys} and {n} more.",
        more,
    ).format(keys=named, n=more)


def _second_sweep(left: int) -> Said:
    closer = ngettext(
        "What stays away this time is looked at closer; {n} left.",
        "What stays away this time is looked at closer; {n} left.",
        left,
    ).format(n=left)
    return Said(_("Press every key once more, in any order."), closer, _(NAME_A_KEY))


def _question(step: Step, key: str, layout: Layout) -> Said:
    if step.valid:
        headline = _("Press {key} on, {times} times in all.").format(key=key, times=step.needed)
        return Said(headline, _sentences(_("It arrives after all."), _counted(step)))
    if step.no_meaning:
        return Said(_("{key} arrives. Its test follows.").format(key=key), _without_meaning(step.no_meaning))
    if step.needed > 1:
        headline = _("Press {key} now, a few times. Is it on your keyboard?").format(key=key)
    else:
        headline = _("Press {key} now. Is it on your keyboard?").format(key=key)
    return Said(headline, _sentences(_stayed_dark(step), _caution(step, layout)))


def _stayed_dark(step: Step) -> str:
    if step.places <= 1:
        return _("It stayed dark.")
    return _("It stayed dark (dark key {n} of {all}).").format(n=step.place, all=step.places)


def _caution(step: Step, layout: Layout) -> str:
    """What may keep the key from arriving helps the person more than what keycheck does when it arrives."""
    if caution := retold(layout.key(step.key).caution or ""):
        return f"{caution[0].upper()}{caution[1:]}."
    return _("If it arrives this time, keycheck counts its presses and goes on by itself.")


def _without_meaning(layer: Layer) -> str:
    """Of a key that the keyboard sends, and no program gets: what to do about it."""
    if layer in ("os", "app"):
        return _("It arrives, and the keymap gives it nothing: `setxkbmap` in a terminal gives its sign back.")
    return _("It arrives, and the system has no code for it; the report says what mends that.")


def _sandwich(step: Step, layout: Layout) -> Said:
    keys = (step.before, step.key, step.after)
    how = _("These three work; they are a check.") if step.is_control else _progress(step)
    silence = _(_ARRIVES if step.no_meaning else SILENCE_COUNTS)
    if step.turn:
        counts = silence if step.turn == step.key and not step.is_control else _one_at_a_time(keys, layout)
        return Said(_press([key_name(step.turn, layout)]), _sentences(counts, how), _slowly(step.note))
    above = _("The digits above the letters.") if _are_digits_of_two(keys, layout) else ""
    let_go = _("Let go of each before the next.")
    silent = "" if step.is_control else silence
    return Said(_three_keys(keys, layout), _sentences(above, let_go, silent, how), _before(step.note))


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


def _combination(step: Step, layout: Layout) -> Said:
    names = "   ".join(key_name(code, layout) for code in step.group)
    by_design = _("Combination {n} of {all}. Not all pass on many keyboards: by design, and no fault.")
    return Said(_("Hold down together:   {keys}").format(keys=names), by_design.format(n=step.place, all=step.places))


def _closing(step: Step, layout: Layout) -> Said:
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
    names, more = ", ".join(key_name(code, layout) for code in codes[:3]), len(codes) - 3
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
    return some.format(n=passed, all=len(tried), keys=", ".join(blocked))


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


_SOURCES = {
    "hidraw": N_("The keyboard's own reports"),
    "evdev": N_("The keyboard's own device"),
    "raw_input": N_("The keyboard as Windows receives it"),
    "pynput": N_("The desktop"),
    "terminal": N_("This terminal"),
    "simulated": N_("A simulated keyboard"),
    "replay": N_("A recorded examination"),
}


def source_name(name: str) -> str:
    """What a way to listen is called among people, with its own name behind."""
    kind, _colon, path = name.partition(":")
    return f"{_(_SOURCES[kind]) if kind in _SOURCES else kind} ({PurePath(path).name or kind})"


def title(arrived: int, of_all: int | None) -> str:
    """What stands above the picture: how many keys have arrived, and of how many, where silence is heard."""
    if of_all is None:
        said = ngettext("{n} keys have arrived", "{n} keys have arrived", arrived).format(n=arrived)
    else:
        said = _("{n} of {all} keys have arrived").format(n=arrived, all=of_all)
    return f"[b]keycheck[/b]   {said}"


_GOES_ON: dict[StepKind, str] = {
    "sweep": N_("In {n} s without a key, it asks about those that stayed dark."),
    "question": N_("In {n} s without an answer, it takes the key to be there, and tests it."),
    "quick": N_("In {n} s without a press, it counts the others as missing, and tests the key."),
    "sandwich": N_("In {n} s without a press, these three do not count."),
    "combination": N_("In {n} s without a press, it asks for the next three."),
    "repeat": N_("In {n} s without a press, this is left out."),
    "closing": N_("In {n} s without an answer, it writes the report."),
}
"""What is waited for, and what its absence is taken for."""


def countdown(kind: StepKind, seconds: int) -> str:
    """When the examination goes on by itself, and what it then takes as the answer; empty where it waits for none."""
    return _(_GOES_ON.get(kind, "")).format(n=seconds)


_SETTLED: dict[Symptom, str] = {
    "dead": N_("{key} is settled: it does not work."),
    "intermittent": N_("{key} is settled: it misses some presses."),
    "chatters": N_("{key} is settled: it sends one press more than once."),
    "stuck": N_("{key} is settled: it is stuck down."),
    "late_release": N_("{key} is settled: it comes up late when it is let go."),
    "wrong_code": N_("{key} is settled: it sends the signal of another key."),
    "extra_key": N_("{key} is settled: it sets off another key as well."),
}
"""What the test of a key has come to, where it has a fault."""


def settled(key: str, symptom: Symptom | None, works: bool, layout: Layout, no_meaning: bool = False) -> str:
    """What the test of a key has come to, when another one begins."""
    from keycheck.reports.wording import name_keys

    name = name_keys([key], layout)
    if no_meaning and symptom == "dead":
        return _("{key} is settled: it arrives, and the keymap gives it nothing.").format(key=name)
    if symptom is not None:
        return _(_SETTLED[symptom]).format(key=name)
    if works:
        return _("{key} is settled: no fault seen.").format(key=name)
    return _("{key} has no answer yet.").format(key=name)


def more_ways_out(left: int) -> str:
    """What is said to somebody who presses Ctrl+C: it may be a key under test, and it may be meant."""
    if left == 1:
        return _("Ctrl+C once more at once stops the examination.")
    return _("Ctrl+C twice more at once stops the examination.")


def changed_map(layout: Layout) -> str:
    """A key arrived that shows another keyboard than was pictured."""
    return _("Changed the map to: {map}. What was pressed is kept.").format(map=short_name(layout.name))


def short_name(name: str) -> str:
    """The name of a map, for a button."""
    return _(name.removesuffix(GENERIC))


def named(keys: Iterable[str], layout: Layout) -> str:
    """What is said when the person has named keys."""
    return _("Will be tested closely: {keys}.").format(keys=", ".join(key_name(code, layout) for code in keys))
