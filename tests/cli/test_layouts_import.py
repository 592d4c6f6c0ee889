"""`keycheck layouts import`: counts, lines, files and exit statuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from keycheck.layouts.library import read
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
