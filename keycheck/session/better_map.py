"""Keys that arrive and are on no place of the map: another map of the same family may have them."""

from __future__ import annotations

from collections import Counter

from keycheck.events.trace import Event, Incident
from keycheck.examination.examiner import Examiner
from keycheck.layouts import library
from keycheck.layouts.first_guess import suits
from keycheck.layouts.layout import Layout
from keycheck.layouts.legends import as_recorded
from keycheck.layouts.relatives import relative

ENOUGH = 2
"""So many presses of one key are no slip on another keyboard, where no source tells keyboards apart (ours)."""


class BetterMap:
    """Told every record, it corrects the map of an examination, or has it ask the person."""

    def __init__(self, examiner: Examiner, is_chosen: bool) -> None:
        """A map that the person chose is never changed unasked."""
        self._examiner = examiner
        self._is_chosen = is_chosen
        self._presses: Counter[tuple[int, str]] = Counter()
        """By source and key that the map does not have."""
        self._looked_for: tuple[frozenset[str], frozenset[str]] = frozenset(), frozenset()

    def heed(self, record: Event | Incident) -> None:
        """Look for a better map when a key came that this one does not have."""
        if not isinstance(record, Event) or record.key is None or record.key in self._examiner.layout:
            return
        self._presses[record.source, record.key] += record.action == "down"
        arrived = self._examiner.diagnosis.facts.arrived
        sure = frozenset(filter(self._is_sure, arrived))
        if record.key not in arrived or self._looked_for == (arrived, sure):
            return
        self._looked_for = arrived, sure
        found = relative(self._examiner.layout, arrived, library.ids(), library.load)
        if found is not None:
            layout = _with_signs_of(self._examiner.layout, found.layout)
            new = {key for key in arrived if key in layout and key not in self._examiner.layout}
            self._examiner.correct(layout, at_once=found.is_plain and new <= sure and not self._is_chosen)

    def _is_sure(self, key: str) -> bool:
        """Whether this key surely came from the keyboard under test."""
        ears = self._examiner.diagnosis.facts.ears.values()
        told = any(key in ear.seen for ear in ears if ear.tells_keyboards_apart)
        return told or any(self._presses[ear.source.id, key] >= ENOUGH for ear in ears)


def _with_signs_of(before: Layout, after: Layout) -> Layout:
    """The map with the locale that was guessed or asked for, where its caps can bear it; else with its own."""
    own = before.id in library.ids() and library.load(before.id).locale == before.locale
    return after if own or not suits(before.locale, after.standard) else as_recorded(after, before.locale)
