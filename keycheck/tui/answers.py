"""What the mouse can answer at each step: two rows of buttons; what is there at every step stands in the second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keycheck.languages import N_, _, ngettext
from keycheck.tui.words import short_name

if TYPE_CHECKING:
    from keycheck.examination.step import Answer, Step, StepKind
    from keycheck.layouts.layout import Layout

Row = tuple[tuple["Answer", str], ...]

BUTTONS: dict[StepKind, Row] = {
    "sweep": (("go_on", N_("No other key arrives")),),
    "question": (
        ("on_keyboard", N_("Yes, and it stays dark")),
        ("no_such_key", N_("No such key here")),
        ("cannot_press", N_("I can't press it")),
    ),
    "quick": (("cannot_press", N_("I can't press it")), ("skip", N_("Leave this key undecided"))),
    # It stands where the yes of the question stood: a click that comes late must not take the key off the keyboard.
    "sandwich": (
        ("skip", N_("Leave this key undecided")),
        ("cannot_press", N_("I can't press it")),
        ("no_such_key", N_("No such key here")),
    ),
    "paced": (("skip", N_("Enough of this key")),),
    "combination": (("skip", N_("The next three")), ("go_on", N_("Enough"))),
    "repeat": (("skip", N_("Enough")),),
    "lamp": (
        ("lit", N_("Yes, it blinks")),
        ("not_lit", N_("No, it does not")),
        ("no_such_lamp", N_("There is no such lamp")),
        ("go_on", N_("Enough")),
    ),
    "closing": (("go_on", N_("Write the report")), ("second_sweep", N_("All keys once more"))),
}
"""The first row, where nothing else is said of the step."""

STOP: Row = (("stop", N_("Stop")),)
OFFERS: Row = (
    ("combinations", N_("Three keys at once")),
    ("key_repeat", N_("How a held key repeats")),
    ("lamps", N_("The lock lamps")),
)
NONE_OF = {
    "numpad": N_("None of these {n}: no number pad"),
    "navigation": N_("None of these {n}: no such block"),
    "function": N_("None of these {n}: no such row"),
    "media": N_("None of these {n}: no media keys"),
}
NONE_AT_ALL = N_("None of these {n}: none of them")


def first_row(step: Step, layout: Layout) -> Row:
    """The answers that the step is about; that a whole block is absent stands first, where nobody overlooks it."""
    row = _said(BUTTONS.get(step.kind, ()))
    if step.kind == "question" and step.group:
        none = _(NONE_OF.get(layout.key(step.key).zone, NONE_AT_ALL)).format(n=len(step.group))
        return ("no_such_group", none), row[0]
    if step.kind == "sandwich" and step.is_control:
        return (("skip", _("I can't press one of these")),)
    if step.kind == "closing" and step.group:
        many = len(step.group)
        again = ngettext("Test this key again", "Test these {n} again", many).format(n=many)
        return row[0], ("again", again), row[1]
    return row


def second_row(step: Step) -> Row:
    """What is left of the answers, and the way out."""
    stop = _said(STOP)
    if step.kind == "done":
        return ()
    if step.kind == "closing":
        return _said(OFFERS)
    if step.kind == "question" and step.group:
        return *_said(BUTTONS["question"][1:]), *stop
    if step.kind == "sweep" and step.other_map:
        return ("other_map", _("Change the map to: {map}").format(map=short_name(step.other_map))), *stop
    if step.kind == "sandwich" and not step.turn:
        return ("slower", _("One key at a time")), *stop
    return stop


def is_way_out(row: Row) -> bool:
    """Whether nothing but the way out stands in this row."""
    return [answer for answer, _text in row] == [answer for answer, _text in STOP]


def _said(row: Row) -> Row:
    return tuple((answer, _(text)) for answer, text in row)
