"""What the screen says at each step, in the words of a person who stands beside you."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from keycheck.reports.key_names import key_name, on_number_pad

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from keycheck.diagnosis.verdict import Symptom
    from keycheck.events.trace import Layer
    from keycheck.examination.step import Learned, Note, Step, StepKind
    from keycheck.layouts.layout import Layout

_NOTES: dict[Note, str] = {
    "anchor_missing": "not all three arrived in time",
    "order": "they came in another order, or too slowly",
    "timeout": "it took too long",
    "overlap": "let go of each key before the next one",
    "hurried": "too quick for three presses",
    "unmatched": "another key was being let go",
    "incident": "the listening was interrupted",
    "not_observing": "nobody was listening",
    "injected": "a program pressed a key",
    "skipped": "none of them arrived",
}

NOT_ON_MAP = "Keys came that this map lacks."
OTHERS_NAMED = 2
"""How many of those are named before they are counted."""
EXTRA_TESTS = "The extra tests below only inform; the result stands without them."
NAME_A_KEY = "Does a key fail only sometimes? Click it on the picture."


ANOTHER_CAME = "Another key came in place of the middle one; that is noted. A slip?"
"""No press of this key, and no silence: but a wrong code is found by what comes so each time."""

SILENCE_COUNTS = "Nothing needs to appear: silence of the middle key counts."
"""Who presses a dead key waits for it to light up, and presses again."""

_ARRIVES = "The middle key arrives, and the keymap gives it nothing."


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
    told = {
        "start": ("Take your hands off the keyboard.", "First keycheck looks whether a key is down by itself."),
        "release": (f"Let go of {key}.", f"The keyboard says that {key} is down."),
        "tap": (f"Press {key} once, and let it go.", f"The keyboard still says that {key} is down."),
        "quick": (f"Press {key} quickly, {step.needed} times.", f"It came late. {_counted(step)}"),
        "paced": (
            f"Press {key} once on each beat.",
            f"Lightly, and let it go each time: so doubled presses show. {_counted(step)}",
        ),
        "repeat": (
            f"Let go of {key}." if step.valid >= step.needed else f"Hold {key} down.",
            "How a held key repeats is a setting of this machine, and no fault.",
        ),
        "done": ("Thank you. That is all.", "The report is being written."),
    }
    return Said(*told[step.kind])


def beat(until_ns: int, beat_ns: int) -> str:
    """Four marks that fill up to the beat; all of them are full when the key is to go down."""
    quarters = 4 * (until_ns % beat_ns) // beat_ns
    full = 4 - quarters
    return " ".join("●" * full + "○" * (4 - full))


def _counted(step: Step) -> str:
    return f"{step.valid} of {step.needed} arrived." if step.valid else ""


def _sweep(step: Step, dark: int | None, others: Sequence[str]) -> Said:
    if dark is None:
        said_of_them = (
            "Each key that arrives turns green: it works. A terminal can't tell any key that stays away, "
            "and the digits and other grey keys not at all."
        )
    else:
        left = "one key is left" if dark == 1 else f"{dark} keys are left"
        said_of_them = f"Each key that arrives turns green; {left}. {_beside(others)}"
    note = f"{NOT_ON_MAP} Change it below, if your keyboard has them." if step.other_map else NAME_A_KEY
    return Said("Press every key once, in any order.", said_of_them, note)


def _beside(others: Sequence[str]) -> str:
    """The keys that arrived and that the map does not have: they are kept."""
    if not others:
        return "Should one open another window, click back here."
    more = f" and {len(others) - OTHERS_NAMED} more" if len(others) > OTHERS_NAMED else ""
    return f"Also arrived, and not on this map: {', '.join(others[:OTHERS_NAMED])}{more}."


def _second_sweep(left: int) -> Said:
    return Said(
        "Press every key once more, in any order.",
        f"What stays away this time is looked at closer; {left} left.",
        NAME_A_KEY,
    )


def _question(step: Step, key: str, layout: Layout) -> Said:
    if step.valid:
        return Said(f"Press {key} on, {step.needed} times in all.", f"It arrives after all. {_counted(step)}")
    if step.no_meaning:
        return Said(f"{key} arrives. Its test follows.", _without_meaning(step.no_meaning))
    often = ", a few times" if step.needed > 1 else ""
    where = f" (dark key {step.place} of {step.places})" if step.places > 1 else ""
    # What may keep the key from arriving helps the person more than what keycheck does when it arrives.
    caution = layout.key(step.key).caution
    otherwise = "If it arrives this time, keycheck counts its presses and goes on by itself."
    why = f"{caution[0].upper()}{caution[1:]}." if caution else otherwise
    return Said(f"Press {key} now{often}. Is it on your keyboard?", f"It stayed dark{where}. {why}")


def _without_meaning(layer: Layer) -> str:
    """Of a key that the keyboard sends, and no program gets: what to do about it."""
    if layer in ("os", "app"):
        return "It arrives, and the keymap gives it nothing: `setxkbmap` in a terminal gives its sign back."
    return "It arrives, and the system has no code for it; the report says what mends that."


def _sandwich(step: Step, layout: Layout) -> Said:
    keys = (step.before, step.key, step.after)
    how = "These three work; they are a check." if step.is_control else _progress(step)
    silence = _ARRIVES if step.no_meaning else SILENCE_COUNTS
    reason = _NOTES.get(step.note) if step.note else None
    if step.turn:
        names = ", then ".join(key_name(code, layout) for code in keys)
        slowly = f"Not counted: {reason}. One key at a time now." if reason else ""
        slowly = ANOTHER_CAME if step.note == "other" else slowly
        silent = silence if step.turn == step.key and not step.is_control else f"One at a time: {names}."
        return Said(f"Press   {key_name(step.turn, layout)}", f"{silent} {how}", slowly)
    before = f"The three before did not count: {reason}." if reason else ""
    if step.note == "other":
        before = ANOTHER_CAME
    above = "The digits above the letters. " if _are_digits_of_two(keys, layout) else ""
    silent = "" if step.is_control else f" {silence}"
    return Said(_three_keys(keys, layout), f"{above}Let go of each before the next.{silent} {how}", before)


def _combination(step: Step, layout: Layout) -> Said:
    names = "   ".join(key_name(code, layout) for code in step.group)
    return Said(
        f"Hold down together:   {names}",
        f"Combination {step.place} of {step.places}. Not all pass on many keyboards: by design, and no fault.",
    )


def _closing(step: Step, layout: Layout) -> Said:
    if step.operator:
        return Said(
            "Let us stop here; this is nobody's fault.",
            "More than one known-good key in ten was left out, so silence proves nothing. Rest, and test again.",
        )
    if step.group and not (step.learned and step.learned.anything):
        names = ", ".join(key_name(code, layout) for code in step.group[:3])
        more = f" and {len(step.group) - 3} more" if len(step.group) > 3 else ""
        count = "One key has" if len(step.group) == 1 else f"{len(step.group)} keys have"
        return Said(
            f"{count} no answer yet. Is there anything else?",
            f"Without an answer: {names}{more}.",
            NAME_A_KEY,
        )
    return _nothing_open(step.learned, layout)


def _nothing_open(learned: Learned | None, layout: Layout) -> Said:
    """What the optional tests have shown stands where there is room for it."""
    headline, sentence = "Every key was asked for. Is there anything else?", EXTRA_TESTS
    if learned is not None and learned.repeat_ms is not None:
        headline = f"A held key repeats after {learned.repeat_ms[0]} ms, then every {learned.repeat_ms[1]} ms."
    if learned is not None and learned.combinations:
        blocked = [" ".join(key_name(c, layout) for c in keys) for keys, arrived in learned.combinations if not arrived]
        passed = f"{len(learned.combinations) - len(blocked)} of {len(learned.combinations)} combinations arrived"
        sentence = f"{passed}; by design not: {', '.join(blocked)}." if blocked else f"{passed}."
    return Said(headline, sentence, NAME_A_KEY)


def _three_keys(codes: tuple[str, ...], layout: Layout) -> str:
    """`Press   4   then   5   then   6`; a place that all of them share is said once."""
    on_pad = all(on_number_pad(code) for code in codes)
    names = "   then   ".join(key_name(code, layout, with_place=not on_pad) for code in codes)
    return f"On the number pad, press   {names}" if on_pad else f"Press   {names}"


def _are_digits_of_two(codes: tuple[str, ...], layout: Layout) -> bool:
    """Whether a digit is among them that the number pad has too."""
    return any(code.startswith("Digit") and f"Numpad{code[5:]}" in layout for code in codes)


def _progress(step: Step) -> str:
    if step.valid == 0:
        return "A few rounds of this settle it."
    return f"{step.valid} counted so far."


def source_name(name: str) -> str:
    """What a way to listen is called among people, with its own name behind."""
    words = {
        "hidraw": "The keyboard's own reports",
        "evdev": "The keyboard's own device",
        "raw_input": "The keyboard as Windows receives it",
        "pynput": "The desktop",
        "terminal": "This terminal",
        "simulated": "A simulated keyboard",
        "replay": "A recorded examination",
    }
    kind, _, path = name.partition(":")
    return f"{words.get(kind, kind)} ({PurePath(path).name or kind})"


def title(arrived: int, of_all: int | None) -> str:
    """What stands above the picture: how many keys have arrived, and of how many, where silence is heard."""
    return f"[b]keycheck[/b]   {arrived}{'' if of_all is None else f' of {of_all}'} keys have arrived"


_GOES_ON: dict[StepKind, tuple[str, str]] = {
    "sweep": ("key", "it asks about those that stayed dark"),
    "question": ("answer", "it takes the key to be there, and tests it"),
    "quick": ("press", "it counts the others as missing, and tests the key"),
    "sandwich": ("press", "these three do not count"),
    "combination": ("press", "it asks for the next three"),
    "repeat": ("press", "this is left out"),
    "closing": ("answer", "it writes the report"),
}
"""What is waited for, and what its absence is taken for."""


def countdown(kind: StepKind, seconds: int) -> str:
    """When the examination goes on by itself, and what it then takes as the answer; empty where it waits for none."""
    if kind not in _GOES_ON:
        return ""
    what, then = _GOES_ON[kind]
    return f"In {seconds} s without a{'n' * what.startswith('a')} {what}, {then}."


def settled(key: str, symptom: Symptom | None, works: bool, layout: Layout, no_meaning: bool = False) -> str:
    """What the test of a key has come to, when another one begins."""
    from keycheck.reports.wording import name_keys, says

    name = name_keys([key], layout)
    if no_meaning and symptom == "dead":
        return f"{name} is settled: it arrives, and the keymap gives it nothing."
    if symptom is not None:
        return f"{name} is settled: it {says(symptom)}."
    return f"{name} is settled: no fault seen." if works else f"{name} has no answer yet."


def more_ways_out(left: int) -> str:
    """What is said to somebody who presses Ctrl+C: it may be a key under test, and it may be meant."""
    return f"Ctrl+C {'once' if left == 1 else 'twice'} more at once stops the examination."


def changed_map(layout: Layout) -> str:
    """A key arrived that shows another keyboard than was pictured."""
    return f"Changed the map to: {short_name(layout.name)}. What was pressed is kept."


def short_name(name: str) -> str:
    """The name of a map, for a button."""
    return name.removesuffix(", generic form")


def named(keys: Iterable[str], layout: Layout) -> str:
    """What is said when the person has named keys."""
    return f"Will be tested closely: {', '.join(key_name(code, layout) for code in keys)}."
