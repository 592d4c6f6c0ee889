"""Whatever a file holds, an import ends in layouts or in one sentence; rows of KLE mean what its library says."""

from __future__ import annotations

import contextlib
import json
import math
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
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


@settings(max_examples=60, deadline=None)
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


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60) | st.text('[]{}":,ab1.-/*#\n', max_size=60).map(str.encode))
@pytest.mark.parametrize("of", ["qmk", "via", "kle"])
def test_any_bytes_are_read_or_refused(of, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = write(Path(folder), data)
        with contextlib.suppress(BadFile):
            read(path, of)


@settings(max_examples=80, deadline=None)
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
