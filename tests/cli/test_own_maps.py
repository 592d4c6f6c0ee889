"""Maps of one's own on the command line: a file is as good as an id, and goes where the recording goes."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from keycheck.layouts import library
from keycheck.layouts.map_text import as_toml
from tests.cli.command import Run


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Maps that a test brings are unknown to the next one."""
    monkeypatch.setattr(library, "_brought", {})


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A small keyboard without an Enter."""
    small = library.load("ansi-60")
    keys = tuple(key for key in small.keys if key.code != "Enter")
    file = tmp_path / "mine.toml"
    file.write_text(as_toml(msgspec.structs.replace(small, id="mine", name="Mine", keys=keys)), encoding="utf-8")
    return file


def test_a_map_in_a_file_is_drawn_and_what_is_odd_is_said(run: Run, mine: Path) -> None:
    ran = run("layouts", "show", str(mine))
    assert ran.status == 0
    assert ran.text.startswith("Mine, 60 keys")
    assert "There is no Enter." in ran.err


def test_maps_in_the_folder_are_listed_and_bad_ones_named(run: Run, mine: Path, data: Path) -> None:
    folder = data / "layouts"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(mine.read_text("utf-8"), encoding="utf-8")
    (folder / "bad.toml").write_text("nothing", encoding="utf-8")
    ran = run("layouts", "list")
    assert "mine              Mine, 60 keys" in ran.text
    assert "bad.toml" in ran.err


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--locale", "klingon"], "--locale: found 'klingon'"),
        (["--name", "ANSI 104"], "'ansi-104', which is a map of keycheck's own"),
        (["--source", "radio"], "--source: found 'radio'"),
        (["-o", "not/there/x.toml"], "is no folder that can be written"),
        ([], "there is no terminal to press keys in"),
    ],
)
def test_what_can_not_be_learned_is_refused_before_a_screen_opens(run: Run, options: list[str], complaint: str) -> None:
    ran = run("layouts", "learn", *options)
    assert ran.status == 2
    assert complaint in ran.err


def test_the_lines_of_a_matrix_are_drawn_on_the_keys(run: Run, tmp_path: Path, data: Path) -> None:
    """One of ours by its name, a file, and one that lies beside the person's own maps."""
    drawn = run("layouts", "show", "ansi-104", "--matrix", "practice-104").text
    assert "  drive3: F3, Digit4, KeyR, KeyD, KeyC, Space, KeyF\n" in drawn
    assert drawn.count("[0      ][1 ][2 ][3 ][4 ][5 ][5 ]") == 1
    file = tmp_path / "mine.csv"
    file.write_text("drive,sense,code\n7,3,KeyQ\n7,4,Lang1\n", encoding="utf-8")
    told = run("layouts", "show", "ansi-60", "--matrix", str(file)).text
    assert "  drive7: KeyQ (not on this map: Lang1)\n" in told
    (data / "layouts" / "matrices").mkdir(parents=True)
    file.rename(data / "layouts" / "matrices" / "kept.csv")
    assert run("layouts", "show", "ansi-60", "--matrix", "kept").text == told.replace("mine", "kept")
    assert "'lost'" in run("layouts", "show", "ansi-60", "--matrix", "lost").complaint


def test_the_picture_of_a_matrix_has_the_crossing_of_each_key(run: Run, tmp_path: Path) -> None:
    picture = tmp_path / "lines.svg"
    run("layouts", "show", "ansi-104", "--matrix", "practice-104", "--svg", str(picture))
    assert ">3,3<" in picture.read_text("utf-8")
