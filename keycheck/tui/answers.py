"""What the mouse can answer at each step: two rows of buttons; what is there at every step stands in the second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keycheck.tui.words import short_name

if TYPE_CHECKING:
    from keycheck.examination.step import Answer, Step, StepKind
    from keycheck.layouts.layout import Layout

Row = tuple[tuple["Answer", str], ...]

BUTTONS: dict[StepKind, Row] = {
    "sweep": (("go_on", "No other key arrives"),),
    "question": (
        ("on_keyboard", "Yes, and it stays dark"),
        ("no_such_key", "No such key here"),
        ("cannot_press", "I can't press it"),
    ),
    "quick": (("cannot_press", "I can't press it"), ("skip", "Leave this key undecided")),
    "sandwich": (
        ("no_such_key", "No such key here"),
        ("cannot_press", "I can't press it"),
        ("skip", "Leave this key undecided"),
    ),
    "paced": (("skip", "Enough of this key"),),
    "combination": (("skip", "The next three"), ("go_on", "Enough")),
    "repeat": (("skip", "Enough"),),
    "closing": (("go_on", "Write the report"), ("second_sweep", "All keys once more")),
}
"""The first row, where nothing else is said of the step."""

STOP: Row = (("stop", "Stop"),)
OFFERS: Row = (("combinations", "Three keys at once"), ("key_repeat", "How a held key repeats"))
BLOCKS = {
    "numpad": "no number pad",
    "navigation": "no such block",
    "function": "no such row",
    "media": "no media keys",
}


def first_row(step: Step, layout: Layout) -> Row:
    """The answers that the step is about; that a whole block is absent stands first, where nobody overlooks it."""
    row = BUTTONS.get(step.kind, ())
    if step.kind == "question" and step.group:
        block = BLOCKS.get(layout.key(step.key).zone, "none of them")
        return ("no_such_group", f"None of these {len(step.group)}: {block}"), row[0]
    if step.kind == "sandwich" and step.is_control:
        return (("skip", "I can't press one of these"),)
    if step.kind == "closing" and step.group:
        again = "Test this key again" if len(step.group) == 1 else f"Test these {len(step.group)} again"
        return row[0], ("again", again), row[1]
    return row


def second_row(step: Step) -> Row:
    """What is left of the answers, and the way out."""
    if step.kind == "done":
        return ()
    if step.kind == "closing":
        return OFFERS
    if step.kind == "question" and step.group:
        return *BUTTONS["question"][1:], *STOP
    if step.kind == "sweep" and step.other_map:
        return ("other_map", f"Change the map to: {short_name(step.other_map)}"), *STOP
    if step.kind == "sandwich" and not step.turn:
        return ("slower", "One key at a time"), *STOP
    return STOP
