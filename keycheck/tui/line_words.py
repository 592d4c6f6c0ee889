"""What stands in the one line over the buttons: the beat, the time that is left, and what has just come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keycheck.languages import N_, _
from keycheck.languages.patterns import in_a_row
from keycheck.reports.key_names import key_name
from keycheck.tui.words import short_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from keycheck.diagnosis.verdict import Symptom
    from keycheck.examination.step import StepKind
    from keycheck.layouts.layout import Layout


def beat(until_ns: int, beat_ns: int) -> str:
    """Four marks that fill up to the beat; all of them are full when the key is to go down."""
    quarters = 4 * (until_ns % beat_ns) // beat_ns
    full = 4 - quarters
    return " ".join("●" * full + "○" * (4 - full))


_GOES_ON: dict[StepKind, str] = {
    "sweep": N_("In {n} s without a key, it asks about those that stayed dark."),
    "question": N_("In {n} s without an answer, it takes the key to be there, and tests it."),
    "quick": N_("In {n} s without a press, it counts the others as missing, and tests the key."),
    "sandwich": N_("In {n} s without a press, these three do not count."),
    "lamp": N_("In {n} s without an answer, it goes on to the next lamp."),
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


def named(keys: Iterable[str], layout: Layout) -> str:
    """What is said when the person has named keys."""
    return _("Will be tested closely: {keys}.").format(keys=in_a_row([key_name(code, layout) for code in keys]))
