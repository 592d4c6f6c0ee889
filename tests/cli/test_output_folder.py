"""Where the files of a demonstration go: never over a real report, and never nowhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import Ran, Run
from tests.cli.conftest import Demo

pytestmark = pytest.mark.usefixtures("few_keys")

FILES = {"report.json", "report.html", "report.pdf", "trace.jsonl"}


def demonstrate(run: Run, out: Path) -> Ran:
    return run("demo", "--layout", "ansi-tkl", "--out", str(out))


def test_second_demo_takes_the_place_of_the_first(run: Run, demo: Demo, tmp_path: Path) -> None:
    """A practice report is worth nothing; nobody needs to be asked."""
    for file in demo.folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    ran = demonstrate(run, tmp_path)
    assert (ran.status, ran.err) == (0, "")
    assert json.loads((tmp_path / "report.json").read_bytes())["keyboard"]["layout"] == "ansi-tkl"
    assert {file.name for file in tmp_path.iterdir() if file.is_file()} == FILES


def test_real_report_is_never_written_over(run: Run, demo: Demo, tmp_path: Path) -> None:
    """The new one lies in a folder below it, and the last words say where."""
    out = tmp_path / "returns"
    out.mkdir()
    report = json.loads(demo.report.read_bytes())
    real = json.dumps(report | {"practice": False, "verdict": report["verdict"] | {"practice": False}})
    (out / "report.json").write_text(real)
    ran = demonstrate(run, out)
    assert ran.status == 0
    assert (out / "report.json").read_text() == real
    (below,) = (place for place in out.iterdir() if place.is_dir())
    assert {file.name for file in below.iterdir()} == FILES
    assert str(below) in ran.text.splitlines()[-1]
    assert str(below) in ran.err


def test_folder_that_can_not_be_written_costs_nothing(run: Run, tmp_path: Path, data: Path) -> None:
    """The examination is kept in the data folder, whole, and the last words say where."""
    (tmp_path / "file").write_text("in the way")
    ran = demonstrate(run, tmp_path / "file" / "D")
    (kept,) = (data / "kept").iterdir()
    assert ran.status == 0
    assert {file.name for file in kept.iterdir()} == FILES
    (line,) = ran.err.splitlines()
    assert str(tmp_path / "file" / "D") in line
    assert str(kept) in line
    assert str(kept) in ran.text.splitlines()[-1]


def test_report_that_can_be_kept_nowhere_is_said_so_in_one_line(run: Run, tmp_path: Path, data: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    data.mkdir()
    (data / "kept").write_text("in the way")
    ran = demonstrate(run, tmp_path / "file" / "D")
    assert ran.status != 0
    assert "nothing could be kept" in ran.complaint


def test_data_folder_that_can_not_be_made_is_said_so_in_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("KEYCHECK_DATA_DIR", str(tmp_path / "file" / "data"))
    ran = demonstrate(run, tmp_path / "file" / "D")
    assert ran.status != 0
    assert "KEYCHECK_DATA_DIR" in ran.complaint
