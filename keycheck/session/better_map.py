"""Keys that arrive and are on no place of the map: another map of the same family may have them."""

from __future__ import annotations

from keycheck.events.trace import Event, Incident
from keycheck.examination.examiner import Examiner
from keycheck.layouts import library
from keycheck.layouts.first_guess import suits
from keycheck.layouts.layout import Layout
from keycheck.layouts.legends import as_recorded
from keycheck.layouts.relatives import relative


class BetterMap:
    """Told every record, it corrects the map of an examination, or has it ask the person."""

    def __init__(self, examiner: Examiner, is_chosen: bool) -> None:
        """A map that the person chose is never changed unasked."""
        self._examiner = examiner
        self._is_chosen = is_chosen
        self._looked_for: frozenset[str] = frozenset()

    def heed(self, record: Event | Incident) -> None:
        """Look for a better map when a key came that this one does not have."""
        if not isinstance(record, Event) or record.key is None or record.key in self._examiner.layout:
            return
        arrived = self._arrived()
        if arrived == self._looked_for:
            return
        self._looked_for = arrived
        found = relative(self._examiner.layout, arrived, library.ids(), library.load)
        if found is not None:
            layout = _with_signs_of(self._examiner.layout, found.layout)
            self._examiner.correct(layout, at_once=found.is_plain and not self._is_chosen)

    def _arrived(self) -> frozenset[str]:
        """The keys of the keyboard under test, as far as that can be told, that no program played."""
        return frozenset().union(*(ear.seen for ear in self._examiner.diagnosis.facts.ears.values()))


def _with_signs_of(before: Layout, after: Layout) -> Layout:
    """The map with the locale that was guessed or asked for, where its caps can bear it; else with its own."""
    own = before.id in library.ids() and library.load(before.id).locale == before.locale
    return after if own or not suits(before.locale, after.standard) else as_recorded(after, before.locale)
