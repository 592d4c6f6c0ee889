"""What was learned is on disk at every moment, and becomes a map among the person's own."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from keycheck.errors import BadFile, UsageError
from keycheck.layouts import library
from keycheck.layouts.learning.drawn import About
from keycheck.session.drafts import save
from keycheck.session.notebook import Notebook

ABOUT = About("Acme Book 14", "laptop", "us")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KEYCHECK_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def learned(*codes: str) -> Notebook:
    book = Notebook(ABOUT)
    for code in codes:
        book.change(book.sketch.pressed(code))
    return book


def test_every_change_is_there_after_any_end(data: Path) -> None:
    learned("KeyA", "KeyS")
    assert [key.code for key in Notebook(ABOUT).sketch.keys] == ["KeyA", "KeyS"]
    if sys.platform != "win32":
        assert stat.S_IMODE((data / "acme-book-14.sketch.json").stat().st_mode) == 0o600


def test_undo_goes_back_change_by_change_and_then_nowhere() -> None:
    book = learned("KeyA", "KeyS")
    for left in (["KeyA"], [], []):
        book.undo()
        assert [key.code for key in book.sketch.keys] == left
        assert [key.code for key in book.layout.keys] == left


def test_a_damaged_draft_is_refused_by_its_name_and_stays(data: Path) -> None:
    learned("KeyA")
    draft = data / "acme-book-14.sketch.json"
    draft.write_text('{"rows":[[{"kode":"KeyA"}]]}')
    with pytest.raises(BadFile, match=r"acme-book-14\.sketch\.json.*kode"):
        Notebook(ABOUT)
    assert draft.is_file()


def test_a_saved_map_is_one_of_the_library() -> None:
    book = learned("KeyA", "KeyS")
    file = save(book.layout, None)
    assert library.load("acme-book-14") == book.layout == library.read(file)
    assert "acme-book-14" in library.ids()
    assert library.summary("acme-book-14") == ("Acme Book 14", 2)


def test_a_map_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        save(learned("KeyA").layout, tmp_path / "nowhere" / "map.toml")
