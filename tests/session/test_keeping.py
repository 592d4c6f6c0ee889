"""Where files go: what exists stays, all of them or none, and never nowhere."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from keycheck.errors import KeycheckError
from keycheck.reports.report import encode
from keycheck.session.keeping import keep
from tests.reports.examples import report, verdict
from tests.session.test_journal import files_up_to

NEW = {"report.json": b"{}", "report.html": b"<p>", "report.pdf": b"%PDF", "trace.jsonl": b"t" * 30_000}


def held(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_files_go_into_the_folder_that_was_asked_for(tmp_path: Path) -> None:
    assert keep(NEW, tmp_path / "a" / "b", practice=False) == (tmp_path / "a" / "b", ())
    assert held(tmp_path / "a" / "b") == NEW


def test_without_a_wish_a_new_folder_is_made_for_each(data: Path) -> None:
    first, second = keep(NEW, None, practice=False)[0], keep(NEW, None, practice=False)[0]
    assert first != second
    assert {first.parent, second.parent} == {data / "reports"}


def test_other_files_in_the_folder_are_no_matter(tmp_path: Path) -> None:
    (tmp_path / "invoice.pdf").write_bytes(b"%PDF")
    assert keep(NEW, tmp_path, practice=False) == (tmp_path, ())


@pytest.mark.parametrize("practice", [False, True])
@pytest.mark.parametrize("name", NEW)
def test_what_is_not_known_to_be_practice_is_never_written_over(tmp_path: Path, name: str, practice: bool) -> None:
    """A real report, or a file of that name which is none."""
    (tmp_path / name).write_bytes(encode(report(verdict())) if name == "report.json" else b"dear")
    before = held(tmp_path)
    folder, (notice,) = keep(NEW, tmp_path, practice)
    assert held(tmp_path) == before
    assert folder.parent == tmp_path
    assert held(folder) == NEW
    assert str(folder) in notice


def test_three_reports_for_one_folder_get_three_folders(tmp_path: Path) -> None:
    folders = [keep(NEW, tmp_path, practice=False)[0] for _ in range(3)]
    assert folders == [tmp_path, tmp_path / "test-2", tmp_path / "test-3"]


@pytest.fixture(params=["below a file", "in /proc", "on a full disk"])
def closed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A folder that can't be written, even by root."""
    if request.param == "below a file":
        (tmp_path / "file").write_text("in the way")
        yield tmp_path / "file" / "D"
    elif request.param == "in /proc":
        if not Path("/proc/self").exists():
            pytest.skip("this system has no /proc")
        yield Path("/proc/keycheck/D")
    else:
        (tmp_path / "disk").mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "keycheck", str(tmp_path / "disk")]
        if sys.platform != "linux" or subprocess.run(mount, check=False, stderr=subprocess.DEVNULL).returncode:
            pytest.skip("a small disk can be mounted by root on Linux only")
        yield tmp_path / "disk" / "D"
        subprocess.run(["umount", str(tmp_path / "disk")], check=True)


def test_folder_that_can_not_be_written_costs_nothing(closed: Path, data: Path) -> None:
    """The files are kept in the data folder; the notice names the folder, the reason and the place."""
    folder, (notice,) = keep(NEW, closed, practice=False)
    assert folder.is_relative_to(data / "kept")
    assert held(folder) == NEW
    assert notice.startswith(f"{closed} can't be written (")
    assert str(folder) in notice
    assert not closed.exists() or list(closed.iterdir()) == [], "no half report may look like a whole one"


def test_two_that_are_kept_aside_in_one_second_get_two_folders(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    folders = [keep(NEW, tmp_path / "file" / "D", practice=False)[0] for _ in range(2)]
    assert len(set(folders)) == 2
    assert all(held(folder) == NEW for folder in folders)


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path, data: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    data.mkdir()
    (data / "kept").write_text("in the way")
    with pytest.raises(KeycheckError, match="nothing could be kept") as refusal:
        keep(NEW, tmp_path / "file" / "D", practice=False)
    assert "\n" not in str(refusal.value)


def test_limit_on_the_size_of_files_leaves_no_half_report(tmp_path: Path) -> None:
    """A quota that lets the pages through and not the trace."""
    with files_up_to(20_000), pytest.raises(KeycheckError, match="nothing could be kept"):
        keep(NEW, tmp_path / "D", practice=True)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
