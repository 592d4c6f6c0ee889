"""Which key each key of a definition is, told by its place on a known keyboard: VIA's definitions bear no legends.

The place says what the key is on most keyboards of that form, and no more: firmware may send another code.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from keycheck.layouts.importing.imported import Imported, ImportedKey, corner
from keycheck.layouts.layout import Layout, LayoutKey

_NEAR = 0.3
"""In key widths, between centres: definitions differ in the gaps between blocks by a quarter."""
_ALIKE = 0.13
"""In key widths: two sizes that differ by less are one."""
_FITS = 0.9
"""A map fits a definition where so large a share of the keys of either lie in the same places. Our choice."""


def codes_by_place(imported: Imported, layout: Layout) -> tuple[str | None, ...]:
    """The code of each key, in the order of `imported.keys`; none stands twice."""
    left, top = corner(imported.keys)
    taken: set[str] = set()
    named: list[str | None] = []
    for key in imported.keys:
        found = None if key.turned % 360 else _nearest(key, left, top, layout.keys, taken)
        named.append(found)
        taken.add(found or "")
    return tuple(named)


def fitting_map(imported: Imported, maps: Iterable[Layout]) -> Layout | None:
    """The known keyboard whose keys lie in the same places; None where none fits."""
    scored = [(_share(imported, layout), layout) for layout in maps]
    share, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= _FITS else None


def with_legends(layout: Layout, model: Layout) -> Layout:
    """The map with the signs of the model where it has none of its own."""
    keys = tuple(
        key if key.legend else msgspec.structs.replace(key, legend=model.key(key.code).legend) for key in layout.keys
    )
    return msgspec.structs.replace(layout, locale=model.locale, keys=keys)


def _share(imported: Imported, layout: Layout) -> float:
    named = sum(code is not None for code in codes_by_place(imported, layout))
    return named / max(len(imported.keys), len(layout.keys))


def _nearest(key: ImportedKey, left: float, top: float, keys: Iterable[LayoutKey], taken: set[str]) -> str | None:
    x, y = key.centre[0] - left, key.centre[1] - top
    near = [
        (abs(other.centre[0] - x) + abs(other.centre[1] - y), other.code)
        for other in keys
        if other.code not in taken
        and abs(other.w - key.box.w) < _ALIKE
        and abs(other.centre[0] - x) < _NEAR
        and abs(other.centre[1] - y) < _NEAR
    ]
    return min(near)[1] if near else None
