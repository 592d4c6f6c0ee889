"""An imported layout as keycheck keeps keyboards: the map of its named keys, and the matrix of those that have one."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import msgspec

from keycheck.layouts.head import id_of, standard_of
from keycheck.layouts.importing.imported import Box, Imported, ImportedKey, corner
from keycheck.layouts.importing.naming import codes
from keycheck.layouts.layout import SCHEMA, Layout, LayoutKey, Rectangle
from keycheck.layouts.map_rules import objections
from keycheck.layouts.zones import zone_of

UNSEEN = {"Fn": "handled inside the keyboard, never sent"}
"""Keys that no system reports."""


@dataclass(frozen=True, slots=True)
class AsMap:
    """What became of an imported layout."""

    layout: Layout
    unnamed: tuple[str, ...]
    """The keys whose legend names no key: where they are, and what is printed on them. A map can't hold them."""


def as_map(imported: Imported, named: tuple[str | None, ...] | None = None) -> AsMap:
    """The map of the keys that have a name, moved to the corner; `named` where their legends do not say it.

    Two keys can lie upon another where a definition holds several shapes of one keyboard at once: the first one stays.
    """
    named = codes(imported) if named is None else named
    left, top = corner(imported.keys)
    keys = [(_key(key, code, left, top), key) for key, code in zip(imported.keys, named, strict=True) if code]
    layout = Layout(SCHEMA, id_of(imported.name), _printable(imported.name), "desktop", standard_of(named), "us", ())
    layout = msgspec.structs.replace(layout, keys=tuple(key for key, _ in keys))
    lying = {o.index for o in objections(layout) if o.index is not None}
    kept = tuple(key for index, key in enumerate(layout.keys) if index not in lying)
    left_out = [key for key, code in zip(imported.keys, named, strict=True) if not code]
    left_out += [key for index, (_, key) in enumerate(keys) if index in lying]
    return AsMap(msgspec.structs.replace(layout, keys=kept), tuple(_told(key, left, top) for key in left_out))


def matrix_csv(imported: Imported, named: tuple[str | None, ...] | None = None) -> str | None:
    """The matrix as keycheck reads it: drive, sense, source_name, code; None where the definition has none."""
    if not imported.with_matrix:
        return None
    text = io.StringIO()
    text.write(f"# {_printable(imported.name)}\n")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("drive", "sense", "source_name", "code"))
    for key, code in zip(imported.keys, codes(imported) if named is None else named, strict=True):
        if key.matrix is not None:
            drive, sense = key.matrix if imported.rows_drive else reversed(key.matrix)
            rows.writerow((drive, sense, _printable(" ".join(key.legends)), code or ""))
    return text.getvalue()


def _key(key: ImportedKey, code: str, left: float, top: float) -> LayoutKey:
    x, y = _near(key.box, left, top)
    also = None
    if key.also is not None:
        also_x, also_y = _near(key.also, left, top)
        also = Rectangle(also_x, also_y, key.also.w, key.also.h)
    legend = _printable(" ".join(key.legends))
    turned = key.turned % 360
    return LayoutKey(code, x, y, key.box.w, key.box.h, also, legend, zone_of(code), turned, UNSEEN.get(code))


def _near(box: Box, left: float, top: float) -> tuple[float, float]:
    return round(box.x - left, 4) + 0.0, round(box.y - top, 4) + 0.0


def _told(key: ImportedKey, left: float, top: float) -> str:
    crossing = f", row {key.matrix[0]} and column {key.matrix[1]}" if key.matrix else ""
    legend = _printable(" ".join(key.legends))
    x, y = _near(key.box, left, top)
    return f"x = {x:g}, y = {y:g}{crossing}" + (f", marked {legend}" if legend else ", no legend")


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()
