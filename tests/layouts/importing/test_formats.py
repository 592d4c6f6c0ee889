"""Definitions of QMK, VIA and Keyboard Layout Editor: every key in its place, with its row and column."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from keycheck.errors import BadFile
from keycheck.layouts.importing.definition import read
from keycheck.layouts.importing.imported import Box
from tests.layouts.importing.definitions import TKL, imported, qmk, via


def boxes(layout) -> list[tuple[float, float, float, float]]:
    return [tuple(round(n, 6) for n in (k.box.x, k.box.y, k.box.w, k.box.h)) for k in layout.keys]


def test_a_qmk_key_has_place_size_label_and_crossing(tmp_path: Path) -> None:
    (layout,) = imported(tmp_path, qmk({"x": 1.5, "y": 2, "w": 2, "label": "Tab", "matrix": [3, 4]}), "qmk")
    (key,) = layout.keys
    assert (key.box, key.legends, key.matrix) == (Box(1.5, 2, 2, 1), ("Tab",), (3, 4))


def test_a_qmk_key_turns_about_its_corner_where_nothing_else_is_said(tmp_path: Path) -> None:
    (layout,) = imported(tmp_path, qmk({"x": 4, "y": 2, "r": 90}), "qmk")
    assert layout.keys[0].centre == pytest.approx((3.5, 2.5))
    assert layout.keys[0].turned == 90


def test_a_qmk_definition_has_all_its_layouts_and_no_aliases(tmp_path: Path) -> None:
    two = {"LAYOUT_a": {"layout": [{"x": 0, "y": 0}]}, "LAYOUT_b": {"layout": []}}
    document = {"layouts": two, "layout_aliases": {"LAYOUT": "LAYOUT_a"}}
    assert [layout.name for layout in imported(tmp_path, document, "qmk")] == ["LAYOUT_a", "LAYOUT_b"]


def test_a_qmk_definition_that_leaves_its_layouts_to_a_folder_above_has_none(tmp_path: Path) -> None:
    assert imported(tmp_path, {"usb": {"pid": "0x1"}, "processor": "RP2040"}, "qmk") == ()


@pytest.mark.parametrize(("direction", "rows_drive"), [("COL2ROW", True), ("ROW2COL", False)])
def test_the_diodes_say_which_lines_drive(tmp_path: Path, direction: str, rows_drive: bool) -> None:
    (layout,) = imported(tmp_path, qmk({"x": 0, "y": 0}, diode_direction=direction), "qmk")
    assert layout.rows_drive is rows_drive


def test_a_dial_that_can_be_pressed_is_a_key(tmp_path: Path) -> None:
    (layout,) = imported(tmp_path, qmk({"x": 0, "y": 0, "encoder": 0, "matrix": [0, 0]}), "qmk")
    assert layout.with_matrix == 1


def test_rows_of_kle_follow_one_another(tmp_path: Path) -> None:
    (layout,) = imported(tmp_path, [{"name": "Board"}, ["A", {"w": 2, "x": 0.5}, "B"], [{"y": 0.25}, "C"]], "kle")
    assert layout.name == "Board"
    assert boxes(layout) == [(0, 0, 1, 1), (1.5, 0, 2, 1), (0, 1.25, 1, 1)]


def test_an_iso_enter_has_two_rectangles_and_a_stepped_key_has_one(tmp_path: Path) -> None:
    enter = {"x": 0.25, "w": 1.25, "h": 2, "w2": 1.5, "h2": 1, "x2": -0.25}
    stepped = {"w": 1.75, "w2": 1.25, "l": True}
    (layout,) = imported(tmp_path, [[enter, "Enter", stepped, "Caps Lock"]], "kle")
    assert [key.also for key in layout.keys] == [Box(0, 0, 1.5, 1), None]


def test_decals_take_their_place_and_are_no_keys(tmp_path: Path) -> None:
    (layout,) = imported(tmp_path, [[{"d": True, "w": 3}, "deco", "A"]], "kle")
    assert boxes(layout) == [(3, 0, 1, 1)]


def test_a_cluster_of_kle_turns_about_its_point(tmp_path: Path) -> None:
    (layout,) = imported(tmp_path, [[{"r": 90, "rx": 5, "ry": 5}, "A", "B"], ["C"]], "kle")
    assert [key.centre for key in layout.keys] == [
        pytest.approx((4.5, 5.5)),
        pytest.approx((4.5, 6.5)),
        pytest.approx((3.5, 5.5)),
    ]


def test_rows_copied_out_of_the_editor_need_no_list_around_them(tmp_path: Path) -> None:
    (layout,) = imported(tmp_path, '[{a:7},"Esc",{x:1,w:1.5},"F1"],\n["Tab"]', "kle")
    assert boxes(layout) == [(0, 0, 1, 1), (2, 0, 1.5, 1), (0, 1, 1, 1)]


def test_via_says_row_and_column_on_the_keys(tmp_path: Path) -> None:
    (layout,) = imported(tmp_path, via(["0,0", "0,12\n\n\n\n\n\n\n\n\ne0"], [{"r": 10}, "1,0"]), "via")
    assert [key.matrix for key in layout.keys] == [(0, 0), (0, 12), (1, 0)]


def test_the_turning_of_a_dial_is_no_key(tmp_path: Path) -> None:
    (layout,) = imported(tmp_path, via(["0,0", "e0", "0,1\n\n\n\n\n\n\n\n\ne"]), "via")
    assert [key.matrix for key in layout.keys] == [(0, 0)]


def test_each_choice_of_a_via_option_lies_where_its_first_choice_lies(tmp_path: Path) -> None:
    row: list[object] = ["0,0", {"w": 2}, "0,1\n\n\n0,0", {"x": 3}, "0,1\n\n\n0,1", "0,2\n\n\n0,1"]
    whole, split = imported(tmp_path, via(row, labels=["Split Backspace"]), "via")
    assert (whole.name, split.name) == ("Board", "Board, Split Backspace")
    assert boxes(whole) == [(0, 0, 1, 1), (1, 0, 2, 1)]
    assert boxes(split) == [(0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1)]


def test_a_blank_place_at_the_edge_of_a_choice_is_kept_free(tmp_path: Path) -> None:
    row: list[object] = ["0,0\n\n\n0,0", "0,1\n\n\n0,0", {"x": 2, "d": True}, "0,0\n\n\n0,1", "0,1\n\n\n0,1"]
    _, other = imported(tmp_path, via(row, labels=[["Bottom row", "all", "blocked"]]), "via")
    assert (other.name, boxes(other)) == ("Board, Bottom row blocked", [(1, 0, 1, 1)])


@pytest.mark.parametrize(
    "text",
    [
        '{\n  // a remark\n  "layouts": {"L": {"layout": [{"x": 0, "y": 0,},],}},\n}',
        "{layouts: {L: {layout: [{x: 0, y: 0}]}}}",
        "{ /* a remark */ # another\n layouts: {L: {layout: [{x: 0, y: 0}]}}}",
    ],
)
def test_json_as_people_write_it_is_read(tmp_path: Path, text: str) -> None:
    (layout,) = imported(tmp_path, text, "qmk")
    assert boxes(layout) == [(0, 0, 1, 1)]


def test_a_comma_forgotten_at_the_end_of_a_line_is_forgiven_as_by_qmk(tmp_path: Path) -> None:
    text = '{"layouts": {"L": {"layout": [\n{"x": 0, "y": 0}\n\n{"x": 1, "y": 0}\n]}}}'
    (layout,) = imported(tmp_path, text, "qmk")
    assert boxes(layout) == [(0, 0, 1, 1), (1, 0, 1, 1)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marks_of_byte_order_do_not_matter(tmp_path: Path, encoding: str) -> None:
    (layout,) = imported(tmp_path, '[["é"]]'.encode(encoding), "kle")
    assert layout.keys[0].legends == ("é",)


KEY = {"x": 0, "y": 0}
ONE_KEY = '{"layouts": {"L": {"layout": [%s]}}}'

FORGIVEN = [
    ("a tab within a text", "qmk", '{"maintainer": "a\tb", "layouts": {"L": {"layout": [{"x": 0, "y": 0}]}}}', 1, 0),
    ("a line end within a text", "qmk", '{"url": "a\nb", "layouts": {"L": {"layout": [{"x": 0, "y": 0}]}}}', 1, 0),
    ("a backslash that escapes nothing", "qmk", ONE_KEY % '{"x": 0, "y": 0, "label": "\\|"}', 1, 0),
    ("a bracket too many", "qmk", ONE_KEY % '{"x": 0, "y": 0}' + "\n}\n", 1, 0),
    ("the end mark of an old system", "qmk", ONE_KEY % '{"x": 0, "y": 0}' + "\x1a", 1, 0),
    ("two commas", "qmk", ONE_KEY % '{"x": 0, "y": 0},, {"x": 1, "y": 0}', 2, 0),
    ("numbers as people write them", "qmk", ONE_KEY % '{"x": .5, "y": 00.5, "w": 1., "h": +1}', 1, 0),
    ("numbers in quotation marks", "qmk", qmk({"x": "0.5", "y": "-1"}), 1, 0),
    ("a hard space", "qmk", (ONE_KEY % '{"x": 0, "y": 0}').replace(": ", ":\u00a0"), 1, 0),
    (
        "another encoding",
        "qmk",
        '{"maintainer": "S\xfcd", "layouts": {"L": [{"x": 0, "y": 0}]}}'.encode("latin-1"),
        1,
        0,
    ),
    ("a size of nothing", "qmk", qmk({"x": 0, "y": 0, "w": 0, "h": -1}), 1, 0),
    ("a crossing in decimals", "qmk", qmk({"x": 0, "y": 0, "matrix": [1.0, 2.0]}), 1, 1),
    ("a crossing that is left open", "qmk", qmk({**KEY, "matrix": [None, None]}, {**KEY, "matrix": [-1, -1]}), 2, 0),
    ("a legend that is no text", "qmk", qmk({"x": 0, "y": 0, "label": ["a"]}), 1, 0),
    ("the keys without a field around them", "qmk", {"layouts": {"L": [KEY]}}, 1, 0),
    (
        "a layout that is only named",
        "qmk",
        {"layouts": {"L": {"c_macro": True}, "M": {"layout": [KEY]}, "N": None}},
        1,
        0,
    ),
    ("a name that is no text", "via", {"name": ["a"], "layouts": {"keymap": [["0,0"]]}}, 1, 1),
    ("names of options that are no list", "via", {"layouts": {"labels": {}, "keymap": [["0,0"]]}}, 1, 1),
    ("rows without a field around them", "via", {"layouts": [["0,0"], ["1,0"]]}, 2, 2),
    ("rows alone", "via", [["0,0"], ["1,0"]], 2, 2),
    ("a number for a legend", "kle", [["A", 1]], 2, 0),
    ("one row alone", "kle", '["Esc", {x: 1}, "F1"]', 2, 0),
    ("brackets too many", "kle", [[[{"a": 7}, "A"], ["B"]]], 2, 0),
    ("a width of 0, as the editor reads it", "kle", [[{"w": 0}, "A"]], 1, 0),
]


@pytest.mark.parametrize(
    ("of", "document", "keys", "crossings"), [case[1:] for case in FORGIVEN], ids=[c[0] for c in FORGIVEN]
)
def test_what_people_write_all_the_same_is_read(
    tmp_path: Path, of, document: object, keys: int, crossings: int
) -> None:
    layouts = imported(tmp_path, document, of)
    assert (len(layouts[0].keys), layouts[0].with_matrix, len(layouts)) == (keys, crossings, 1)
    assert all(box.w > 0 and box.h > 0 for box in (key.box for key in layouts[0].keys))


FRAGMENTS = ["ws2812", "rgblight", "usb", "development_board", "features", "bootmagic", "tags", "split"]


@pytest.mark.parametrize("field", FRAGMENTS)
def test_a_definition_that_leaves_its_layouts_to_a_folder_above_has_none(tmp_path: Path, field: str) -> None:
    assert imported(tmp_path, {field: {}}, "qmk") == ()


def test_numbers_within_texts_stay_as_they_are(tmp_path: Path) -> None:
    text = """[["a .5, 00.5,, b", {x: .5}, "'.5"]]"""
    (layout,) = imported(tmp_path, text, "kle")
    assert [key.legends for key in layout.keys] == [("a .5, 00.5,, b",), ("'.5",)]


BAD = [
    ("qmk", "", "whole file", "nothing"),
    ("qmk", " \n", "whole file", "nothing"),
    ("qmk", "[" * 100_000, "whole file", "nested too deeply"),
    ("qmk", '{"a":' * 100_000, "whole file", "nested too deeply"),
    ("kle", "[{a:" * 30_000, "whole file", "nested too deeply"),
    ("kle", "[{a:" * 100_000, "line 1, column 3", "no JSON"),
    ("qmk", b"\x7b" + b" " * 5_000_000 + b"\x7d", "whole file", "more than 1000000 bytes"),
    ("qmk", b"{\xff}", "line 1", "no JSON"),
    ("qmk", b"\xff\xfe{", "byte 2", "not UTF-16-LE"),
    ("qmk", '{"layouts":', "line 1, column 12", "no JSON"),
    ("qmk", "<html>\n<p>", "line 2, column 1", "no JSON"),
    ("qmk", "/*", "line 1, column 1", "no JSON"),
    ("qmk", "[]", "top level", "a list"),
    ("qmk", "{}", "top level", "no field 'layouts'"),
    ("qmk", '{"layers": [], "layout": "LAYOUT"}', "top level", "no field 'layouts'"),
    ("qmk", '{"layouts": []}', "layouts", "a list"),
    ("qmk", '{"layouts": {"L": 3}}', "layouts.L", "3"),
    ("qmk", '{"layouts": {"L": {"layout": {}}}}', "layouts.L.layout", "an object"),
    ("qmk", '{"layouts": {"L": {"layout": [null]}}}', "layouts.L.layout[0]", "null"),
    ("qmk", qmk({"x": 0}), "line 1, layouts.LAYOUT.layout[0]", "no field 'y'"),
    ("qmk", '{"layouts":\n{"L":\n{"layout": [{"x": 0, "y": 0},\n{"x": "one", "y": 0}]}}}', "line 4, ", "'one'"),
    ("qmk", qmk({"x": True, "y": 0}), "layout[0].x", "true"),
    ("qmk", qmk({"x": 0, "y": 0, "matrix": [1, "2"]}), "layout[0].matrix", "[1, '2']"),
    ("qmk", qmk({"x": 0, "y": 0, "matrix": [True, 2]}), "layout[0].matrix", "[True, 2]"),
    ("qmk", qmk({"x": 0, "y": 0, "matrix": [0, -1]}), "layout[0].matrix", "[0, -1]"),
    ("qmk", '{"layouts":\n{"L": {"layout": [{"x": NaN}]}}}', "line 2", "NaN"),
    ("qmk", '{"layouts": {"L": {"layout": [{"x": -Infinity}]}}}', "line 1", "-Infinity"),
    ("qmk", '{"layouts": {"L": {"layout": [{"x": 1e999, "y": 0}]}}}', "layout[0].x", "without end"),
    ("qmk", '{"layouts": {"L": {"layout": [{"x": %s, "y": 0}]}}}' % ("9" * 5000), "whole file", "very many digits"),
    ("qmk", qmk(*[KEY] * 2001), "layouts.LAYOUT.layout", "2001 keys"),
    ("kle", [["A"] * 700, ["A"] * 700, ["A"] * 700], "[2]", "more than 2000 keys"),
    ("kle", {}, "top level", "an object"),
    ("kle", [["A"], {"name": "late"}], "[1]", "an object"),
    ("kle", [["A", None]], "[0][1]", "null"),
    ("kle", [["A", True]], "[0][1]", "true"),
    ("kle", [[{"x": 900}, "A", {"x": 900}, "B"]], "[0][3]", "a key at 1801"),
    ("via", {"name": "x"}, "top level", "no field 'layouts'"),
    ("via", {"layouts": {"labels": []}}, "layouts", "no field 'keymap'"),
    ("via", via(["0,0", {"w": "wide"}, "0,1"]), "layouts.keymap[0][1].w", "'wide'"),
]


@pytest.mark.parametrize(("of", "document", "place", "found"), BAD)
def test_a_definition_that_makes_no_sense_is_refused_with_the_place(
    tmp_path: Path, of, document: object, place: str, found: str
) -> None:
    with pytest.raises(BadFile) as caught:
        imported(tmp_path, document, of)
    assert place in caught.value.place
    assert found in caught.value.found
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="no such file"):
        read(tmp_path / "none.json", "qmk")


def test_a_whole_keyboard_of_kle_has_every_key(tmp_path: Path) -> None:
    (layout,) = imported(tmp_path, TKL, "kle")
    assert len(layout.keys) == 87
    assert all(math.isfinite(n) for box in boxes(layout) for n in box)
