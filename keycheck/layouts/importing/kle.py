"""The rows of keyboard-layout-editor.com, in which each key takes up where the one before it ended.

The rules are those of its published serialisation; `pykle-serial` is the oracle of the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from keycheck.languages import N_
from keycheck.layouts.importing.imported import FARTHEST, MOST_KEYS, Box, Imported, ImportedKey, straightened
from keycheck.layouts.importing.node import Misfit, Node, whole

_CROSSING = re.compile(r"\s*(\d{1,4})\s*,\s*(\d{1,4})\s*")
_MARKUP = re.compile(r"<[^>]*>")
_BASE_FIRST = (1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
"""On a key with two signs the shifted one stands above the base one."""


@dataclass(frozen=True, slots=True)
class RawKey:
    """A key of the rows, with its legends in the order of the file."""

    key: ImportedKey
    lines: tuple[str, ...]
    decal: bool
    """Whether it only decorates, or keeps a place free."""


@dataclass(slots=True)
class _Cursor:
    """What a key inherits from the keys before it."""

    x: float = 0.0
    y: float = 0.0
    turned: float = 0.0
    about_x: float = 0.0
    about_y: float = 0.0
    own: Node = field(default_factory=lambda: Node({}))
    """The properties that count for the next key alone."""


def layouts(document: Node) -> tuple[Imported, ...]:
    """The one layout of the file. Raises Misfit."""
    keys = tuple(named_matrix(raw) for raw in raw_keys(document) if not raw.decal)
    return (Imported(_name(document), keys),)


def raw_keys(rows: Node) -> Iterator[RawKey]:
    """The keys of the rows. Raises Misfit."""
    cursor, found = _Cursor(), 0
    for number, row in enumerate(_rows(rows)):
        if isinstance(row.value, dict):
            if number:
                raise row.misfit(N_("a list of keys; what describes the keyboard stands first"))
            continue
        for raw in _row(row, cursor):
            found += 1
            if found > MOST_KEYS:
                raise Misfit(
                    row.path,
                    N_("more than {most} keys").format(most=MOST_KEYS),
                    N_("at most {most}").format(most=MOST_KEYS),
                )
            yield raw
        cursor.y += 1
        cursor.x = cursor.about_x


def _rows(document: Node) -> Iterator[Node]:
    """The rows, also where a row stands alone, or with brackets too many, as they come out of copying."""
    value = document.value
    if isinstance(value, list) and any(isinstance(item, str) for item in value):
        yield document
        return
    if isinstance(value, list) and len(value) == 1 and _holds_rows(value[0]):
        yield from _rows(Node(value[0], (*document.path, 0)))
        return
    yield from document.items(N_("a list of rows"))


def _holds_rows(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(item, list) for item in value)


def named_matrix(raw: RawKey) -> ImportedKey:
    """The key with the row and column that its first legend says, if it says any."""
    crossing = _CROSSING.fullmatch(raw.lines[0])
    if crossing is None:
        return raw.key
    return replace(raw.key, legends=(), matrix=(int(crossing[1]), int(crossing[2])))


def _name(document: Node) -> str:
    value = document.value
    described = value[0] if isinstance(value, list) and value and isinstance(value[0], dict) else {}
    name = described.get("name")
    return whole(name) if isinstance(name, str) and name.strip() else "LAYOUT"


def _row(row: Node, cursor: _Cursor) -> Iterator[RawKey]:
    for item in row.items(N_("a row: a list of legends and properties")):
        if isinstance(item.value, dict):
            _take(item, cursor)
            continue
        if isinstance(item.value, bool) or not isinstance(item.value, str | int | float):
            raise item.misfit(N_("a legend as text, or an object of properties"))
        yield _key(item, cursor)
        cursor.x += cursor.own.number("w", 1.0)
        cursor.own = Node({})


def _take(item: Node, cursor: _Cursor) -> None:
    """Moves the cursor as these properties say, and keeps the ones that are for the next key alone."""
    cursor.turned = item.number("r", cursor.turned)
    about = (item.number("rx", cursor.about_x), item.number("ry", cursor.about_y))
    if item.field("rx") is not None or item.field("ry") is not None:
        cursor.about_x, cursor.about_y = cursor.x, cursor.y = about
    cursor.x += item.number("x", 0.0)
    cursor.y += item.number("y", 0.0)
    cursor.own = Node({**cursor.own.object(), **item.object()}, item.path)


def _key(item: Node, cursor: _Cursor) -> RawKey:
    own, lines, decal = cursor.own, tuple(item.text().split("\n")), bool(cursor.own.object().get("d"))
    for position in (cursor.x, cursor.y):
        if abs(position) > FARTHEST:
            raise Misfit(
                item.path,
                N_("a key at {position}").format(position=f"{position:g}"),
                N_("a place at most {farthest} either way").format(farthest=f"{FARTHEST:g}"),
            )
    box = Box(cursor.x, cursor.y) if decal else Box(cursor.x, cursor.y, own.size("w"), own.size("h"))
    box, also = straightened(box, _second(own, box), cursor.turned, cursor.about_x, cursor.about_y)
    return RawKey(ImportedKey(box, also, cursor.turned, _legends(lines)), lines, decal)


def _second(own: Node, box: Box) -> Box | None:
    """The second rectangle, where it adds anything to the first; that of a stepped key is part of its top."""
    second = Box(
        box.x + own.number("x2", 0.0),
        box.y + own.number("y2", 0.0),
        own.number("w2", 0.0) or box.w,
        own.number("h2", 0.0) or box.h,
    )
    inside = (
        second.x >= box.x
        and second.y >= box.y
        and second.x + second.w <= box.x + box.w
        and second.y + second.h <= box.y + box.h
    )
    return None if inside or min(second.w, second.h) <= 0 else second


def _legends(lines: tuple[str, ...]) -> tuple[str, ...]:
    ordered = (lines[place] for place in _BASE_FIRST if place < len(lines))
    return tuple(text for line in ordered if (text := _MARKUP.sub(" ", line).strip()))
