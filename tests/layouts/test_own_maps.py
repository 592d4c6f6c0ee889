"""Maps of the person's own: found by file, by id in their folder, and never taken for one of keycheck's."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from keycheck.errors import BadFile, UsageError
from keycheck.layouts import library
from keycheck.layouts.map_text import as_toml


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KEYCHECK_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(library, "_brought", {})
    (tmp_path / "data" / "layouts").mkdir(parents=True)
    return tmp_path / "data"


def written(file: Path, **fields: object) -> Path:
    """The map of a small keyboard with other fields, in this file."""
    file.write_text(as_toml(msgspec.structs.replace(library.load("ansi-60"), **fields)), encoding="utf-8")
    return file


def test_a_file_is_a_map_and_its_id_is_known_from_then_on(tmp_path: Path) -> None:
    layout = library.find(str(written(tmp_path / "mine.toml", id="mine", name="Mine")))
    assert library.find("mine") is layout is library.load("mine")
    assert "mine" in library.ids()


def test_a_map_in_the_folder_is_found_by_its_id(data: Path) -> None:
    written(data / "layouts" / "any.toml", id="kept", name="Kept one")
    assert library.find("kept").name == "Kept one" == library.name_of("kept")
    assert "kept" in library.ids()


def test_a_file_that_bears_the_id_of_one_of_ours_is_refused_unless_it_is_the_same(tmp_path: Path) -> None:
    assert library.find(str(written(tmp_path / "same.toml"))) == library.load("ansi-60")
    with pytest.raises(BadFile, match="'ansi-60'"):
        library.find(str(written(tmp_path / "other.toml", name="Another")))


def test_a_bad_map_in_the_folder_keeps_nobody_from_the_others(data: Path) -> None:
    (data / "layouts" / "bad.toml").write_text("nothing")
    written(data / "layouts" / "taken.toml")
    written(data / "layouts" / "kept.toml", id="kept", name="Kept one")
    assert "kept" in library.ids()
    assert [Path(bad.file).name for bad in library.kept_maps() if isinstance(bad, BadFile)] == [
        "bad.toml",
        "taken.toml",
    ]


@pytest.mark.parametrize("word", ["no-such-map", "no-such-file.toml"])
def test_what_is_neither_is_told(word: str) -> None:
    with pytest.raises(UsageError, match=word):
        library.find(word)


@pytest.mark.parametrize("name", ["Full size, ANSI, 104 keys (US)", "full size  ANSI 104 KEYS (US)"])
def test_map_that_bears_the_name_of_one_of_ours_is_refused(data: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(BadFile, match=r"name: found .* which is keycheck's own"):
        library.find(str(written(tmp_path / "mine.toml", id="mine", name=name)))
    written(data / "layouts" / "kept.toml", id="kept", name=name)
    assert [bad.place for bad in library.kept_maps() if isinstance(bad, BadFile)] == ["name"]
    assert "kept" not in library.ids()
