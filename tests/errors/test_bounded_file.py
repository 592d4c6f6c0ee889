"""A file from outside: what is none, or never ends, is refused in one line and keeps nobody waiting."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from keycheck.errors import BadFile
from keycheck.errors.bounded_file import bytes_of, start_of


def test_file_is_read_whole_up_to_its_bound(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 100)
    assert bytes_of(tmp_path / "file", 100) == b"x" * 100
    assert start_of(tmp_path / "file", 7) == b"x" * 7
    with pytest.raises(BadFile, match="more than 99 bytes"):
        bytes_of(tmp_path / "file", 99)


def test_bound_may_follow_from_the_beginning(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"%PDF" + b"x" * 100)
    assert len(bytes_of(tmp_path / "file", lambda start: 1000 if start.startswith(b"%PDF") else 1)) == 104


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
@pytest.mark.parametrize("read", [bytes_of, start_of])
def test_pipe_and_device_and_folder_are_no_files(tmp_path: Path, read: object) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(BadFile, match=r"expected a (plain file|file that can be read)"):
            read(path, 100)  # type: ignore[operator]


def test_file_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="No such file"):
        bytes_of(tmp_path / "none", 1)
