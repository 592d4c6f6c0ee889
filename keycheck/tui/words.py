"""What the screen says at each step, in the words of a person who stands beside you."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from keycheck.reports.key_names import key_name, on_number_pad

if TYPE_CHECKING:
    from keycheck.examination.step import Note, Step
    from keycheck.layouts.layout import Layout

_NOTES: dict[Note, str] = {
    "anchor_missing": "That one did not count: not all three arrived. Once more, please.",
    "order": "That one did not count: the order was different. Once more, please.",
    "timeout": "That one did not count: it took more than three seconds. Once more, please.",
    "overlap": "That one did not count: let go of each key before the next one. Once more, please.",
    "hurried": "That one did not count: it was too quick for three presses. Once more, please.",
    "unmatched": "That one did not count: another key was being let go. Once more, please.",
    "incident": "That one did not count: the listening was interrupted. Once more, please.",
    "not_observing": "That one did not count: nobody was listening. Once more, please.",
    "skipped": "Nothing was pressed. Take your time, and press all three.",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A headline, the sentence under it, and what happened last."""

    headline: str
    sentence: str
    note: str = ""


def said(step: Step, layout: Layout, dark: int | None, others: int) -> Said:
    """The words of this step; `dark` keys are still to come, `others` arrived that the map does not have.

    `dark` is None where nobody can hear a key stay away.
    """
    key = key_name(step.key, layout) if step.key else ""
    fixed = {
        "start": Said("Take your hands off the keyboard.", "First keycheck looks whether a key is down by itself."),
        "release": Said(f"Let go of {key}.", f"The keyboard says that {key} is down."),
        "tap": Said(f"Press {key} once, and let it go.", f"The keyboard still says that {key} is down."),
        "done": Said("Thank you. That is all.", "The report is being written."),
    }
    if step.kind == "sweep":
        return _sweep(dark, others)
    if step.kind == "question":
        return _question(step, key)
    if step.kind == "sandwich":
        return _sandwich(step, layout)
    return fixed[step.kind]


def _sweep(dark: int | None, others: int) -> Said:
    left = "one key is left" if dark == 1 else f"{dark} keys are left"
    if dark is None:
        left = "it works. Of one that does not, nothing can be said here"
    extra = f" {others} more arrived that this map does not have." if others else ""
    return Said(
        "Press every key once, in any order.",
        f"Each key that arrives turns green; {left}. Should one open another window, click back here.{extra}",
    )


def _question(step: Step, key: str) -> Said:
    where = f" (dark key {step.place} of {step.places})" if step.places > 1 else ""
    return Said(
        f"Press {key} now. Is it on your keyboard?",
        f"It stayed dark{where}. If it arrives this time, keycheck goes on by itself.",
    )


def _sandwich(step: Step, layout: Layout) -> Said:
    return Said(
        _three_keys((step.before, step.key, step.after), layout),
        f"One after the other, letting go each time. {_progress(step)}",
        _NOTES.get(step.note, "") if step.note else "",
    )


def _three_keys(codes: tuple[str, ...], layout: Layout) -> str:
    """`Press   4   then   5   then   6`; a place that all of them share is said once."""
    on_pad = all(on_number_pad(code) for code in codes)
    names = "   then   ".join(key_name(code, layout, with_place=not on_pad) for code in codes)
    return f"On the number pad, press   {names}" if on_pad else f"Press   {names}"


def _progress(step: Step) -> str:
    if step.valid == 0:
        return "A few rounds of this settle it."
    return f"{step.valid} of {step.needed} counted." if step.valid < step.needed else "Nearly done."


def source_name(name: str) -> str:
    """What a way to listen is called among people, with its own name behind."""
    words = {
        "hidraw": "The keyboard's own reports",
        "evdev": "The keyboard's own device",
        "pynput": "The desktop",
        "terminal": "This terminal",
    }
    return f"{words.get(name, name)} ({name})"


def countdown(seconds: int) -> str:
    """When the examination goes on by itself."""
    return f"goes on by itself in {seconds} s"
