"""Scan matrices: the made-up one that keycheck brings with it, and those in files from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from keycheck.errors import BadFile, UsageError
from keycheck.layouts import library
from keycheck.layouts.matrix import Matrix, find_matrix, known_matrices, read_matrix

HEAD = "# drive 2 x sense 2\ndrive,sense,source_name,code\n"


def file_with(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "mine.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_practice_matrix_has_every_key_of_its_map_once() -> None:
    matrix = find_matrix("practice-104")
    assert set(matrix.places) == {key.code for key in library.load("ansi-104").testable}
    assert all(len(places) == 1 for places in matrix.places.values())
    assert len(matrix.at) == len(matrix.crossings) == 104


def test_every_known_matrix_can_be_found_and_every_key_lies_on_two_lines() -> None:
    for name in known_matrices():
        matrix = find_matrix(name)
        assert sum(len(keys) for keys in matrix.lines.values()) == 2 * len(matrix.crossings)


def test_line_is_named_by_its_side_and_number() -> None:
    matrix = Matrix("m", ((0, 0, "KeyA"), (0, 1, "KeyB"), (10, 1, "KeyC")))
    assert matrix.lines == {
        "drive0": ("KeyA", "KeyB"),
        "drive10": ("KeyC",),
        "sense0": ("KeyA",),
        "sense1": ("KeyB", "KeyC"),
    }


def test_file_is_read_without_its_remarks_and_empty_crossings(tmp_path: Path) -> None:
    matrix = read_matrix(file_with(tmp_path, HEAD + "0,0,KEY_A,KeyA\n0,1,NOTHING,\n\n1,0,KEY_B,KeyB\n"))
    assert (matrix.name, matrix.crossings) == ("mine", ((0, 0, "KeyA"), (1, 0, "KeyB")))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "whole file: found no columns"),
        ("# only a remark\n", "whole file: found no columns"),
        ("a,b,c\n1,2,KeyA\n", "line 1: found no columns"),
        (HEAD + "0,x,KEY_A,KeyA\n", "line 3: found drive '0', sense 'x'"),
        (HEAD + "0\n", "line 3: found drive '0', sense None"),
        (b"\xff\xfe", "whole file: found an unreadable file"),
        ("drive,sense,code\n" + "1,1,KeyA\n" * 40_000, "more than 200000 bytes"),
    ],
)
def test_file_that_is_no_matrix_is_refused_with_its_place(tmp_path: Path, text: str | bytes, complaint: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_matrix(file_with(tmp_path, text))
    assert complaint in str(refused.value)
    assert "mine.csv" in str(refused.value)


def test_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="no matrix 'nowhere': expected a file, or one of practice-104"):
        find_matrix("nowhere")
