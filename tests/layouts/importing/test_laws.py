"""Whatever a file holds, an import ends in layouts or in one sentence; rows of KLE mean what its library says."""

from __future__ import annotations

import contextlib
import json
import math
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keycheck.errors import BadFile
from keycheck.layouts.importing.as_map import as_map, matrix_csv
from keycheck.layouts.importing.definition import read
from keycheck.layouts.importing.kle import raw_keys
from keycheck.layouts.importing.node import Node
from tests.layouts.importing.definitions import write

XY = ("x", "y", "w", "h", "r", "rx", "ry", "d", "w2", "h2", "x2", "y2", "a", "label")
NAMES = st.sampled_from(["layouts", "layout", "keymap", "labels", "matrix", "name", *XY])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-20, 20) | st.floats() | st.text(max_size=8) | st.just("0,1\n\n\n1,1"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=20,
)
QUARTERS = st.integers(-12, 12).map(lambda n: n / 4)
SIZES = st.integers(1, 12).map(lambda n: n / 4)
PROPERTIES = st.fixed_dictionaries(
    {}, optional={"x": QUARTERS, "y": QUARTERS, "w": SIZES, "h": SIZES, "d": st.booleans(), "a": st.integers(0, 7)}
)
TURNS = st.fixed_dictionaries({}, optional={"r": st.integers(-90, 90), "rx": QUARTERS, "ry": QUARTERS})
ROWS = st.lists(
    st.tuples(TURNS, st.lists(st.tuples(PROPERTIES, st.text("AB\n", max_size=4)), max_size=4)).map(
        lambda row: [row[0], *(item for pair in row[1] for item in pair)]
    ),
    max_size=5,
)


@given(JSON | JSON.map(lambda j: {"layouts": {"L": {"layout": j}}}) | JSON.map(lambda j: {"layouts": {"keymap": j}}))
@pytest.mark.parametrize("of", ["qmk", "via", "kle"])
def test_any_json_is_read_or_refused(of, document: object) -> None:
    with TemporaryDirectory() as folder:
        path = write(Path(folder), json.dumps(document))
        try:
            layouts = read(path, of)
        except BadFile:
            return
    for layout in layouts:
        made = as_map(layout)
        assert len(made.layout.keys) + len(made.unnamed) == len(layout.keys)
        assert all(math.isfinite(n) for key in layout.keys for n in key.centre)
        assert (matrix_csv(layout) is None) == (layout.with_matrix == 0)


@given(st.binary(max_size=60) | st.text('[]{}":,ab1.-/*#\n', max_size=60).map(str.encode))
@pytest.mark.parametrize("of", ["qmk", "via", "kle"])
def test_any_bytes_are_read_or_refused(of, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = write(Path(folder), data)
        with contextlib.suppress(BadFile):
            read(path, of)


@given(ROWS)
def test_rows_mean_what_the_library_of_kle_says(rows: list[list[object]]) -> None:
    serial = pytest.importorskip("pykle_serial.serial", reason="pykle-serial is not installed: pip install '.[test]'")
    expected = []
    for key in serial.deserialize(rows).keys:
        turn, x, y = math.radians(key.rotation_angle), key.x + key.width / 2, key.y + key.height / 2
        dx, dy = x - key.rotation_x, y - key.rotation_y
        expected.append((key.rotation_x + dx * math.cos(turn) - dy * math.sin(turn)) if not key.decal else None)
        expected.append((key.rotation_y + dx * math.sin(turn) + dy * math.cos(turn)) if not key.decal else None)
    found = [n for raw in raw_keys(Node(rows)) for n in (raw.key.centre if not raw.decal else (None, None))]
    assert found == [None if n is None else pytest.approx(n, abs=1e-6) for n in expected]


NUMBERS = st.integers(0, 60).map(lambda n: n / 4)
LABELS = st.sampled_from(["Esc", "F1", "~\n`", "|\n\\", "a // b", "# no remark", "1,5 /* or */", "KC_LSFT", '"', "'"])
QMK_KEYS = st.fixed_dictionaries(
    {"x": NUMBERS, "y": NUMBERS},
    optional={
        "w": SIZES,
        "h": SIZES,
        "r": st.integers(0, 90),
        "rx": NUMBERS,
        "ry": NUMBERS,
        "label": LABELS,
        "matrix": st.lists(st.integers(0, 20), min_size=2, max_size=2),
        "hand": st.sampled_from(["L", "R", "*"]),
        "encoder": st.integers(0, 3),
    },
)
QMK = st.fixed_dictionaries(
    {
        "keyboard_name": LABELS,
        "layouts": st.dictionaries(
            st.from_regex(r"LAYOUT_[a-z0-9_]{1,8}", fullmatch=True),
            st.fixed_dictionaries({"layout": st.lists(QMK_KEYS, max_size=6)}),
            max_size=3,
        ),
    },
    optional={"diode_direction": st.sampled_from(["COL2ROW", "ROW2COL"]), "community_layouts": st.just(["60_ansi"])},
)


@st.composite
def written_by_hand(draw: st.DrawFn, document: object) -> str:
    """The document as people write it: remarks, commas at ends, bare names, other line ends."""

    def gap() -> str:
        return draw(
            st.sampled_from(["", " ", "\n", "\r\n", "\n\t", " // a remark\n", " /* another, [ */ ", " # one\n"])
        )

    def written(value: object) -> str:
        if isinstance(value, dict):
            bare = draw(st.booleans())
            parts = [f"{name if bare else json.dumps(name)}:{gap()}{written(each)}" for name, each in value.items()]
            return "{" + joined(parts) + "}"
        if isinstance(value, list):
            return "[" + joined([written(each) for each in value]) + "]"
        return json.dumps(value)

    def joined(parts: list[str]) -> str:
        last = "," if parts and draw(st.booleans()) else ""
        return gap() + f",{gap()}".join(parts) + last + gap()

    return gap() + written(document) + gap()


@given(st.data())
def test_a_definition_written_by_hand_means_what_it_means_in_strict_json(data: st.DataObject) -> None:
    document = data.draw(QMK)
    text = data.draw(written_by_hand(document))
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    with TemporaryDirectory() as folder:
        strict = read(write(Path(folder), json.dumps(document)), "qmk")
        assert read(write(Path(folder), text.encode(encoding)), "qmk") == strict
