"""What the screen says at each step, in the words of a person who stands beside you."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from keycheck.languages import N_, _, ngettext, retold
from keycheck.languages.patterns import in_a_row
from keycheck.layouts.legends import said_name
from keycheck.layouts.library import GENERIC
from keycheck.reports.key_names import key_name
from keycheck.tui.closing_words import closing, lamp
from keycheck.tui.said import NAME_A_KEY, Said, head, sentences
from keycheck.tui.trial_words import combination, sandwich

if TYPE_CHECKING:
    from collections.abc import Sequence

    from keycheck.events.trace import Layer
    from keycheck.examination.step import Step
    from keycheck.layouts.layout import Layout

NOT_ON_MAP = N_("Keys came that this map lacks. Change it below, if your keyboard has them.")
OTHERS_NAMED = 2
"""How many of those are named before they are counted."""


def said(step: Step, layout: Layout, dark: int | None, others: Sequence[str]) -> Said:
    """The words of this step; `dark` keys are still to come, `others` arrived that the map does not have.

    `dark` is None where nobody can hear a key stay away.
    """
    key = key_name(step.key, layout) if step.key and step.kind != "lamp" else ""
    if step.kind == "sweep":
        return _sweep(step, dark, others) if step.left is None else _second_sweep(len(step.left))
    if step.kind == "question":
        return _question(step, key, layout)
    if step.kind == "sandwich":
        return sandwich(step, layout)
    if step.kind == "combination":
        return combination(step, layout)
    if step.kind == "closing":
        return closing(step, layout)
    return _of_one_key(step, key)


def _of_one_key(step: Step, key: str) -> Said:
    """The steps that ask for one key, or for none."""
    if step.kind == "lamp":
        return lamp(step)
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
        return Said(quickly, sentences(_("It came late."), _counted(step)))
    lightly = _("Lightly, and let it go each time: so doubled presses show.")
    return Said(_("Press {key} once on each beat.").format(key=key), sentences(lightly, _counted(step)))


def _let_go(key: str) -> str:
    return _("Let go of {key}.").format(key=key)


def paused() -> Said:
    """Another window is in front."""
    go_on = _("Nothing is read while another window is in front. Click into this one to go on.")
    return Said(_("Paused."), go_on)


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
    return Said(headline, sentences(left, _beside(others)), note)


def _beside(others: Sequence[str]) -> str:
    """The keys that arrived and that the map does not have: they are kept."""
    if not others:
        return _("Should one open another window, click back here.")
    named, more = in_a_row(others[:OTHERS_NAMED]), len(others) - OTHERS_NAMED
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
        return Said(headline, sentences(_("It arrives after all."), _counted(step)))
    if step.no_meaning:
        return Said(_("{key} arrives. Its test follows.").format(key=key), _without_meaning(step.no_meaning))
    if step.needed > 1:
        headline = _("Press {key} now, a few times. Is it on your keyboard?").format(key=key)
    else:
        headline = _("Press {key} now. Is it on your keyboard?").format(key=key)
    return Said(headline, sentences(_stayed_dark(step), _caution(step, layout)))


def _stayed_dark(step: Step) -> str:
    if step.places <= 1:
        return _("It stayed dark.")
    return _("It stayed dark (dark key {n} of {all}).").format(n=step.place, all=step.places)


def _caution(step: Step, layout: Layout) -> str:
    """What may keep the key from arriving helps the person more than what keycheck does when it arrives."""
    if caution := retold(layout.key(step.key).caution or ""):
        return f"{caution[0].upper()}{caution[1:]}."
    return _("If it arrives this time, keycheck counts its presses and goes on by itself.")


def _counted(step: Step) -> str:
    return _("{n} of {needed} arrived.").format(n=step.valid, needed=step.needed) if step.valid else ""


def _without_meaning(layer: Layer) -> str:
    """Of a key that the keyboard sends, and no program gets: what to do about it."""
    if layer in ("os", "app"):
        return _("It arrives, and the keymap gives it nothing: `setxkbmap` in a terminal gives its sign back.")
    return _("It arrives, and the system has no code for it; the report says what mends that.")


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
        words = ngettext("{n} keys have arrived", "{n} keys have arrived", arrived).format(n=arrived)
    else:
        words = _("{n} of {all} keys have arrived").format(n=arrived, all=of_all)
    return head(words)


def short_name(name: str) -> str:
    """The name of a map, for a button."""
    return said_name(name.removesuffix(GENERIC))
