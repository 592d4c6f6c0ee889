"""What the tests on offer at the end have shown, in sentences: how keyboard and machine are made and set, no fault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import UnsetType

from keycheck.diagnosis.verdict import KeyRepeat, Traits
from keycheck.events.trace import LampWord, Layer
from keycheck.languages import N_, _
from keycheck.layouts.layout import Layout
from keycheck.reports.key_names import key_name, lock_name

HEADING = N_("How this keyboard is made, and how this machine is set")

_REPEATS: dict[Layer, str] = {
    "hid": N_("The keyboard itself repeats a held key after {after} ms, then every {every} ms: it is made this way."),
    "kernel": N_("The system repeats a held key after {after} ms, then every {every} ms: a setting of this machine."),
    "os": N_("The desktop repeats a held key after {after} ms, then every {every} ms: a setting of this machine."),
    "app": N_("The program repeats a held key after {after} ms, then every {every} ms: a setting of this machine."),
}

_SEEN: dict[LampWord, str] = {
    "lit": N_("The person at the keyboard said that the {lamp} lamp lit when it was switched on."),
    "not_lit": N_("The person at the keyboard said that the {lamp} lamp did not light when it was switched on."),
    "no_such_lamp": N_("The person at the keyboard said that it has no {lamp} lamp."),
}


def traits(found: Traits | UnsetType, layout: Layout) -> tuple[str, ...]:
    """A sentence for each kind of thing that was shown; none where nobody asked."""
    return () if isinstance(found, UnsetType) else tuple(_sentences(found, layout))


def _sentences(found: Traits, layout: Layout) -> Iterator[str]:
    if arrived := [told.keys for told in found.together if told.arrived]:
        yield _("Held down together, all of these keys arrived: {keys}.").format(keys=_combinations(arrived, layout))
    if blocked := [told.keys for told in found.together if not told.arrived]:
        yield _(
            "Held down together, not all of these keys arrived: {keys}. Many keyboards are made this way, which is no "
            "fault. A key that misses presses looks the same here."
        ).format(keys=_combinations(blocked, layout))
    if found.key_repeat is not None:
        yield _key_repeat(found.key_repeat)
    for lamp in found.lamps:
        yield _(_SEEN[lamp.said]).format(lamp=lock_name(lamp.lamp))


def _combinations(threes: Sequence[tuple[str, ...]], layout: Layout) -> str:
    return ", ".join(" + ".join(key_name(key, layout) for key in three) for three in threes)


def _key_repeat(repeat: KeyRepeat) -> str:
    return _(_REPEATS[repeat.layer]).format(after=repeat.after_ms, every=repeat.every_ms)
