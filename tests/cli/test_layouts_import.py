"""`keycheck layouts import`: counts, lines, files and exit statuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from keycheck.layouts.layout import Layout
from keycheck.layouts.library import load, read
from keycheck.layouts.rows import rows_of
from tests.cli.command import Run
from tests.layouts.importing.definitions import TKL, qmk, write

IMPORT = ("layouts", "import", "--format")


def test_one_file_is_counted(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path, qmk({"x": 0, "y": 0, "label": "Q", "matrix": [0, 0]}, {"x": 1, "y": 0, "label": "?!"}))
    counted = json.loads(run(*IMPORT, "qmk", "--json", str(file)).out)
    assert counted == {"layouts": [{"name": "LAYOUT", "keys": 2, "with_matrix": 1, "named": 1}]}
    assert run(*IMPORT, "qmk", str(file)).text == "LAYOUT: 2 keys, 1 with row and column, 1 named\n"


def test_a_bad_file_alone_ends_with_one_line(run: Run, tmp_path: Path) -> None:
    ran = run(*IMPORT, "qmk", "--json", str(write(tmp_path, '{"layouts": 3}')))
    assert (ran.status, ran.text) == (4, "")
    assert "line 1, layouts: found 3, expected an object of layouts" in ran.complaint


def test_of_several_files_each_has_a_line_and_a_bad_one_stops_nothing(run: Run, tmp_path: Path) -> None:
    good, bad = write(tmp_path, TKL, "good.json"), write(tmp_path, "", "bad.json")
    ran = run(*IMPORT, "kle", "--json", str(bad), str(good))
    first, second = (json.loads(line) for line in ran.text.splitlines())
    assert (ran.status, first["file"], first["place"]) == (4, str(bad), "whole file")
    assert second == {"file": str(good), "layouts": [{"name": "LAYOUT", "keys": 87, "with_matrix": 0, "named": 87}]}
    assert run(*IMPORT, "kle", str(good), str(good)).status == 0


def test_the_map_and_the_matrix_are_written(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path, qmk({"x": 0, "y": 0, "label": "Q", "matrix": [0, 3]}, {"x": 1, "y": 0, "label": "hm"}))
    ran = run(*IMPORT, "qmk", str(file), "-o", str(tmp_path / "mine.toml"))
    assert (ran.status, ran.err) == (0, "not in this map: x = 1, y = 0, marked hm\n")
    assert [key.code for key in read(tmp_path / "mine.toml").keys] == ["KeyQ"]
    assert (tmp_path / "mine.csv").read_text().endswith("0,3,Q,KeyQ\n")


@pytest.mark.parametrize(("name", "status"), [("LAYOUT_b", 0), ("LAYOUT_c", 2)])
def test_one_of_several_layouts_is_chosen_by_name(run: Run, tmp_path: Path, name: str, status: int) -> None:
    key = [{"x": 0, "y": 0, "label": "Q"}]
    file = write(tmp_path, {"layouts": {"LAYOUT_a": {"layout": key}, "LAYOUT_b": {"layout": key}}})
    ran = run(*IMPORT, "qmk", str(file), "--name", name, "-o", str(tmp_path / "mine.toml"))
    assert ran.status == status
    assert ("LAYOUT_a, LAYOUT_b" in ran.complaint) if status else read(tmp_path / "mine.toml").name == name


def test_a_map_without_keys_is_not_written(run: Run, tmp_path: Path) -> None:
    ran = run(*IMPORT, "kle", str(write(tmp_path, [["K00"]])), "-o", str(tmp_path / "mine.toml"))
    assert ran.status == 4
    assert not (tmp_path / "mine.toml").exists()


def test_one_output_takes_one_file(run: Run, tmp_path: Path) -> None:
    assert run(*IMPORT, "kle", "a", "b", "-o", str(tmp_path / "mine.toml")).status == 2


def without_legends(layout: Layout) -> dict[str, object]:
    """The keyboard as VIA and QMK of today describe it: places and crossings, and no legend."""
    rows = enumerate(rows_of(layout.keys))
    return qmk(
        *(
            {"x": key.x + 1, "y": key.y, "w": key.w, "h": key.h, "matrix": [number, column]}
            for number, row in rows
            for column, key in enumerate(row)
        )
    )


@pytest.mark.parametrize("name", ["ansi-60", "iso-tkl", "ansi-104"])
def test_keys_without_legends_are_named_by_their_places_on_a_map_that_is_asked_for(
    run: Run, tmp_path: Path, name: str
) -> None:
    known = load(name)
    file = write(tmp_path, without_legends(known))
    out = tmp_path / "map.toml"
    refused = run(*IMPORT, "qmk", "-o", str(out), str(file))
    assert refused.status == 4
    assert f"--like {name}" in refused.complaint
    assert not out.exists()
    assert run(*IMPORT, "qmk", "--like", name, "-o", str(out), str(file)).status == 0
    made = read(out)
    assert {(key.code, key.legend) for key in made.keys} == {(k.code, k.legend) for k in known.keys}
    assert f"those in the same places of {name}" in out.read_text("utf-8")
    assert "0,0," in out.with_suffix(".csv").read_text("utf-8")


def test_the_layout_that_is_taken_of_several_is_told(run: Run, tmp_path: Path) -> None:
    key = {"x": 0, "y": 0, "label": "Q"}
    file = write(tmp_path, {"layouts": {"LAYOUT_a": {"layout": [key]}, "LAYOUT_b": {"layout": [key]}}})
    ran = run(*IMPORT, "qmk", "-o", str(tmp_path / "map.toml"), str(file))
    assert "Written: LAYOUT_a, the first of 2. --name chooses: LAYOUT_b" in ran.err
