"""VIA's definitions: the rows of Keyboard Layout Editor, with the matrix as legend, and options for other shapes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from keycheck.languages import N_
from keycheck.layouts.importing.imported import Imported, ImportedKey, corner
from keycheck.layouts.importing.kle import RawKey, named_matrix, raw_keys
from keycheck.layouts.importing.node import Node, whole

_OPTION_LINE, _ENCODER_LINE = 3, 9
"""Of a key's legends, those that say option and choice (`1,0`), and that it is a dial (`e0`)."""

_OPTION = re.compile(r"\s*(\d+)\s*,\s*(\d+)\s*")
_DIAL = re.compile(r"\s*e\d*\s*")


@dataclass(frozen=True, slots=True, order=True)
class _Choice:
    option: int
    choice: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A key, and the choice that it belongs to; a decal keeps its place in a choice, but is no key."""

    key: ImportedKey
    choice: _Choice | None
    decal: bool


def layouts(document: Node) -> tuple[Imported, ...]:
    """The layout with every option at its first choice, and one for each other choice of an option. Raises Misfit."""
    keymap, labels = _rows_of(document)
    parts = [_part(raw) for raw in raw_keys(keymap) if not _is_dial(raw)]
    name = _name(document)
    others = sorted({part.choice for part in parts if part.choice and part.choice.choice and not part.decal})
    names = _names(labels)
    return (
        Imported(name, tuple(p.key for p in parts if not p.decal and (p.choice is None or p.choice.choice == 0))),
        *(Imported(f"{name}, {_label(names, other)}", _with(parts, other)) for other in others),
    )


def _rows_of(document: Node) -> tuple[Node, Node | None]:
    """The rows, and what the options are called; some people leave out what stands around the rows."""
    if isinstance(document.value, list):
        return document, None
    found = document.needed("layouts", N_("a VIA definition with 'layouts'"))
    if isinstance(found.value, list):
        return found, None
    return found.needed("keymap", N_("the keys as 'keymap'")), found.field("labels")


def _name(document: Node) -> str:
    name = document.field("name") if isinstance(document.value, dict) else None
    return ((name.text_or_none() if name else None) or "").strip() or "LAYOUT"


def _part(raw: RawKey) -> _Part:
    # What is not the crossing says something of the layout, never what is printed on the key.
    return _Part(replace(named_matrix(raw), legends=()), _choice(raw), raw.decal)


def _line(raw: RawKey, number: int) -> str:
    return raw.lines[number] if number < len(raw.lines) else ""


def _is_dial(raw: RawKey) -> bool:
    """Whether this is the turning of a dial and not a switch; a dial that can be pressed has a crossing as well."""
    mark = _line(raw, _ENCODER_LINE).strip()
    pressed = named_matrix(raw).matrix is not None and mark != "e"
    return bool(_DIAL.fullmatch(mark) or _DIAL.fullmatch(raw.lines[0])) and not pressed


def _choice(raw: RawKey) -> _Choice | None:
    pair = _OPTION.fullmatch(_line(raw, _OPTION_LINE))
    return _Choice(int(pair[1]), int(pair[2])) if pair else None


def _with(parts: list[_Part], other: _Choice) -> tuple[ImportedKey, ...]:
    """The keys of the layout in which this option alone has another choice, moved to where its first choice lies."""
    rest = [p.key for p in parts if not p.decal and _stays(p.choice, other)]
    first = [p.key for p in parts if p.choice == _Choice(other.option, 0)]
    chosen = [p.key for p in parts if p.choice == other]
    (left, top), (own_left, own_top) = corner(first or chosen), corner(chosen)
    dx, dy = left - own_left, top - own_top
    moved = (
        replace(p.key, box=p.key.box.moved(dx, dy), also=p.key.also.moved(dx, dy) if p.key.also else None)
        for p in parts
        if p.choice == other and not p.decal
    )
    return (*rest, *moved)


def _stays(choice: _Choice | None, other: _Choice) -> bool:
    return choice is None or (choice.choice == 0 and choice.option != other.option)


def _names(labels: Node | None) -> list[object]:
    return labels.value if labels is not None and isinstance(labels.value, list) else []


def _label(names: list[object], other: _Choice) -> str:
    """What VIA calls this choice: of a list its name, of a switch the switch's own."""
    named = names[other.option] if other.option < len(names) else None
    if isinstance(named, str) and named.strip():
        return whole(named.strip())
    if isinstance(named, list) and other.choice < len(named) - 1:
        return whole(f"{named[0]} {named[other.choice + 1]}")
    return f"option {other.option}, choice {other.choice}"
