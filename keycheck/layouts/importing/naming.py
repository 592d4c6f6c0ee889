"""Which key each key of a definition is: its W3C code, told from what the definition prints on it, or nothing.

A wrong name is worse than none: a legend that could mean two keys names neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from statistics import median

from keycheck.layouts.importing.imported import Imported, ImportedKey
from keycheck.layouts.importing.legend_codes import LETTER_ROWS, signs, word

_Point = tuple[float, float]

_SIDES = ("ShiftLeft", "ControlLeft", "AltLeft", "MetaLeft")
_SPACE_BAR = 3.0
"""In key widths: a blank key of the last row that is at least so wide is the space bar."""

_KEYPAD = 40
"""A keyboard of fewer keys without letters is a number pad."""


def codes(layout: Imported) -> tuple[str | None, ...]:
    """The code of each key, in the order of `layout.keys`; none stands twice."""
    legends = {legend for key in layout.keys for legend in key.legends}
    letters = _letters(layout.keys)
    known = signs(legends)
    wanted = [tuple(_candidates(key, letters, known)) for key in layout.keys]
    if not letters and len(layout.keys) < _KEYPAD:
        wanted = [_of_keypad(names) for names in wanted]
    named = _told_apart(layout.keys, wanted)
    _name_space_bar(layout.keys, named)
    _name_second_backslash(layout.keys, named)
    return tuple(named)


def _candidates(key: ImportedKey, letters: dict[str, str], known: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """What the key may be, the likeliest first."""
    legends = key.legends
    if {"."} < {legend.lower() for legend in legends} <= {".", "del", "delete"}:
        yield "NumpadDecimal"
        return
    if set(legends) == {"<", ">"}:
        yield "IntlBackslash"
        return
    if set(legends) == {"#", "~"}:
        yield "Backslash"
        return
    parts = [part for legend in legends for part in _parts(legend)]
    for part in parts:
        if part.upper() in letters and len(parts) == 1:
            yield letters[part.upper()]
    for part in parts:
        if part.isdigit():
            yield from known.get(part, ())
    for legend in (*legends, " ".join(legends)):
        yield from word(legend)
    for part in parts:
        if not part.isdigit():
            yield from known.get(part, ())


def _parts(legend: str) -> list[str]:
    """The signs of a legend that has several in one line (`1 !`), or the legend; a name of QMK's as its sign."""
    legend = legend.removeprefix("KC_").strip()
    pieces = legend.split()
    return pieces if pieces and all(len(piece) == 1 for piece in pieces) else [legend]


def _letters(keys: Iterable[ImportedKey]) -> dict[str, str]:
    """Letter -> code, by the arrangement whose rows the letters keep best; empty where they keep the order of none."""
    centres: dict[str, _Point] = {}
    for key in keys:
        parts = [part for legend in key.legends for part in _parts(legend)]
        if len(parts) == 1 and len(parts[0]) == 1 and parts[0].isascii() and parts[0].isalpha():
            centres.setdefault(parts[0].upper(), key.centre)
    fitting = [rows for rows in LETTER_ROWS.values() if all(_in_order(row, centres) for row in rows)]
    if not centres or not fitting:
        return {}
    best = min(fitting, key=lambda rows: (rows != LETTER_ROWS["qwerty"]) + sum(_unevenness(r, centres) for r in rows))
    pairs = zip(best, LETTER_ROWS["qwerty"], strict=True)
    return {
        letter: f"Key{name}"
        for row, names in pairs
        for letter, name in zip(row, names, strict=False)
        if letter in centres
    }


def _in_order(row: str, centres: Mapping[str, _Point]) -> bool:
    places = [centres[letter][0] for letter in row if letter in centres]
    return all(left < right for left, right in pairwise(places))


def _unevenness(row: str, centres: Mapping[str, _Point]) -> float:
    """How far these letters are from lying in one row, in key widths."""
    heights = [centres[letter][1] for letter in row if letter in centres]
    return sum(abs(height - median(heights)) for height in heights)


def _of_keypad(names: tuple[str, ...]) -> tuple[str, ...]:
    """What a legend means where it stands on a number pad."""
    return tuple(sorted(names, key=lambda name: not name.startswith("Num")))


def _told_apart(keys: tuple[ImportedKey, ...], wanted: list[tuple[str, ...]]) -> list[str | None]:
    named: list[str | None] = [None] * len(keys)
    taken: set[str] = set()
    sided: dict[str, list[int]] = defaultdict(list)
    for index, names in enumerate(wanted):
        if names[:1] and names[0] in _SIDES and len(names) > 1:
            sided[names[0]].append(index)
            continue
        named[index] = next((name for name in names if name not in taken), None)
        taken.add(named[index] or "")
    middle = _middle(keys)
    for left, indices in sided.items():
        pair = (left, left.replace("Left", "Right"))
        for index, name in zip(*_sides(keys, indices, pair, middle), strict=True):
            if name not in taken:
                named[index] = name
                taken.add(name)
    return named


def _sides(
    keys: tuple[ImportedKey, ...], indices: list[int], pair: tuple[str, str], middle: float
) -> tuple[list[int], list[str]]:
    """Of keys with one legend the outer two, and which is the left one; a single key is told by its half."""
    ordered = sorted(indices, key=lambda index: keys[index].centre[0])
    if len(ordered) == 1:
        return ordered, [pair[keys[ordered[0]].centre[0] > middle]]
    return [ordered[0], ordered[-1]], list(pair)


def _middle(keys: tuple[ImportedKey, ...]) -> float:
    """Halfway across the letters or, without any, all keys."""
    across = [k.centre[0] for k in keys if any(len(t) == 1 and t.isalpha() for t in k.legends)] or [
        k.centre[0] for k in keys
    ]
    return (min(across) + max(across)) / 2 if across else 0.0


def _name_space_bar(keys: tuple[ImportedKey, ...], named: list[str | None]) -> None:
    if "Space" in named or not any(named):
        return
    blank = [i for i, key in enumerate(keys) if not key.legends and key.box.w >= _SPACE_BAR]
    if len(blank) == 1:
        named[blank[0]] = "Space"


def _name_second_backslash(keys: tuple[ImportedKey, ...], named: list[str | None]) -> None:
    """The backslash between the left Shift and Z, where a keyboard has it, is a key of its own."""
    if "IntlBackslash" in named or "ShiftLeft" not in named:
        return
    shift = keys[named.index("ShiftLeft")].box
    for index, key in enumerate(keys):
        beside = abs(key.box.x - shift.x - shift.w) < 0.5 and abs(key.box.y - shift.y) < 0.5
        if beside and {"\\", "|"} & set(key.legends) and named[index] in (None, "Backslash"):
            named[index] = "IntlBackslash"
