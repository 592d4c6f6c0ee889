"""What is odd in a map is told in sentences; ordinary keyboards are not odd."""

from __future__ import annotations

import msgspec
import pytest

from keycheck.layouts.layout import Layout, LayoutKey
from keycheck.layouts.library import load, own_ids
from keycheck.layouts.oddities import oddities


@pytest.mark.parametrize("name", [name for name in own_ids() if not name.startswith("chromebook")])
def test_no_keyboard_of_ours_is_odd(name: str) -> None:
    assert oddities(load(name)) == ()


def changed(name: str, code: str, **fields: object) -> Layout:
    """The map with one key changed; without it where no field is named."""
    layout = load(name)
    keys = [msgspec.structs.replace(key, **fields) if key.code == code else key for key in layout.keys]
    return msgspec.structs.replace(layout, keys=tuple(key for key in keys if fields or key.code != code))


ODD = [
    ("laptop-13-ansi", "Enter", {}, "There is no Enter. If it is dead, it still belongs on the map."),
    ("laptop-13-ansi", "Fn", {}, "There is no Fn."),
    ("ansi-104", "KeyD", {}, "The row of A lacks D. A dead key still belongs on the map."),
    ("ansi-104", "F5", {}, "The row of F1 lacks F5."),
    ("ansi-60", "KeyS", {"x": 14.5, "y": 1.0, "w": 0.5}, "Found 'KeyS' lying upon 'Backslash'"),
    ("laptop-13-ansi", "ShiftRight", {"w": 1.75}, "Row 5 ends 1 key widths before the others."),
    ("ansi-60", "KeyA", {"x": 0.0, "y": 9.0}, "Row 6 has only one key."),
    ("ansi-60", "KeyA", {"x": 0.0, "y": 9.0}, "A is in row 6, but S is in row 3."),
]


@pytest.mark.parametrize(("name", "code", "fields", "sentence"), ODD, ids=[case[3] for case in ODD])
def test_what_is_odd_is_told(name: str, code: str, fields: dict[str, object], sentence: str) -> None:
    told = oddities(changed(name, code, **fields))
    assert any(each.startswith(sentence) for each in told), told


def test_keys_in_another_order_are_told() -> None:
    layout = load("ansi-60")
    swap = {"KeyS": layout.key("KeyD"), "KeyD": layout.key("KeyS")}
    keys = tuple(_at(key, swap.get(key.code, key)) for key in layout.keys)
    assert oddities(msgspec.structs.replace(layout, keys=keys)) == ("D stands to the left of S.",)


def _at(key: LayoutKey, place: LayoutKey) -> LayoutKey:
    return msgspec.structs.replace(key, x=place.x, y=place.y)


def test_a_number_pad_needs_no_letters() -> None:
    full = load("ansi-104")
    pad = tuple(key for key in full.keys if key.zone == "numpad")
    assert not any("Enter" in sentence for sentence in oddities(msgspec.structs.replace(full, keys=pad)))
