"""Where files go: the data folder is private, and no report ever overwrites another."""

from __future__ import annotations

import os
import stat
import sys
from datetime import datetime
from pathlib import Path

import platformdirs
import pytest

from keycheck.config import data_folder, reports_folder
from keycheck.errors import UsageError

TEN = datetime(2026, 11, 22, 10, 0, 59)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, with nothing in it yet."""
    monkeypatch.delenv("KEYCHECK_DATA_DIR", raising=False)
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: tmp_path / "share" / "keycheck")
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path / "Documents")
    return tmp_path


def test_data_folder_is_created_with_its_parents(home: Path) -> None:
    assert data_folder() == home / "share" / "keycheck"
    assert data_folder().is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_data_folder_is_for_its_owner_alone(home: Path) -> None:
    assert stat.S_IMODE(data_folder().stat().st_mode) == 0o700


def test_environment_moves_the_data_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEYCHECK_DATA_DIR", str(home / "stick"))
    assert data_folder() == home / "stick"


def test_a_data_folder_named_in_relation_to_here_is_absolute(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    monkeypatch.setenv("KEYCHECK_DATA_DIR", "stick")
    assert data_folder() == Path.cwd() / "stick"


def test_a_data_folder_that_cannot_be_made_is_told_in_one_line(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("KEYCHECK_DATA_DIR", str(home / "file" / "keycheck"))
    with pytest.raises(UsageError, match=r"the data folder can't be made: .*; set KEYCHECK_DATA_DIR to") as refusal:
        data_folder()
    assert "\n" not in str(refusal.value)


def test_reports_go_to_the_documents_under_the_date(home: Path) -> None:
    (home / "Documents").mkdir()
    folder = reports_folder(TEN)
    assert folder == home / "Documents" / "keycheck" / "2026-11-22 1000"
    assert folder.is_dir()


def test_two_reports_of_one_minute_get_two_folders(home: Path) -> None:
    (home / "Documents").mkdir()
    names = [reports_folder(TEN).name for _ in range(3)]
    assert names == ["2026-11-22 1000", "2026-11-22 1000 2", "2026-11-22 1000 3"]


def test_without_documents_reports_go_to_the_data_folder(home: Path) -> None:
    assert reports_folder(TEN) == home / "share" / "keycheck" / "reports" / "2026-11-22 1000"
    assert not (home / "Documents").exists()


def test_documents_that_cannot_be_written_give_way_to_the_data_folder(home: Path) -> None:
    (home / "Documents").mkdir()
    # A file where the folder has to go refuses root too, which a missing permission does not.
    (home / "Documents" / "keycheck").write_text("in the way", encoding="utf-8")
    assert reports_folder(TEN).is_relative_to(home / "share" / "keycheck")


def test_a_carried_data_folder_keeps_the_reports_too(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "Documents").mkdir()
    monkeypatch.setenv("KEYCHECK_DATA_DIR", str(home / "stick"))
    assert reports_folder(TEN) == home / "stick" / "reports" / "2026-11-22 1000"
    assert os.listdir(home / "Documents") == []
