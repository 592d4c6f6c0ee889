"""What a layout map must fulfil beyond its form: known keys, each once, none upon another, and something to test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from keycheck.keys import table
from keycheck.languages import N_
from keycheck.layouts.layout import Layout, LayoutKey, Rectangle

_ROUNDING = 1e-6
"""Positions are decimal fractions: two edges that differ by less are one edge."""

_ALWAYS_COVERED = 0.7
"""Side of the upright square inside a turned square, as a share of its side: 1 / √2, rounded down."""


_AGAIN = N_("{key} again, first in {place}")
_WITHOUT = N_("{key} without {field}")


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a map is refused."""

    index: int | None
    """Which of `keys`; None for the map itself."""
    field: str
    found: str
    expected: str


def objections(layout: Layout) -> Iterator[Objection]:
    """Everything that is wrong with the map, the keys in the order of the file."""
    yield from _unprintable(None, {"id": layout.id, "name": layout.name, "locale": layout.locale})
    first_of: dict[str, int] = {}
    for index, key in enumerate(layout.keys):
        yield from _of_key(index, key)
        if key.code in first_of:
            yield Objection(
                index,
                "code",
                _AGAIN.format(key=repr(key.code), place=f"keys[{first_of[key.code]}]"),
                N_("each key once in a map"),
            )
        first_of.setdefault(key.code, index)
    yield from _overlaps(layout.keys)
    if not layout.testable:
        yield Objection(None, "keys", N_("no key that can be tested"), N_("at least one key without `unseen`"))


def _of_key(index: int, key: LayoutKey) -> Iterator[Objection]:
    yield from _unprintable(index, {"legend": key.legend, "unseen": key.unseen, "caution": key.caution})
    if key.kept_by is not None and key.caution is None:
        yield Objection(
            index,
            "kept_by",
            _WITHOUT.format(key=repr(key.kept_by), field="`caution`"),
            N_("what it does with the key, as `caution`"),
        )
    if not table.known(key.code):
        near = get_close_matches(key.code, table.all_codes(), 1)
        unknown = N_("{key}, which no key table knows").format(key=_short(key.code))
        meant = N_("a W3C code, perhaps {key}").format(key=repr(near[0])) if near else N_("a W3C code such as 'Digit5'")
        yield Objection(index, "code", unknown, meant)
    elif key.unseen is None and not reported(key.code):
        yield Objection(
            index,
            "unseen",
            _WITHOUT.format(key=repr(key.code), field="`unseen`"),
            N_("a reason, for no system ever reports this key"),
        )
    elif key.unseen is not None and not key.unseen.strip():
        yield Objection(index, "unseen", N_("an empty text"), N_("the reason why no program can see this key"))


def reported(code: str) -> bool:
    """Whether any system reports this key at all."""
    spaces: tuple[table.NativeSpace, ...] = ("hid", "evdev", "windows", "mac")
    return any(table.native_of(space, code) for space in spaces)


def _unprintable(index: int | None, texts: dict[str, str | None]) -> Iterator[Objection]:
    for field, text in texts.items():
        if text is not None and not text.isprintable():
            found = N_("{text} with a control character").format(text=_short(text))
            yield Objection(index, field, found, N_("text that can be printed"))


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")


Edges = tuple[float, float, float, float]
"""Left, top, right and lower edge."""


def _overlaps(keys: Iterable[LayoutKey]) -> Iterator[Objection]:
    before: list[tuple[str, Edges]] = []
    for index, key in enumerate(keys):
        parts = edges(key)
        covered = next((code for code, other in before if any(overlap(part, other) for part in parts)), None)
        if covered is not None:
            found = N_("{key} lying upon {other}").format(key=repr(key.code), other=repr(covered))
            yield Objection(index, "", found, N_("keys that do not overlap"))
        before += [(key.code, part) for part in parts]


def overlap(one: Edges, other: Edges) -> bool:
    """Whether two rectangles share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def edges(key: LayoutKey) -> list[Edges]:
    """What the key covers, as upright rectangles."""
    if key.turned:
        # What a turned key covers at every angle; the law is there to find slips, and need not be exact here.
        (x, y), reach = key.centre, min(key.w, key.h) * _ALWAYS_COVERED / 2
        return [(x - reach, y - reach, x + reach, y + reach)]
    parts: list[LayoutKey | Rectangle] = [key] if key.also is None else [key, key.also]
    return [(part.x, part.y, part.x + part.w - _ROUNDING, part.y + part.h - _ROUNDING) for part in parts]
